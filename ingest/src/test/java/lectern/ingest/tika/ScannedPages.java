package lectern.ingest.tika;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/// Pages that went through a scanner.
final class ScannedPages {
  private static final float DPI = 200;

  private ScannedPages() {}

  /// A page of lines as a picture.
  static BufferedImage picture(List<String> lines) throws IOException {
    try (PDDocument pdf = PdfTest.pdf(List.of(lines))) {
      return new PDFRenderer(pdf).renderImageWithDPI(0, DPI, ImageType.GRAY);
    }
  }

  /// A picture as a scanner makes it of a page that lies askew on a glass that is not clean.
  ///
  /// @param degrees clockwise
  static BufferedImage askew(BufferedImage page, double degrees) {
    double radians = Math.toRadians(degrees);
    double sine = Math.abs(Math.sin(radians));
    double cosine = Math.abs(Math.cos(radians));
    int width = (int) (page.getWidth() * cosine + page.getHeight() * sine);
    int height = (int) (page.getWidth() * sine + page.getHeight() * cosine);
    BufferedImage scan = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = scan.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width, height);
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.translate(width / 2.0, height / 2.0);
    graphics.rotate(radians);
    graphics.drawImage(page, -page.getWidth() / 2, -page.getHeight() / 2, null);
    graphics.dispose();
    Random noise = new Random(7);
    byte[] shades = ((DataBufferByte) scan.getRaster().getDataBuffer()).getData();
    for (int i = 0; i < shades.length; i++) {
      double shade = 10 + 0.9 * Byte.toUnsignedInt(shades[i]) + 5 * noise.nextGaussian();
      shades[i] = (byte) Math.clamp(shade, 0, 255);
    }
    return scan;
  }

  /// Adds a page that is one picture.
  static PDPage scan(PDDocument pdf, List<String> lines) throws IOException {
    return scan(pdf, picture(lines));
  }

  /// Adds a page that is one picture, as large as it was scanned.
  static PDPage scan(PDDocument pdf, BufferedImage picture) throws IOException {
    float points = 72 / DPI;
    PDPage page =
        new PDPage(new PDRectangle(picture.getWidth() * points, picture.getHeight() * points));
    pdf.addPage(page);
    try (PDPageContentStream content = new PDPageContentStream(pdf, page)) {
      content.drawImage(
          LosslessFactory.createFromImage(pdf, picture),
          0,
          0,
          page.getMediaBox().getWidth(),
          page.getMediaBox().getHeight());
    }
    return page;
  }

  /// Prints over a page, as who numbers the pages of a file does.
  static void stamp(PDDocument pdf, PDPage page, String text) throws IOException {
    try (PDPageContentStream content =
        new PDPageContentStream(pdf, page, PDPageContentStream.AppendMode.APPEND, true)) {
      content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 9);
      content.beginText();
      content.newLineAtOffset(400, 30);
      content.showText(text);
      content.endText();
    }
  }

  static byte[] png(BufferedImage image) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", out);
    return out.toByteArray();
  }

  /// A picture of one colour.
  static BufferedImage plain(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.ORANGE);
    graphics.fillRect(0, 0, width, height);
    graphics.dispose();
    return image;
  }

  /// A TIFF of several pages, as fax machines make them.
  static byte[] tiff(List<BufferedImage> pages) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.prepareWriteSequence(null);
      for (BufferedImage page : pages) {
        writer.writeToSequence(new IIOImage(page, null, null), null);
      }
      writer.endWriteSequence();
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
