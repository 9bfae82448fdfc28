package lectern.eval.corpus;

import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/// Fills pages from top to bottom, column by column, with a running head and page numbers.
final class PdfFlow implements AutoCloseable {

  private static final float TOP = 72;
  private static final float BOTTOM = 66;
  private static final float GUTTER = 20;
  private static final float FURNITURE_SIZE = 8.5f;

  private final PDDocument document;
  private final PdfFace face;
  private final String runningHead;
  private final float margin;
  private final int columns;
  private PDPageContentStream stream;
  private int page = 0;
  private int column = 0;
  private float columnTop;
  private float y;

  PdfFlow(PDDocument document, PdfFace face, String runningHead, float margin, int columns)
      throws IOException {
    this.document = document;
    this.face = face;
    this.runningHead = runningHead;
    this.margin = margin;
    this.columns = columns;
    this.stream = newPage();
  }

  /// Width of a column in points.
  float measure() {
    return (PDRectangle.A4.getWidth() - 2 * margin - GUTTER * (columns - 1)) / columns;
  }

  /// Width of all columns in points.
  float fullMeasure() {
    return PDRectangle.A4.getWidth() - 2 * margin;
  }

  private float left() {
    return margin + column * (measure() + GUTTER);
  }

  private PDPageContentStream newPage() throws IOException {
    PDPage next = new PDPage(PDRectangle.A4);
    document.addPage(next);
    page++;
    column = 0;
    columnTop = PDRectangle.A4.getHeight() - TOP;
    y = columnTop;
    stream = new PDPageContentStream(document, next, AppendMode.OVERWRITE, false);
    float headY = PDRectangle.A4.getHeight() - 44;
    show(runningHead, margin, headY, FURNITURE_SIZE, false);
    rule(margin, headY - 5, fullMeasure());
    String number = "Page " + page;
    float numberWidth = face.width(number, false, FURNITURE_SIZE);
    show(number, (PDRectangle.A4.getWidth() - numberWidth) / 2, 40, FURNITURE_SIZE, false);
    return stream;
  }

  /// Goes to the next column or page unless `height` points are left here.
  void need(float height) throws IOException {
    if (y - height >= BOTTOM) {
      return;
    }
    if (column + 1 < columns) {
      column++;
      y = columnTop;
    } else {
      stream.close();
      stream = newPage();
    }
  }

  /// Columns begin below what stands on the page so far.
  void startColumns() {
    columnTop = y;
  }

  void skip(float height) {
    y -= height;
  }

  /// Sets lines at an indent; justified ones are stretched to `measure` points.
  void lines(
      List<PdfLine> lines,
      float indent,
      float size,
      float leading,
      float measure,
      boolean justified)
      throws IOException {
    for (PdfLine line : lines) {
      need(leading);
      y -= leading;
      float stretch =
          justified && !line.last() && line.gaps() > 0 ? (measure - line.width()) / line.gaps() : 0;
      line(line, left() + indent, y, size, stretch);
    }
  }

  void centred(List<PdfLine> lines, float size, float leading) throws IOException {
    for (PdfLine line : lines) {
      need(leading);
      y -= leading;
      line(line, margin + (fullMeasure() - line.width()) / 2, y, size, 0);
    }
  }

  /// Sets text at the current height without moving down: clause numbers, cells.
  void cell(PdfLine line, float indent, float below, float size) throws IOException {
    line(line, left() + indent, y - below, size, 0);
  }

  void rule() throws IOException {
    rule(left(), y, measure());
  }

  private void rule(float x, float height, float length) throws IOException {
    stream.setLineWidth(0.5f);
    stream.moveTo(x, height);
    stream.lineTo(x + length, height);
    stream.stroke();
  }

  private void line(PdfLine line, float x, float height, float size, float stretch)
      throws IOException {
    stream.beginText();
    stream.newLineAtOffset(x, height);
    stream.setWordSpacing(stretch);
    int from = 0;
    List<PdfLine.Word> words = line.words();
    while (from < words.size()) {
      boolean bold = words.get(from).bold();
      StringBuilder run = new StringBuilder();
      int to = from;
      for (; to < words.size() && words.get(to).bold() == bold; to++) {
        run.append(to > 0 && !words.get(to).glued() ? " " : "").append(words.get(to).text());
      }
      stream.setFont(face.font(bold), size);
      stream.showText(run.toString());
      from = to;
    }
    stream.endText();
  }

  private void show(String text, float x, float height, float size, boolean bold)
      throws IOException {
    stream.beginText();
    stream.setFont(face.font(bold), size);
    stream.newLineAtOffset(x, height);
    stream.showText(text);
    stream.endText();
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
