package lectern.eval.corpus;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes an e-mail (RFC 5322), with at most one attachment (RFC 2045).
final class MailWriter {

  private static final String LINE = "\r\n";
  private static final int BASE64_LINE_CHARS = 76;
  private static final Map<String, String> HEADERS =
      Map.of("from", "From", "to", "To", "cc", "Cc", "sent", "Date", "messageid", "Message-ID");

  private MailWriter() {}

  @SuppressWarnings("ArrayRecordComponent") // bytes on their way out, never compared
  record Attachment(String name, byte[] bytes) {}

  static byte[] write(Manuscript mail, @Nullable Attachment attachment) {
    StringBuilder out = new StringBuilder();
    for (String field : List.of("from", "to", "cc", "sent", "messageid")) {
      String value = mail.optional(field);
      if (value != null) {
        out.append(HEADERS.get(field)).append(": ").append(value).append(LINE);
      }
    }
    out.append("Subject: ").append(mail.title()).append(LINE);
    out.append("MIME-Version: 1.0").append(LINE);
    String text = TextWriter.text(mail).replace("\n", LINE);
    if (attachment == null) {
      out.append(plain(text));
    } else {
      String boundary = "----=_lectern_" + Integer.toHexString(mail.path().hashCode());
      out.append("Content-Type: multipart/mixed; boundary=\"")
          .append(boundary)
          .append('"')
          .append(LINE);
      out.append(LINE).append("--").append(boundary).append(LINE).append(plain(text)).append(LINE);
      out.append("--").append(boundary).append(LINE);
      out.append("Content-Type: ").append(DocumentWriter.mediaType(attachment.name()));
      out.append("; name=\"").append(attachment.name()).append('"').append(LINE);
      out.append("Content-Disposition: attachment; filename=\"")
          .append(attachment.name())
          .append('"')
          .append(LINE);
      out.append("Content-Transfer-Encoding: base64").append(LINE).append(LINE);
      out.append(
          Base64.getMimeEncoder(BASE64_LINE_CHARS, LINE.getBytes(StandardCharsets.US_ASCII))
              .encodeToString(attachment.bytes()));
      out.append(LINE).append("--").append(boundary).append("--").append(LINE);
    }
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String plain(String text) {
    return "Content-Type: text/plain; charset=utf-8"
        + LINE
        + "Content-Transfer-Encoding: 8bit"
        + LINE
        + LINE
        + text;
  }
}
