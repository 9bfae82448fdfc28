package lectern.eval;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// A text file in UTF-8, line by line; blank lines are counted and left out.
public final class NumberedLines {
  /// Windows editors put it before text in UTF-8.
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private NumberedLines() {}

  /// What becomes of the lines.
  @FunctionalInterface
  public interface Reader {
    /// Is given each line in turn.
    ///
    /// @param line one-based
    void read(long line, String text);
  }

  /// Reads a whole file.
  ///
  /// @throws EvalException.MalformedFile for a line that is not UTF-8
  /// @throws EvalException.NoFile where the file is not there or cannot be read
  public static void each(Path file, Reader reader) {
    try (InputStream in = Files.newInputStream(file)) {
      each(file, in, reader);
    } catch (IOException e) {
      throw new EvalException.NoFile(file, e);
    }
  }

  /// Reads all that comes from a stream.
  ///
  /// @param file what the stream is called where a line is wrong
  /// @throws EvalException.MalformedFile for a line that is not UTF-8
  /// @throws EvalException.NoFile where the stream cannot be read
  public static void each(Path file, InputStream stream, Reader reader) {
    // Bytes as characters first, so that the line with the bad byte can be named.
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.ISO_8859_1))) {
      long line = 0;
      for (String bytes = in.readLine(); bytes != null; bytes = in.readLine()) {
        line++;
        String text = decoded(file, line, bytes);
        if (line == 1 && text.startsWith(BYTE_ORDER_MARK)) {
          text = text.substring(1);
        }
        if (!text.isBlank()) {
          reader.read(line, text);
        }
      }
    } catch (IOException e) {
      throw new EvalException.NoFile(file, e);
    }
  }

  private static String decoded(Path file, long line, String bytes) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1)))
          .toString();
    } catch (CharacterCodingException e) {
      throw new EvalException.MalformedFile(file, line, "it is not UTF-8");
    }
  }
}
