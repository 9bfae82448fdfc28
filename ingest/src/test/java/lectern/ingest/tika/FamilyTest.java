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
import java.util.zip.GZIPOutputStream;
import lectern.ingest.ParseResult.Reason;
import lectern.ingest.ParseResult.Rejected;
import lectern.ingest.SourceDocument;
import org.junit.jupiter.api.Test;

/// Archives with members.
class FamilyTest extends WithParser {
  @Override
  TikaSettings settings() {
    return new TikaSettings(
        1, 256, Duration.ofSeconds(60), 64 << 20, 200_000, 20, 4 << 20, 3, 100, NO_OCR);
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
        Sources.ids(family));
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
            Mails.mail(
                "Content-Type: text/plain\n\nbody\n",
                Mails.attachment("a.txt", "text/plain", Sources.utf8("one")),
                Mails.attachment("a.txt", "text/plain", Sources.utf8("two"))));
    assertEquals(
        List.of("twins.eml", "twins.eml!a.txt", "twins.eml!a.txt (2)"), Sources.ids(family));
  }

  @Test
  void aMembersMemberAndAMemberOfItsNameAreToldApart() {
    byte[] inner = Mails.mail(Mails.attachment("b.txt", "text/plain", Sources.utf8("inner")));
    List<SourceDocument> family =
        family(
            "mail.eml",
            Mails.mail(
                Mails.attachment("a.eml", "application/octet-stream", inner),
                Mails.attachment("a.eml!b.txt", "text/plain", Sources.utf8("outer"))));
    assertEquals(
        List.of("mail.eml", "mail.eml!a.eml", "mail.eml!a.eml!b.txt", "mail.eml!a.eml!b.txt (2)"),
        Sources.ids(family));
  }

  @Test
  void anArchiveWithoutTextIsEmpty() {
    var rejected =
        rejected(
            "pictures.zip", Sources.zip(Map.of("a.png", Base64.getDecoder().decode(Mails.PIXEL))));
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
    assertEquals(List.of("half-locked.zip", "half-locked.zip!open.txt"), Sources.ids(family));
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
    assertEquals(List.of("damaged.zip", "damaged.zip!good.txt"), Sources.ids(family));
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
