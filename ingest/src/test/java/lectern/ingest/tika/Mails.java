package lectern.ingest.tika;

import java.util.Base64;

/// Mails made in tests.
final class Mails {
  static final String PIXEL =
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

  private Mails() {}

  static byte[] mail(String... parts) {
    StringBuilder mail =
        new StringBuilder(
            """
            From: Ann <ann@example.com>
            To: Ben <ben@example.com>, Cy <cy@example.com>
            Subject: =?utf-8?q?Miete_f=C3=BCr_M=C3=A4rz?=
            Date: Wed, 21 Feb 2024 20:11:32 +0000
            Message-ID: <1@example.com>
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary="b"

            """);
    for (String part : parts) {
      mail.append("--b\n").append(part).append("\n");
    }
    return Sources.utf8(mail.append("--b--\n").toString());
  }

  static String attachment(String name, String type, byte[] bytes) {
    return """
        Content-Type: %s; name="%s"
        Content-Disposition: attachment; filename="%s"
        Content-Transfer-Encoding: base64

        %s
        """
        .formatted(type, name, name, Base64.getMimeEncoder().encodeToString(bytes));
  }
}
