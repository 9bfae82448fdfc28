package lectern.ingest.tika;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Reads the pictures of one file and its members, for as long as they may take.
final class Ocr {
  /// Longest that one picture may take, some ten times a page in small print.
  static final Duration PICTURE_LIMIT = Duration.ofSeconds(60);

  /// A page of A3 at 300 dpi has 17 million pixels.
  static final long MAX_PIXELS = 20_000_000;

  /// What is told of 100,000 words; no page has as many.
  private static final int MAX_OUTPUT_BYTES = 8 << 20;

  private static final double HALF_TURN_DEGREES = 180;

  /// After so many pictures of a file that were no better upside down, photographs mostly or print
  /// in a bad state, none is turned any more.
  private static final int MOST_IN_VAIN = 3;

  /// A picture to be read, drawn when it is its turn.
  interface Picture {
    /// In one channel of bytes ([BufferedImage#TYPE_BYTE_GRAY]), at most [#MAX_PIXELS].
    BufferedImage draw() throws IOException;
  }

  private final OcrProgram program;
  private final Path folder;
  private final MoreTime time;
  private Duration left;
  private Duration spent = Duration.ZERO;
  private int inVain;

  /// @param folder for what is handed to the program
  Ocr(OcrProgram program, Path folder, MoreTime time) {
    this.program = program;
    this.folder = folder;
    this.time = time;
    this.left =
        switch (program) {
          case OcrProgram.Found found -> found.timePerFile();
          case OcrProgram.Absent _ -> Duration.ZERO;
        };
  }

  /// What to do to have pictures read; null where they are.
  @Nullable String advice() {
    return switch (program) {
      case OcrProgram.Found _ -> null;
      case OcrProgram.Absent(String advice) -> advice;
    };
  }

  /// Whether a picture would be read: the program is there, and the time not over.
  boolean isReading() {
    return advice() == null && left.isPositive();
  }

  /// The program with its version and languages; empty where it is absent.
  String name() {
    return switch (program) {
      case OcrProgram.Found found -> found.name();
      case OcrProgram.Absent _ -> "";
    };
  }

  /// Time that was borrowed and used.
  Duration used() {
    return spent;
  }

  /// Reads a picture, whichever way up it is.
  ///
  /// @return null where it was not read: there is no program, it failed, or the time is over
  @Nullable OcrPage read(Picture picture) throws IOException {
    if (!(program instanceof OcrProgram.Found found) || !left.isPositive()) {
      return null;
    }
    Duration limit = left.compareTo(PICTURE_LIMIT) < 0 ? left : PICTURE_LIMIT;
    // Drawing is bounded by the parent alone: it gets a second limit's time.
    Duration lent = limit.plus(PICTURE_LIMIT);
    long start = System.nanoTime();
    time.lend(new Loan(lent));
    try {
      return eitherWayUp(found, Skew.level(picture.draw()), limit);
    } finally {
      Duration used = Duration.ofNanos(System.nanoTime() - start);
      left = left.minus(used);
      spent = spent.plus(used);
      time.lend(new Loan(used.minus(lent)));
    }
  }

  /// Reads a picture, and where that gives no good words, turned upside down too. A page on its
  /// side needs no more: lines that run upwards or downwards the program reads by itself, one of
  /// the two from the wrong end.
  private @Nullable OcrPage eitherWayUp(OcrProgram.Found found, BufferedImage image, Duration limit)
      throws IOException {
    long start = System.nanoTime();
    OcrPage page = read(found, image, limit);
    Duration rest = limit.minusNanos(System.nanoTime() - start);
    if (page == null || !page.isDoubtful() || inVain >= MOST_IN_VAIN || !rest.isPositive()) {
      return page;
    }
    OcrPage turned = read(found, Skew.turned(image, HALF_TURN_DEGREES), rest);
    if (turned != null && turned.weight() > page.weight()) {
      return turned;
    }
    inVain++;
    return page;
  }

  private @Nullable OcrPage read(OcrProgram.Found found, BufferedImage image, Duration limit)
      throws IOException {
    Path page = Files.createTempFile(folder, "page", ".pgm");
    Path words = Files.createTempFile(folder, "page", ".tsv");
    try {
      write(image, page);
      List<String> command = new ArrayList<>(found.command());
      command.addAll(List.of(page.toString(), "stdout"));
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectOutput(words.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD);
      builder.environment().clear();
      builder.environment().put("LC_ALL", "C.UTF-8");
      // Files are read side by side; threads within a page gain little and cost much.
      builder.environment().put("OMP_THREAD_LIMIT", "1");
      if (!ends(builder.start(), limit)) {
        return null;
      }
      try (InputStream in = Files.newInputStream(words)) {
        return OcrPage.of(new String(in.readNBytes(MAX_OUTPUT_BYTES), StandardCharsets.UTF_8));
      }
    } finally {
      Files.deleteIfExists(page);
      Files.deleteIfExists(words);
    }
  }

  /// Whether the program ends well in time; ended it is in any case.
  private static boolean ends(Process process, Duration limit) throws IOException {
    try {
      process.getOutputStream().close();
      return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS) && process.exitValue() == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  /// Writes a picture as a portable graymap: a line of text and the bytes.
  private static void write(BufferedImage image, Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      String head = "P5 " + image.getWidth() + " " + image.getHeight() + " 255\n";
      out.write(head.getBytes(StandardCharsets.US_ASCII));
      out.write(((DataBufferByte) image.getRaster().getDataBuffer()).getData());
    }
  }
}
