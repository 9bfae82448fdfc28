package lectern.ingest.tika;

import java.awt.geom.Point2D;
import java.io.IOException;
import org.apache.pdfbox.contentstream.PDFGraphicsStreamEngine;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.apache.pdfbox.util.Matrix;
import org.apache.pdfbox.util.Vector;

/// What a PDF page draws: whether anything, and how large its pictures are. Nothing is painted, and
/// no picture unpacked.
final class PageInk extends PDFGraphicsStreamEngine {
  /// Operators of drawings that are looked at; a plot may have millions.
  private static final int MAX_MARKS = 100_000;

  /// Enough was seen.
  private static final class Seen extends RuntimeException {
    private static final long serialVersionUID = 1;

    Seen() {
      super("seen", null, false, false);
    }
  }

  private final double pageArea;
  private int marks;
  private double cover;
  private long pictureBytes;

  private PageInk(PDPage page) {
    super(page);
    PDRectangle box = page.getCropBox();
    this.pageArea = (double) box.getWidth() * box.getHeight();
  }

  static PageInk of(PDPage page) {
    PageInk ink = new PageInk(page);
    try {
      ink.processPage(page);
    } catch (Seen e) {
      // The rest makes no difference.
    } catch (IOException | RuntimeException e) {
      // A page that breaks has shown what it has up to there.
    }
    return ink;
  }

  /// Whether anything is drawn or printed.
  boolean any() {
    return marks > 0;
  }

  /// The largest picture's share of the page.
  double cover() {
    return cover;
  }

  /// What all its pictures take unpacked.
  long pictureBytes() {
    return pictureBytes;
  }

  @Override
  public void drawImage(PDImage image) {
    mark();
    Matrix place = getGraphicsState().getCurrentTransformationMatrix();
    double area =
        Math.abs(
            (double) place.getScaleX() * place.getScaleY()
                - (double) place.getShearX() * place.getShearY());
    cover = Math.max(cover, area / pageArea);
    int components = 1;
    try {
      components = image.isStencil() ? 1 : image.getColorSpace().getNumberOfComponents();
    } catch (IOException | RuntimeException e) {
      // Of a colour space that is not known no picture is made.
    }
    long bits =
        (long) image.getWidth() * image.getHeight() * components * image.getBitsPerComponent();
    pictureBytes += bits / Byte.SIZE;
  }

  @Override
  protected void showGlyph(Matrix matrix, PDFont font, int code, Vector displacement) {
    mark();
  }

  @Override
  public void strokePath() {
    mark();
  }

  @Override
  public void fillPath(int windingRule) {
    mark();
  }

  @Override
  public void fillAndStrokePath(int windingRule) {
    mark();
  }

  @Override
  public void shadingFill(COSName name) {
    mark();
  }

  private void mark() {
    if (++marks > MAX_MARKS) {
      throw new Seen();
    }
  }

  @Override
  public void appendRectangle(Point2D p0, Point2D p1, Point2D p2, Point2D p3) {}

  @Override
  public void clip(int windingRule) {}

  @Override
  public void moveTo(float x, float y) {}

  @Override
  public void lineTo(float x, float y) {}

  @Override
  public void curveTo(float x1, float y1, float x2, float y2, float x3, float y3) {}

  @Override
  public Point2D getCurrentPoint() {
    return new Point2D.Float();
  }

  @Override
  public void closePath() {}

  @Override
  public void endPath() {}
}
