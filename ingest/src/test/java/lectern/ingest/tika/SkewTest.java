package lectern.ingest.tika;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SkewTest {
  private static final List<String> LINES =
      IntStream.range(0, 25)
          .mapToObj(i -> "The tenant pays rent number " + i + " in advance,")
          .toList();

  @ParameterizedTest
  @ValueSource(doubles = {-10, -5, -1, 0, 0.6, 2, 3, 8, 14})
  void findsHowFarLinesSlopeWhicheverWayUpThePageLies(double degrees) throws IOException {
    for (int side : List.of(0, 90, 180, 270)) {
      BufferedImage scan = ScannedPages.askew(ScannedPages.picture(LINES), side + degrees);
      assertEquals(degrees, Skew.degrees(scan), 0.2, side + " and");
    }
  }

  @Test
  void aLevelledPageIsLevelAndLosesNothing() throws IOException {
    BufferedImage scan = ScannedPages.askew(ScannedPages.picture(LINES), 6);
    BufferedImage level = Skew.level(scan);
    assertEquals(0, Skew.degrees(level), 0.2);
    assertEquals(ink(scan), ink(level), 0.05 * ink(scan));
  }

  private static double ink(BufferedImage page) {
    double ink = 0;
    for (int y = 0; y < page.getHeight(); y++) {
      for (int x = 0; x < page.getWidth(); x++) {
        ink += page.getRaster().getSample(x, y, 0) < 128 ? 1 : 0;
      }
    }
    return ink;
  }

  @Test
  void leavesAlonePagesThatAreLevelOrHaveNoLines() throws IOException {
    assertLeftAlone(ScannedPages.picture(LINES));
    assertLeftAlone(ScannedPages.askew(ScannedPages.picture(LINES), 0.3));
    assertLeftAlone(ScannedPages.askew(ScannedPages.picture(List.of()), 0));
    assertLeftAlone(new BufferedImage(600, 600, BufferedImage.TYPE_BYTE_GRAY));
    assertLeftAlone(new BufferedImage(5_000, 1, BufferedImage.TYPE_BYTE_GRAY));
    BufferedImage specks = new BufferedImage(900, 900, BufferedImage.TYPE_BYTE_GRAY);
    Random random = new Random(7);
    for (int i = 0; i < 900 * 900; i++) {
      specks.getRaster().setSample(i % 900, i / 900, 0, random.nextInt(256));
    }
    assertLeftAlone(specks);
  }

  private static void assertLeftAlone(BufferedImage page) {
    assertSame(page, Skew.level(page));
  }
}
