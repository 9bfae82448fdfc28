package lectern.ingest.tika;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lectern.ingest.ParseResult.Reason;
import lectern.ingest.ParseResult.Rejected;
import lectern.ingest.SourceDocument;
import org.junit.jupiter.api.Test;

/// Mails with attachments.
class MailFamilyTest extends WithParser {
  @Override
  TikaSettings settings() {
    return new TikaSettings(
        1, 256, Duration.ofSeconds(60), 64 << 20, 200_000, 20, 4 << 20, 3, 100, NO_OCR);
  }

  @Test
  void aMailHasHeaderBodyAndAttachments() {
    List<SourceDocument> family =
        family(
            "mail.eml",
            Mails.mail(
                "Content-Type: text/plain; charset=utf-8\n\nHello Ben,\n\nthe rent is dü.\n",
                Mails.attachment("invoice.txt", "text/plain", Sources.utf8("Rent: 500")),
                Mails.attachment(
                    "logo.png", "image/png", Base64.getDecoder().decode(Mails.PIXEL))));
    assertEquals(List.of("mail.eml", "mail.eml!invoice.txt"), Sources.ids(family));
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
            Mails.mail(
                "Content-Type: text/plain\n\nSee the tool.\n",
                Mails.attachment("tool.exe", "application/x-msdownload", program),
                Mails.attachment("logo.png", "image/png", Base64.getDecoder().decode(Mails.PIXEL)),
                Mails.attachment("smime.p7s", "application/pkcs7-signature", program)));
    assertEquals(List.of("mail.eml"), Sources.ids(family));
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
                Mails.mail(
                    "Content-Type: text/plain\n\nHello\n",
                    Mails.attachment("deed.zip", "application/zip", zip),
                    Mails.attachment("old.eml", "message/rfc822", inner)),
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
                Mails.mail(
                    "Content-Type: text/html; charset=utf-8\n\n<p>Hello</p><p>the <b>rent</b></p>\n"))
            .getFirst();
    assertTrue(mail.text().endsWith("Hello\n\nthe rent"), mail.text());
  }

  @Test
  void ofTwoWordingsOfABodyOneIsRead() {
    List<SourceDocument> family =
        family(
            "both.eml",
            Mails.mail(
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
}
