package lectern.app.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import lectern.app.AppException;
import lectern.ingest.FileTrouble;
import lectern.synthesize.AnswerSchema;
import lectern.synthesize.typed.SchemaReader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The form that an answer is to have.
final class SchemaOption {
  /// More than a form takes that anyone asks for.
  private static final int MOST_BYTES = 1 << 20;

  @Option(
      names = "--schema",
      paramLabel = "FILE",
      description =
          "Answer in the form of a JSON Schema: objects, arrays and values, of the formats date,"
              + " duration, money, percentage or party where that is said. Each value is proved by"
              + " its own quotes.")
  @Nullable Path file;

  /// The form; null for text.
  ///
  /// @throws AppException.BadArgument if the file cannot be read
  /// @throws lectern.synthesize.SynthesisException.BadSchema if it is no form that can be asked for
  @Nullable AnswerSchema schema() {
    return file == null ? null : SchemaReader.read(text(file));
  }

  private static String text(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw unreadable(file, "it is longer than " + MOST_BYTES + " bytes");
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (IOException e) {
      throw unreadable(file, FileTrouble.words(e));
    }
  }

  private static AppException unreadable(Path file, String why) {
    return new AppException.BadArgument(
        "the schema " + file + " cannot be read: " + why, "Name a file of JSON in UTF-8.");
  }
}
