package lectern.ingest.tika;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import lectern.ingest.Locator;
import lectern.ingest.ParseResult.Reason;
import lectern.ingest.ParseResult.Rejected;
import org.jspecify.annotations.Nullable;

/// Reads the text of picture files, page by page.
final class PictureReader {
  /// A picture within another file is read from this size on: a page of A5 at 100 dpi has 482,000
  /// pixels, logos and buttons have less.
  private static final long LEAST_MEMBER_PIXELS = 400_000;

  /// Larger ones are not unpacked, even line by line.
  private static final long MAX_PIXELS = 200_000_000;

  /// What scanners, cameras and screens make, as [ImageReader#getFormatName] has it.
  private static final Set<String> FORMATS = Set.of("png", "jpeg", "tif");

  private final Ocr ocr;
  private PagesRead reading;

  PictureReader(Ocr ocr) {
    this.ocr = ocr;
    this.reading = new PagesRead(ocr, 0);
  }

  PagesRead reading() {
    return reading;
  }

  /// Whether a file is a picture as large as a page, as far as its head tells.
  static boolean isOfPageSize(Path file) throws IOException {
    try (FileImageInputStream in = new FileImageInputStream(file.toFile())) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        return false;
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in);
        return FORMATS.contains(reader.getFormatName().toLowerCase(Locale.ROOT))
            && pixels(reader, 0) >= LEAST_MEMBER_PIXELS;
      } catch (IOException | RuntimeException e) {
        // Of bytes that are damaged no picture is made.
        return false;
      } finally {
        reader.dispose();
      }
    }
  }

  /// Adds what a file's pictures say to a text.
  ///
  /// @param member whether the file is part of another
  /// @return why nothing of it is read; null where it is
  @Nullable Rejected read(Path file, boolean member, NormalText text) throws IOException {
    try (FileImageInputStream in = new FileImageInputStream(file.toFile())) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        return new Rejected(Reason.CORRUPT, "no picture can be made of its bytes");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in);
        return read(reader, member, text);
      } catch (IIOException e) {
        return new Rejected(
            Reason.CORRUPT,
            Rejections.line("no picture can be made of its bytes (" + e.getMessage() + ")"));
      } finally {
        reader.dispose();
      }
    }
  }

  private @Nullable Rejected read(ImageReader reader, boolean member, NormalText text)
      throws IOException {
    long first = pixels(reader, 0);
    if (member && first < LEAST_MEMBER_PIXELS) {
      return new Rejected(
          Reason.UNSUPPORTED_TYPE,
          "a picture of "
              + first
              + " pixels; within another file they are read from "
              + LEAST_MEMBER_PIXELS
              + " on");
    }
    int pages = reader.getNumImages(true);
    reading = new PagesRead(ocr, pages);
    for (int i = 0; i < pages; i++) {
      int index = i;
      long pixels = pixels(reader, i);
      OcrPage page = pixels > MAX_PIXELS ? null : ocr.read(() -> draw(reader, index, pixels));
      if (page == null) {
        reading.notRead(i + 1);
        continue;
      }
      reading.read(i + 1, page);
      text.at(new Locator.Page(i + 1));
      PrintedPage printed = new PrintedPage(text::paragraph);
      page.paragraphs().forEach(printed::add);
      printed.end();
    }
    return null;
  }

  private static long pixels(ImageReader reader, int index) throws IOException {
    return (long) reader.getWidth(index) * reader.getHeight(index);
  }

  /// Every nth pixel of every nth line where there are too many.
  private static BufferedImage draw(ImageReader reader, int index, long pixels) throws IOException {
    int step = (int) Math.ceil(Math.sqrt((double) pixels / Ocr.MAX_PIXELS));
    ImageReadParam parameters = reader.getDefaultReadParam();
    parameters.setSourceSubsampling(step, step, 0, 0);
    BufferedImage colours = reader.read(index, parameters);
    BufferedImage gray =
        new BufferedImage(colours.getWidth(), colours.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = gray.createGraphics();
    // What is transparent is paper.
    graphics.drawImage(colours, 0, 0, Color.WHITE, null);
    graphics.dispose();
    return gray;
  }
}
