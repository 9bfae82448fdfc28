package lectern.ingest.tika;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;

/// How far the lines of a scanned page slope, and the page without that. A page that lies on its
/// side has its lines along its height; it slopes by the same angle.
final class Skew {
  /// Pages are looked at in at most this many pixels along the longer side: ten points on A4 are
  /// still 14 pixels, and the noise is gone.
  private static final int LOOKED_AT_PIXELS = 1_200;

  /// Tesseract follows lines that slope less by itself.
  private static final double LEAST_DEGREES = 0.5;

  /// Pages of print had a strength of 1.9 to 4.7, the wrong direction of the same pages at most
  /// 1.1, that of a page with one line 1.4.
  private static final double LEAST_STRENGTH = 1.6;

  private static final int SHADES = 256;

  private Skew() {}

  /// The picture with its lines level; the same where they are, or where there are none.
  ///
  /// @param page in one channel of bytes
  static BufferedImage level(BufferedImage page) {
    double degrees = degrees(page);
    return Math.abs(degrees) < LEAST_DEGREES ? page : turned(page, -degrees);
  }

  /// How far the lines of a page slope, clockwise, within 15 degrees; 0 where it cannot be told.
  static double degrees(BufferedImage page) {
    int step = Math.ceilDiv(Math.max(page.getWidth(), page.getHeight()), LOOKED_AT_PIXELS);
    int width = page.getWidth() / step;
    int height = page.getHeight() / step;
    byte[] shades = shrunk(page, step, width, height);
    boolean[] ink = new boolean[shades.length];
    int darkest = threshold(shades);
    for (int i = 0; i < shades.length; i++) {
      ink[i] = Byte.toUnsignedInt(shades[i]) <= darkest;
    }
    InkEdges.Slope upright = InkEdges.of(ink, width, height, false).slope();
    InkEdges.Slope lying = InkEdges.of(ink, width, height, true).slope();
    if (Math.max(upright.strength(), lying.strength()) < LEAST_STRENGTH) {
      return 0;
    }
    return upright.strength() >= lying.strength() ? upright.degrees() : -lying.degrees();
  }

  /// A picture turned clockwise about its middle, large enough to lose nothing.
  static BufferedImage turned(BufferedImage page, double degrees) {
    double radians = Math.toRadians(degrees);
    double sine = Math.abs(Math.sin(radians));
    double cosine = Math.abs(Math.cos(radians));
    int width = (int) Math.round(page.getWidth() * cosine + page.getHeight() * sine);
    int height = (int) Math.round(page.getWidth() * sine + page.getHeight() * cosine);
    AffineTransform turn = new AffineTransform();
    turn.translate(width / 2.0, height / 2.0);
    turn.rotate(radians);
    turn.translate(-page.getWidth() / 2.0, -page.getHeight() / 2.0);
    BufferedImage turned = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = turned.createGraphics();
    // Corners of another shade than the paper would be taken for ink, or the paper would.
    graphics.setColor(paper(page));
    graphics.fillRect(0, 0, width, height);
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    graphics.drawImage(page, turn, null);
    graphics.dispose();
    return turned;
  }

  /// The shade that most of a page has.
  private static Color paper(BufferedImage page) {
    int[] counts = counts(bytes(page));
    int most = 0;
    for (int shade = 1; shade < SHADES; shade++) {
      most = counts[shade] >= counts[most] ? shade : most;
    }
    return new Color(most, most, most);
  }

  private static byte[] bytes(BufferedImage page) {
    return ((DataBufferByte) page.getRaster().getDataBuffer()).getData();
  }

  /// Means of squares of pixels.
  private static byte[] shrunk(BufferedImage page, int step, int width, int height) {
    byte[] bytes = bytes(page);
    byte[] means = new byte[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int sum = 0;
        for (int row = y * step; row < (y + 1) * step; row++) {
          int start = row * page.getWidth() + x * step;
          for (int i = start; i < start + step; i++) {
            sum += Byte.toUnsignedInt(bytes[i]);
          }
        }
        means[y * width + x] = (byte) (sum / (step * step));
      }
    }
    return means;
  }

  private static int[] counts(byte[] shades) {
    int[] counts = new int[SHADES];
    for (byte shade : shades) {
      counts[Byte.toUnsignedInt(shade)]++;
    }
    return counts;
  }

  /// The lightest shade of ink: it parts the shades into two heaps that lie farthest apart (Otsu
  /// 1979).
  private static int threshold(byte[] shades) {
    int[] counts = counts(shades);
    double all = 0;
    for (int shade = 0; shade < SHADES; shade++) {
      all += (double) shade * counts[shade];
    }
    double sum = 0;
    double dark = 0;
    double farthest = -1;
    int threshold = 0;
    for (int shade = 0; shade < SHADES - 1; shade++) {
      dark += counts[shade];
      sum += (double) shade * counts[shade];
      double light = shades.length - dark;
      if (dark > 0 && light > 0) {
        double apart = sum / dark - (all - sum) / light;
        double distance = dark * light * apart * apart;
        if (distance > farthest) {
          farthest = distance;
          threshold = shade;
        }
      }
    }
    return threshold;
  }
}
