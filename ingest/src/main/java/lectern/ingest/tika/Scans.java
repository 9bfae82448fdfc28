package lectern.ingest.tika;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.jspecify.annotations.Nullable;

/// The pages of a PDF that have no text layer, and what was read off their pictures.
final class Scans {
  /// A scan may be stamped with a number, "confidential" and "page n of m"; a page of print has
  /// more than this.
  private static final int MAX_STAMP_LETTERS = 50;

  /// A stamped page is a scan where one picture covers this share of it.
  private static final double LEAST_COVER = 0.5;

  /// What Tesseract is best at.
  private static final float DPI = 300;

  private static final float POINTS_PER_INCH = 72;

  /// Bytes of a page's pictures, unpacked: a page of A4 in 600 dpi and colour has 104 million.
  /// Pages with more are not read.
  private static final long MAX_PICTURE_BYTES = 128L << 20;

  private final PagesRead reading;
  private final Map<Integer, List<String>> paragraphs = new HashMap<>();

  private Scans(PagesRead reading) {
    this.reading = reading;
  }

  /// Looks at the pages with little text or none, and reads them where that can be done.
  ///
  /// @param document whose pages have [TextContents]; those looked at get their own back
  static Scans read(PDDocument document, PdfText text, Ocr ocr) throws IOException {
    Scans scans = new Scans(new PagesRead(ocr, document.getNumberOfPages()));
    @Nullable PDFRenderer renderer = null;
    for (int i = 0; i < document.getNumberOfPages(); i++) {
      int letters = i < text.pages() ? letters(text.lines(i)) : 0;
      if (letters > MAX_STAMP_LETTERS) {
        continue;
      }
      PDPage page = document.getPage(i);
      TextContents.restore(page);
      PageInk ink = PageInk.of(page);
      if (letters == 0 ? !ink.any() : ink.cover() < LEAST_COVER) {
        continue;
      }
      if (renderer == null) {
        renderer = new PDFRenderer(document);
        renderer.setSubsamplingAllowed(true);
      }
      scans.read(i, text, ink, renderer, page, ocr);
    }
    return scans;
  }

  private void read(
      int index, PdfText text, PageInk ink, PDFRenderer renderer, PDPage page, Ocr ocr)
      throws IOException {
    OcrPage read =
        ink.pictureBytes() > MAX_PICTURE_BYTES ? null : ocr.read(() -> draw(renderer, index, page));
    if (read == null) {
      reading.notRead(index + 1);
      return;
    }
    reading.read(index + 1, read);
    Set<String> printed =
        index < text.pages()
            ? text.lines(index).map(Scans::key).collect(Collectors.toSet())
            : Set.of();
    paragraphs.put(
        index + 1,
        read.paragraphs().stream()
            .map(
                lines ->
                    lines
                        .lines()
                        .filter(line -> !printed.contains(key(line)))
                        .collect(Collectors.joining("\n")))
            .toList());
  }

  /// Letters and digits, counted until they are too many for a stamp.
  private static int letters(Stream<String> lines) {
    int letters = 0;
    for (var line = lines.iterator(); line.hasNext() && letters <= MAX_STAMP_LETTERS; ) {
      String text = line.next();
      for (int i = 0; i < text.length(); i++) {
        letters += Character.isLetterOrDigit(text.charAt(i)) ? 1 : 0;
      }
    }
    return letters;
  }

  /// What stands in the text layer is not said again.
  private static String key(String line) {
    return line.replaceAll("[^\\p{L}\\p{N}]", "").toLowerCase(Locale.ROOT);
  }

  private static BufferedImage draw(PDFRenderer renderer, int index, PDPage page)
      throws IOException {
    PDRectangle box = page.getCropBox();
    double inches = (double) box.getWidth() * box.getHeight() / (POINTS_PER_INCH * POINTS_PER_INCH);
    float dpi = (float) Math.min(DPI, Math.sqrt(Ocr.MAX_PIXELS / inches));
    return renderer.renderImageWithDPI(index, dpi, ImageType.GRAY);
  }

  PagesRead reading() {
    return reading;
  }

  /// Adds what was read off a page to the text.
  ///
  /// @param number one-based
  void add(int number, NormalText text) {
    PrintedPage printed = new PrintedPage(text::paragraph);
    paragraphs.getOrDefault(number, List.of()).forEach(printed::add);
    printed.end();
  }
}
