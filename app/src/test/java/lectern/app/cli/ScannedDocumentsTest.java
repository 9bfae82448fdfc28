package lectern.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is said of documents that were read off pictures.
class ScannedDocumentsTest {
  @TempDir Path folder;

  @Test
  void sayHowSurelyTheyWereReadAndAreFoundByIt() throws IOException {
    BufferedImage picture = new BufferedImage(1_000, 600, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = picture.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, picture.getWidth(), picture.getHeight());
    graphics.setColor(Color.BLACK);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setFont(new Font(Font.SERIF, Font.PLAIN, 36));
    graphics.drawString("The tenant pays the rent in advance,", 80, 150);
    graphics.drawString("on the first day of each month.", 80, 210);
    graphics.dispose();
    ImageIO.write(picture, "png", folder.resolve("scan.png").toFile());
    Files.writeString(folder.resolve("typed.txt"), "The notice is six months.");
    assertEquals(0, Run.of("ingest", folder.toString()).exit());
    String all = documents();
    assumeTrue(all.contains("ocr pages"), "tesseract-ocr is not installed");
    assertTrue(all.contains("ocr pages: 1; ocr confidence: 9"), all);
    String sure = documents("--where", "ocr_confidence > 80.5");
    assertTrue(sure.contains("scan.png") && !sure.contains("typed.txt"), sure);
  }

  private String documents(String... condition) {
    String[] arguments = new String[2 + condition.length];
    arguments[0] = "documents";
    arguments[1] = folder.toString();
    System.arraycopy(condition, 0, arguments, 2, condition.length);
    Run run = Run.of(arguments);
    assertEquals(0, run.exit(), run.err());
    return run.out();
  }
}
