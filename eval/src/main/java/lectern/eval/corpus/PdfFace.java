package lectern.eval.corpus;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;

/// A regular and a bold font of the fourteen that every PDF reader has.
record PdfFace(PDFont regular, PDFont bold) {

  private static final float UNITS_PER_EM = 1000;

  static PdfFace serif() {
    return new PdfFace(new PDType1Font(FontName.TIMES_ROMAN), new PDType1Font(FontName.TIMES_BOLD));
  }

  static PdfFace sans() {
    return new PdfFace(
        new PDType1Font(FontName.HELVETICA), new PDType1Font(FontName.HELVETICA_BOLD));
  }

  PDFont font(boolean heavy) {
    return heavy ? bold : regular;
  }

  /// Width in points.
  float width(String text, boolean heavy, float size) {
    try {
      return font(heavy).getStringWidth(text) / UNITS_PER_EM * size;
    } catch (IOException e) {
      throw new UncheckedIOException("Width of '" + text + "'", e);
    }
  }
}
