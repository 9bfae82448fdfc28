package lectern.eval.corpus;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.jspecify.annotations.Nullable;

/// Sets a manuscript as a PDF with running head, page numbers and justified text, in one or two
/// columns.
///
/// Nothing is compressed and the document id is fixed, so the bytes are the same on every machine.
final class PdfWriter implements DocumentWriter {

  private static final int ENCRYPTION_KEY_BITS = 128;

  /// A paragraph of up to this many lines is not divided between pages.
  private static final int KEPT_TOGETHER_LINES = 9;

  private final @Nullable String password;

  PdfWriter() {
    this(null);
  }

  /// A file that asks for this password before it opens.
  PdfWriter(@Nullable String password) {
    this.password = password;
  }

  @Override
  public byte[] write(Manuscript manuscript) throws IOException {
    try (PDDocument document = new PDDocument()) {
      document.getDocument().setDocumentID(id(manuscript.path()));
      document.setDocumentInformation(information(manuscript));
      new Setting(document, manuscript).set();
      if (password != null) {
        var policy = new StandardProtectionPolicy(password, password, new AccessPermission());
        policy.setEncryptionKeyLength(ENCRYPTION_KEY_BITS);
        policy.setPreferAES(false);
        document.protect(policy);
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      document.save(out, CompressParameters.NO_COMPRESSION);
      return out.toByteArray();
    }
  }

  /// Sixteen bytes that depend on the path alone. PDFBox would take the clock, even with
  /// `setDocumentId`, before it encrypts.
  private static COSArray id(String path) {
    byte[] digits =
        Long.toHexString(0x7000_0000_0000_0000L | Integer.toUnsignedLong(path.hashCode()))
            .getBytes(US_ASCII);
    COSArray id = new COSArray();
    id.add(new COSString(digits));
    id.add(new COSString(digits));
    return id;
  }

  private static PDDocumentInformation information(Manuscript manuscript) {
    PDDocumentInformation information = new PDDocumentInformation();
    information.setTitle(manuscript.title());
    information.setAuthor(manuscript.field("author", "Lectern samples"));
    LocalDate date = LocalDate.parse(manuscript.field("date"));
    Calendar calendar = new GregorianCalendar(TimeZone.getTimeZone("UTC"), Locale.ROOT);
    calendar.clear();
    calendar.set(date.getYear(), date.getMonthValue() - 1, date.getDayOfMonth(), 9, 0, 0);
    information.setCreationDate(calendar);
    information.setModificationDate(calendar);
    return information;
  }

  /// One document on its way through the pages.
  private static final class Setting {
    private final Manuscript manuscript;
    private final boolean dense;
    private final PdfFace face;
    private final float size;
    private final float leading;
    private final PdfFlow flow;
    private boolean inFront = true;

    Setting(PDDocument document, Manuscript manuscript) throws IOException {
      this.manuscript = manuscript;
      dense = manuscript.field("columns", "1").equals("2");
      face = manuscript.field("font", "serif").equals("sans") ? PdfFace.sans() : PdfFace.serif();
      size = dense ? 9.2f : 10.8f;
      leading = size * (dense ? 1.2f : 1.32f);
      String head = manuscript.field("running", manuscript.title());
      flow = new PdfFlow(document, face, head, dense ? 54 : 74, dense ? 2 : 1);
    }

    void set() throws IOException {
      try (flow) {
        List<Part> parts = manuscript.parts();
        for (int at = 0; at < parts.size(); at++) {
          set(parts.get(at), at + 1 < parts.size() && parts.get(at + 1) instanceof Part.Table);
        }
      }
    }

    private void set(Part part, boolean tableFollows) throws IOException {
      if (inFront && !(part instanceof Part.Title || part instanceof Part.Byline)) {
        inFront = false;
        flow.skip(10);
        flow.startColumns();
      }
      switch (part) {
        case Part.Title(String text) -> front(text, size + 5.5f, true);
        case Part.Byline(String text) -> front(text, size, false);
        case Part.Heading(int level, String text) -> heading(level, text, tableFollows);
        case Part.Clause(String number, String text) -> hung(number, text, dense ? 24 : 34);
        case Part.Item(String marker, String text) -> item(marker, text);
        case Part.Paragraph(String text) -> paragraph(text, 0);
        case Part.Table table -> table(table);
      }
    }

    private void front(String text, float points, boolean bold) throws IOException {
      flow.skip(bold ? 8 : 2);
      flow.centred(
          PdfLine.broken(text, face, points, flow.fullMeasure() * 0.86f, bold),
          points,
          points * 1.3f);
    }

    private void heading(int level, String text, boolean tableFollows) throws IOException {
      float points = size + Math.max(0, 2.4f - level);
      List<PdfLine> lines = PdfLine.broken(text, face, points, flow.measure(), true);
      // A heading does not stand alone at the foot of a page.
      flow.need((lines.size() + (tableFollows ? 8 : 3)) * leading * 1.3f);
      flow.skip(leading * 0.6f);
      flow.lines(lines, 0, points, points * 1.3f, flow.measure(), false);
      flow.skip(leading * 0.2f);
    }

    private void paragraph(String text, float indent) throws IOException {
      float measure = flow.measure() - indent;
      List<PdfLine> lines = PdfLine.broken(text, face, size, measure, false);
      together(lines);
      flow.lines(lines, indent, size, leading, measure, true);
      flow.skip(leading * 0.45f);
    }

    private void item(String marker, String text) throws IOException {
      String shown = marker.equals("-") ? "•" : marker;
      float indent = dense ? 10 : 34;
      hung(shown, text, indent, indent + (dense ? 14 : 22));
    }

    private void hung(String marker, String text, float indent) throws IOException {
      hung(marker, text, 0, indent);
    }

    private void hung(String marker, String text, float markerIndent, float indent)
        throws IOException {
      List<PdfLine> lines = PdfLine.broken(text, face, size, flow.measure() - indent, false);
      together(lines);
      flow.need(leading);
      flow.cell(
          PdfLine.broken(marker, face, size, flow.measure(), false).getFirst(),
          markerIndent,
          leading,
          size);
      flow.lines(lines, indent, size, leading, flow.measure() - indent, true);
      flow.skip(leading * 0.45f);
    }

    private void together(List<PdfLine> lines) throws IOException {
      flow.need(Math.min(lines.size(), KEPT_TOGETHER_LINES) * leading);
    }

    private void table(Part.Table table) throws IOException {
      float points = size - 1;
      float step = points * 1.25f;
      int[] chars = table.widths();
      float weight = 0;
      for (int width : chars) {
        weight += clamped(width);
      }
      flow.need(Math.min(table.rows().size(), 4) * step * 2);
      flow.skip(4);
      flow.rule();
      for (int row = 0; row < table.rows().size(); row++) {
        List<String> cells = table.rows().get(row);
        int height = 1;
        float x = 2;
        float[] starts = new float[cells.size()];
        List<List<PdfLine>> set = new ArrayList<>();
        for (int column = 0; column < cells.size(); column++) {
          float width = flow.measure() * clamped(chars[column]) / weight;
          List<PdfLine> lines =
              PdfLine.broken(cells.get(column), face, points, width - 6, row == 0);
          starts[column] = x;
          set.add(lines);
          height = Math.max(height, lines.size());
          x += width;
        }
        flow.need(height * step + 4);
        for (int column = 0; column < set.size(); column++) {
          for (int line = 0; line < set.get(column).size(); line++) {
            flow.cell(set.get(column).get(line), starts[column], (line + 1) * step, points);
          }
        }
        flow.skip(height * step + 4);
        flow.rule();
      }
      flow.skip(leading * 0.7f);
    }

    /// A column is neither too narrow for its words nor as wide as its longest cell asks.
    private static float clamped(int chars) {
      return Math.clamp(chars + 3, 8, 34);
    }
  }
}
