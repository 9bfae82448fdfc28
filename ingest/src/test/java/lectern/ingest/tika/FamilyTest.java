package lectern.ingest.tika;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import lectern.ingest.ParseResult.Reason;
import lectern.ingest.ParseResult.Rejected;
import lectern.ingest.SourceDocument;
import org.junit.jupiter.api.Test;

/// Mails with attachments, archives with members.
class FamilyTest extends WithParser {
  private static final String PIXEL =
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

  @Override
  TikaSettings settings() {
    return new TikaSettings(
        1, 256, Duration.ofSeconds(60), 64 << 20, 200_000, 20, 4 << 20, 3, 100, NO_OCR);
  }

  private static byte[] mail(String... parts) {
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

  private static String attachment(String name, String type, byte[] bytes) {
    return """
        Content-Type: %s; name="%s"
        Content-Disposition: attachment; filename="%s"
        Content-Transfer-Encoding: base64

        %s
        """
        .formatted(type, name, name, Base64.getMimeEncoder().encodeToString(bytes));
  }

  private static List<String> ids(List<SourceDocument> family) {
    return family.stream().map(document -> document.id().value()).toList();
  }

  @Test
  void aMailHasHeaderBodyAndAttachments() {
    List<SourceDocument> family =
        family(
            "mail.eml",
            mail(
                "Content-Type: text/plain; charset=utf-8\n\nHello Ben,\n\nthe rent is dü.\n",
                attachment("invoice.txt", "text/plain", Sources.utf8("Rent: 500")),
                attachment("logo.png", "image/png", Base64.getDecoder().decode(PIXEL))));
    assertEquals(List.of("mail.eml", "mail.eml!invoice.txt"), ids(family));
    SourceDocument mail = family.getFirst();
    assertEquals("Miete für März", mail.title());
    assertEquals(
        """
        Paragraph @ header: Subject: Miete für März
        From: Ann <ann@example.com>
        To: Ben <ben@example.com>; Cy <cy@example.com>
        Date: 2024-02-21T20:11:32Z\
        """,
        Sources.blocks(mail).getFirst());
    assertTrue(mail.text().endsWith("the rent is dü."), mail.text());
    assertEquals("body", mail.locators().at(mail.text().length() - 1).orElseThrow().words());
    assertEquals("Rent: 500", family.get(1).text());
    assertEquals(64, family.get(1).revision().length());
    assertEquals(9, family.get(1).sizeBytes());
  }

  @Test
  void whatIsAttachedAndGivesNoTextIsTold() {
    byte[] program = {'M', 'Z', 0, 1, 2, 3};
    List<SourceDocument> family =
        family(
            "mail.eml",
            mail(
                "Content-Type: text/plain\n\nSee the tool.\n",
                attachment("tool.exe", "application/x-msdownload", program),
                attachment("logo.png", "image/png", Base64.getDecoder().decode(PIXEL)),
                attachment("smime.p7s", "application/pkcs7-signature", program)));
    assertEquals(List.of("mail.eml"), ids(family));
    String skipped = family.getFirst().metadata().getOrDefault(SourceDocument.SKIPPED, "");
    assertTrue(skipped.startsWith("1 member: tool.exe"), skipped);
  }

  @Test
  void attachmentsTakeOverTheThreadOfTheirMail() {
    byte[] inner =
        Sources.utf8(
            "From: Cy <cy@example.com>\nSubject: Old\nMessage-ID: <0@example.com>\n\nOld rent.\n");
    byte[] zip = Sources.zip(Map.of("deep.txt", Sources.utf8("Deep rent")));
    String mail =
        new String(
                mail(
                    "Content-Type: text/plain\n\nHello\n",
                    attachment("deed.zip", "application/zip", zip),
                    attachment("old.eml", "message/rfc822", inner)),
                StandardCharsets.UTF_8)
            .replace(
                "MIME-Version",
                "References: <root@example.com>\n <2@example.com>\nX-Custodian: Dee\nMIME-Version");
    Map<String, Map<String, String>> facts =
        family("mail.eml", Sources.utf8(mail)).stream()
            .collect(Collectors.toMap(d -> d.id().value(), SourceDocument::metadata));
    Map<String, String> own = facts.getOrDefault("mail.eml", Map.of());
    assertEquals("root@example.com", own.get("thread"));
    assertEquals("1@example.com", own.get("message_id"));
    Map<String, String> deep = facts.getOrDefault("mail.eml!deed.zip!deep.txt", Map.of());
    assertEquals("root@example.com", deep.get("thread"));
    assertEquals("1@example.com", deep.get("message_id"));
    assertEquals("Dee", deep.get("custodian"));
    assertEquals("Ann <ann@example.com>", deep.get("mail_from"));
    assertEquals("2024-02-21T20:11:32Z", deep.get("mail_date"));
    assertEquals("Miete für März", deep.get("mail_subject"));
    Map<String, String> old = facts.getOrDefault("mail.eml!old.eml", Map.of());
    assertEquals("0@example.com", old.get("thread"));
    assertEquals("Cy <cy@example.com>", old.get("from"));
    assertEquals("Ann <ann@example.com>", old.get("mail_from"));
  }

  @Test
  void everyAddresseeIsInTheText() {
    String to =
        IntStream.range(0, 100)
            .mapToObj(i -> "Person " + i + " <p" + i + "@example.com>")
            .collect(Collectors.joining(",\n "));
    String mail = "From: Ann <ann@example.com>\nTo: " + to + "\nSubject: Rent\n\nIt is due.\n";
    SourceDocument read = family("many.eml", Sources.utf8(mail)).getFirst();
    assertTrue(read.text().contains("Person 99 <p99@example.com>\n"), read.text());
    String fact = String.valueOf(read.metadata().get("to"));
    assertTrue(fact.length() <= 500 && fact.endsWith("…"), fact);
    String full = mail + "word ".repeat(39_990);
    assertEquals(
        new Rejected(
            Reason.TOO_LARGE,
            "its text is longer than 200000 characters, the limit for a file with all that it"
                + " holds"),
        rejected("full.eml", Sources.utf8(full)));
  }

  @Test
  void aMailOfHtmlAloneIsReadAsText() {
    SourceDocument mail =
        family(
                "html.eml",
                mail(
                    "Content-Type: text/html; charset=utf-8\n\n<p>Hello</p><p>the <b>rent</b></p>\n"))
            .getFirst();
    assertTrue(mail.text().endsWith("Hello\n\nthe rent"), mail.text());
  }

  @Test
  void ofTwoWordingsOfABodyOneIsRead() {
    List<SourceDocument> family =
        family(
            "both.eml",
            mail(
                """
                Content-Type: multipart/alternative; boundary="c"

                --c
                Content-Type: text/plain

                Hello plain
                --c
                Content-Type: text/html

                <p>Hello html</p>
                --c--
                """));
    assertEquals(1, family.size());
    String text = family.getFirst().text();
    assertTrue(text.contains("Hello plain") ^ text.contains("Hello html"), text);
  }

  @Test
  void anArchiveListsItsMembers() {
    Map<String, byte[]> members = new LinkedHashMap<>();
    members.put("b/one.txt", Sources.utf8("first text"));
    members.put("two.md", Sources.utf8("# Second"));
    members.put("inner.zip", Sources.zip(Map.of("deep.txt", Sources.utf8("deep text"))));
    members.put("broken.docx", Sources.utf8("PK\003\004 broken"));
    List<SourceDocument> family = family("all.zip", members);
    assertEquals(
        List.of(
            "all.zip",
            "all.zip!b/one.txt",
            "all.zip!two.md",
            "all.zip!inner.zip",
            "all.zip!inner.zip!deep.txt"),
        ids(family));
    assertEquals(
        "- b/one.txt\n\n- two.md\n\n- inner.zip\n\n- inner.zip!deep.txt", family.getFirst().text());
    assertEquals("all", family.getFirst().title());
    assertEquals("one", family.get(1).title());
    assertTrue(
        String.valueOf(family.getFirst().metadata().get("skipped"))
            .startsWith("1 member: broken.docx ("),
        family.getFirst().metadata().toString());
  }

  @Test
  void membersOfOneNameAreToldApart() {
    List<SourceDocument> family =
        family(
            "twins.eml",
            mail(
                "Content-Type: text/plain\n\nbody\n",
                attachment("a.txt", "text/plain", Sources.utf8("one")),
                attachment("a.txt", "text/plain", Sources.utf8("two"))));
    assertEquals(List.of("twins.eml", "twins.eml!a.txt", "twins.eml!a.txt (2)"), ids(family));
  }

  @Test
  void aMembersMemberAndAMemberOfItsNameAreToldApart() {
    byte[] inner = mail(attachment("b.txt", "text/plain", Sources.utf8("inner")));
    List<SourceDocument> family =
        family(
            "mail.eml",
            mail(
                attachment("a.eml", "application/octet-stream", inner),
                attachment("a.eml!b.txt", "text/plain", Sources.utf8("outer"))));
    assertEquals(
        List.of("mail.eml", "mail.eml!a.eml", "mail.eml!a.eml!b.txt", "mail.eml!a.eml!b.txt (2)"),
        ids(family));
  }

  @Test
  void anArchiveWithoutTextIsEmpty() {
    var rejected =
        rejected("pictures.zip", Sources.zip(Map.of("a.png", Base64.getDecoder().decode(PIXEL))));
    assertEquals(Reason.EMPTY, rejected.reason());
    assertEquals("no member has text: 1 left out", rejected.detail());
  }

  @Test
  void anEncryptedArchiveIsEncrypted() {
    Map<String, byte[]> members = new LinkedHashMap<>();
    members.put("a.txt", Sources.utf8("rent"));
    members.put("b.txt", Sources.utf8("term"));
    byte[] zip = Sources.zip(members);
    encrypt(zip, "a.txt");
    encrypt(zip, "b.txt");
    var rejected = rejected("locked.zip", zip);
    assertEquals(Reason.ENCRYPTED, rejected.reason());
    assertEquals(
        "no member can be read: a.txt (a password is needed to open it), and 1 more",
        rejected.detail());
  }

  @Test
  void anEncryptedMemberIsNoted() {
    Map<String, byte[]> members = new LinkedHashMap<>();
    members.put("open.txt", Sources.utf8("rent"));
    members.put("locked (1)", Sources.utf8("term"));
    byte[] zip = Sources.zip(members);
    encrypt(zip, "locked (1)");
    List<SourceDocument> family = family("half-locked.zip", zip);
    assertEquals(List.of("half-locked.zip", "half-locked.zip!open.txt"), ids(family));
    assertEquals("- open.txt", family.getFirst().text());
    assertEquals(
        "1 member: locked (1) (a password is needed to open it)",
        family.getFirst().metadata().get("skipped"));
  }

  @Test
  void anArchivePackedInAWayThatIsNotKnownIsNotSupported() {
    byte[] zip = Sources.zip(Map.of("encrypted.txt", Sources.utf8("rent")));
    // The method of packing stands before the time, in both headers.
    zip[at(zip, "encrypted.txt", 0) - 30 + 8] = 97;
    zip[at(zip, "encrypted.txt", 40) - 46 + 10] = 97;
    var rejected = rejected("wavpack.zip", zip);
    assertEquals(Reason.UNSUPPORTED_TYPE, rejected.reason());
    assertTrue(
        rejected.detail().startsWith("no member can be read: encrypted.txt (it cannot be unpacked"),
        rejected.detail());
  }

  @Test
  void aDamagedMemberSparesTheOthers() {
    Map<String, byte[]> members = new LinkedHashMap<>();
    members.put("bad.txt", Sources.utf8("term ".repeat(100)));
    members.put("good.txt", Sources.utf8("rent"));
    byte[] zip = Sources.zip(members);
    // Right behind the name the packed bytes begin.
    int packed = at(zip, "bad.txt", 0) + "bad.txt".length();
    Arrays.fill(zip, packed, packed + 4, (byte) 0xFF);
    List<SourceDocument> family = family("damaged.zip", zip);
    assertEquals(List.of("damaged.zip", "damaged.zip!good.txt"), ids(family));
    assertTrue(
        String.valueOf(family.getFirst().metadata().get("skipped"))
            .startsWith("1 member: bad.txt ("),
        family.getFirst().metadata().toString());
  }

  @Test
  void aDamagedArchiveOfOneMemberIsCorrupt() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      for (int i = 0; i < 10_000; i++) {
        gzip.write(Sources.utf8("clause " + i * 7919L));
      }
    }
    assertEquals(
        Reason.CORRUPT,
        rejected("half.gz", Arrays.copyOf(packed.toByteArray(), packed.size() / 2)).reason());
  }

  @Test
  void anOutlookDataFileIsNotSupported() {
    byte[] start = Arrays.copyOf(Sources.utf8("!BDN"), 1_024);
    var rejected = rejected("mails.pst", start);
    assertEquals(Reason.UNSUPPORTED_TYPE, rejected.reason());
    assertEquals("an Outlook data file; export its mails as .msg or .eml", rejected.detail());
  }

  /// Sets the flag of encryption in both headers of a zip's member.
  private static void encrypt(byte[] zip, String member) {
    int local = at(zip, member, 0);
    zip[local - 30 + 6] |= 1;
    int central = at(zip, member, local + 1);
    zip[central - 46 + 8] |= 1;
  }

  private static int at(byte[] bytes, String text, int from) {
    int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text, from);
    assertTrue(at >= 0, text);
    return at;
  }

  @Test
  void anArchiveThatUnpacksToTooMuchIsTooLarge() {
    assertEquals(
        new Rejected(
            Reason.TOO_LARGE,
            "its members unpack to more than 4194304 bytes, the limit for all members of a file"),
        rejected("zeros.zip", Sources.zip(Map.of("zeros", new byte[40 << 20]))));
    assertEquals(
        Reason.TOO_LARGE,
        rejected("text.zip", Sources.zip(Map.of("a.txt", Sources.utf8("word ".repeat(50_000)))))
            .reason());
    Map<String, byte[]> many = new LinkedHashMap<>();
    for (int i = 0; i < 30; i++) {
      many.put(i + ".txt", Sources.utf8("text " + i));
    }
    List<SourceDocument> read = family("many.zip", Sources.zip(many));
    assertEquals(21, read.size());
    String skipped = String.valueOf(read.getFirst().metadata().get("skipped"));
    assertTrue(skipped.contains("20.txt (a file's first 20 members are read, the limit)"), skipped);
  }

  @Test
  void archivesNestedTooDeepAreTooLarge() {
    byte[] zip = Sources.zip(Map.of("core.txt", Sources.utf8("core")));
    for (int i = 0; i < 40; i++) {
      zip = Sources.zip(Map.of(i + ".zip", zip));
    }
    assertEquals(Reason.TOO_LARGE, rejected("nested.zip", zip).reason());
  }

  @Test
  void blankTextBesideATooDeepMemberIsEmpty() {
    byte[] deep = Sources.zip(Map.of("core.txt", Sources.utf8("core")));
    for (int i = 0; i < 4; i++) {
      deep = Sources.zip(Map.of(i + ".zip", deep));
    }
    Map<String, byte[]> members = new LinkedHashMap<>();
    members.put("deep.zip", deep);
    members.put("blank.txt", Sources.utf8(" \n"));
    members.put("text.txt", Sources.utf8("text"));
    assertEquals(
        "2 members: deep.zip (no member can be read: 1.zip (nested deeper than 3, the"
            + " limit for members within members)); blank.txt (no text)",
        family("mixed.zip", members).getFirst().metadata().get("skipped"));
  }

  @Test
  void aFileLargerThanTheLimitIsNotOpened() {
    assertEquals(
        Reason.TOO_LARGE, rejected("large.txt", Sources.utf8("word ".repeat(60_000))).reason());
  }
}
