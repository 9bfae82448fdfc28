package lectern.ingest.tika;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import lectern.ingest.ParseResult.Reason;
import lectern.ingest.SourceDocument;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionURI;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationText;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationWidget;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDTextField;
import org.junit.jupiter.api.Test;

class PdfTest extends WithParser {
  /// A PDF of lines, a blank one leaving a gap.
  static PDDocument pdf(List<List<String>> pages) throws IOException {
    PDDocument pdf = new PDDocument();
    for (List<String> lines : pages) {
      PDPage page = new PDPage();
      pdf.addPage(page);
      try (PDPageContentStream content = new PDPageContentStream(pdf, page)) {
        content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 11);
        content.beginText();
        content.setLeading(14);
        content.newLineAtOffset(72, 700);
        for (String line : lines) {
          content.newLine();
          if (!line.isEmpty()) {
            content.showText(line);
          }
        }
        content.endText();
      }
    }
    return pdf;
  }

  static byte[] bytes(PDDocument pdf) throws IOException {
    try (pdf) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      pdf.save(out);
      return out.toByteArray();
    }
  }

  private static final List<List<String>> LEASE =
      List.of(
          List.of(
              "Lease of a Flat",
              "",
              "",
              "The tenant pays the rent in ad-",
              "vance, on the first day of each",
              "month.",
              "",
              "",
              "Second paragraph."),
          List.of("Signed on page two."));

  @Test
  void pagesAreNumberedAndWrappedLinesJoined() throws IOException {
    SourceDocument document = read("lease.pdf", bytes(pdf(LEASE)));
    assertEquals(
        List.of(
            "Paragraph @ p. 1: Lease of a Flat",
            "Paragraph @ p. 1: The tenant pays the rent in advance, on the first day of each month.",
            "Paragraph @ p. 1: Second paragraph.",
            "Paragraph @ p. 2: Signed on page two."),
        Sources.blocks(document));
    assertEquals("Lease of a Flat", document.title());
    assertEquals("application/pdf", document.mediaType());
    assertEquals("2", document.metadata().get("pages"));
  }

  @Test
  void theTitleOfTheMetadataIsTakenWhereItIsOne() throws IOException {
    PDDocument good = pdf(LEASE);
    good.getDocumentInformation().setTitle("Flat 7");
    assertEquals("Flat 7", read("good.pdf", bytes(good)).title());
    for (String none :
        List.of("untitled", "Microsoft Word - lease.doc", "lease.indd", " ", "12345")) {
      PDDocument bad = pdf(LEASE);
      bad.getDocumentInformation().setTitle(none);
      assertEquals("Lease of a Flat", read("bad.pdf", bytes(bad)).title(), none);
    }
    PDDocument exhibit = pdf(List.of(List.of("Exhibit 10.26", "", "", "AGENCY AGREEMENT")));
    assertEquals("AGENCY AGREEMENT", read("exhibit.pdf", bytes(exhibit)).title());
    PDDocument body = pdf(List.of(List.of("It goes on and on and on, for ever,")));
    assertEquals("no title here", read("no title here.pdf", bytes(body)).title());
  }

  @Test
  void contentsInPartsAreOnePage() throws IOException {
    PDDocument pdf = pdf(List.of(List.of("Rent of the flat"), List.of("Second page")));
    PDPage page = pdf.getPage(0);
    byte[] whole = page.getContents().readAllBytes();
    COSArray parts = new COSArray();
    // Between operators, and within their operands, but never within a word.
    int start = 0;
    for (int end = 0; end <= whole.length; end++) {
      if (end == whole.length || whole[end] == ' ' || whole[end] == '\n') {
        parts.add(new PDStream(pdf, new ByteArrayInputStream(whole, start, end - start)));
        start = end;
      }
    }
    assertTrue(parts.size() > 10, parts.size() + " parts");
    page.getCOSObject().setItem(COSName.CONTENTS, parts);
    assertEquals(
        List.of("Paragraph @ p. 1: Rent of the flat", "Paragraph @ p. 2: Second page"),
        Sources.blocks(read("parts.pdf", bytes(pdf))));
  }

  @Test
  void aPageWithoutContentsIsCounted() throws IOException {
    PDDocument pdf = pdf(List.of(List.of("One"), List.of(), List.of(), List.of("Four")));
    pdf.getPage(1).getCOSObject().removeItem(COSName.CONTENTS);
    pdf.getPage(2).getCOSObject().setItem(COSName.CONTENTS, new COSArray());
    assertEquals(
        List.of("Paragraph @ p. 1: One", "Paragraph @ p. 4: Four"),
        Sources.blocks(read("gap.pdf", bytes(pdf))));
  }

  @Test
  void aPdfWithoutTextIsEmpty() throws IOException {
    var rejected = rejected("blank.pdf", bytes(pdf(List.of(List.of(), List.of(), List.of()))));
    assertEquals(Reason.EMPTY, rejected.reason());
    assertEquals("no text; its 3 pages are blank", rejected.detail());
  }

  @Test
  void aPdfWithAPasswordIsEncrypted() throws IOException {
    PDDocument pdf = pdf(LEASE);
    StandardProtectionPolicy policy =
        new StandardProtectionPolicy("owner", "user", new AccessPermission());
    policy.setEncryptionKeyLength(128);
    pdf.protect(policy);
    assertEquals(Reason.ENCRYPTED, rejected("secret.pdf", bytes(pdf)).reason());
  }

  @Test
  void aTruncatedPdfIsCorrupt() throws IOException {
    byte[] whole = bytes(pdf(LEASE));
    var rejected = rejected("half.pdf", Arrays.copyOf(whole, whole.length / 2));
    assertEquals(Reason.CORRUPT, rejected.reason());
    assertTrue(rejected.detail().lines().count() == 1, rejected.detail());
    assertEquals(
        Reason.CORRUPT, rejected("junk.pdf", Sources.utf8("%PDF-1.4\njunk\n%%EOF")).reason());
  }

  @Test
  void linkTargetsAreNotTextAndNotesStandAlone() throws IOException {
    PDDocument pdf =
        pdf(List.of(List.of("The tenant pays the rent and goes on to"), List.of("end")));
    PDAnnotationLink link = new PDAnnotationLink();
    PDActionURI target = new PDActionURI();
    target.setURI("https://example.com/lease");
    link.setAction(target);
    PDAnnotationText note = new PDAnnotationText();
    note.setTitlePopup("Ben");
    note.setContents("check this with Ann");
    pdf.getPage(0).setAnnotations(List.of(link, note));
    assertEquals(
        List.of(
            "Paragraph @ p. 1: The tenant pays the rent and goes on to",
            "Paragraph @ p. 1: Ben",
            "Paragraph @ p. 1: check this with Ann",
            "Paragraph @ p. 2: end"),
        Sources.blocks(read("linked.pdf", bytes(pdf))));
  }

  @Test
  void formValuesAreParagraphsOfNoPage() throws IOException {
    PDDocument pdf = pdf(List.of(List.of("Application of"), List.of("The last page goes on to")));
    PDAcroForm form = new PDAcroForm(pdf);
    pdf.getDocumentCatalog().setAcroForm(form);
    PDResources resources = new PDResources();
    resources.put(COSName.HELV, new PDType1Font(Standard14Fonts.FontName.HELVETICA));
    form.setDefaultResources(resources);
    form.setDefaultAppearance("/Helv 12 Tf 0 g");
    for (String[] field : new String[][] {{"tenant", "Ann Smith"}, {"rent", "500"}}) {
      PDTextField text = new PDTextField(form);
      text.setPartialName(field[0]);
      form.getFields().add(text);
      PDAnnotationWidget widget = text.getWidgets().getFirst();
      widget.setRectangle(new PDRectangle(72, 500, 200, 20));
      widget.setPage(pdf.getPage(0));
      pdf.getPage(0).getAnnotations().add(widget);
      text.setValue(field[1]);
    }
    assertEquals(
        List.of(
            "Paragraph @ p. 1: Application of",
            "Paragraph @ p. 2: The last page goes on to",
            "Paragraph @ form fields: tenant: Ann Smith",
            "Paragraph @ form fields: rent: 500"),
        Sources.blocks(read("form.pdf", bytes(pdf))));
  }
}
