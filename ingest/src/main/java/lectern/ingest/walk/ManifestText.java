package lectern.ingest.walk;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import lectern.ingest.FileTrouble;
import lectern.ingest.IngestException;

/// The characters of a manifest: UTF-8, or what its byte order mark says. No other encoding is
/// guessed at, since a wrong guess would name no file and tell nobody.
final class ManifestText {
  /// A line for each of half a million files.
  private static final int MAX_BYTES = 64 << 20;

  private static final String SAVE_AS =
      "Save it as \"CSV UTF-8\", or in any program as text in UTF-8.";

  private ManifestText() {}

  /// @throws IngestException.BadManifest where the file cannot be read as text
  static String of(Path file) {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MAX_BYTES + 1);
    } catch (IOException e) {
      throw new IngestException.BadManifest(
          "the manifest cannot be read: " + FileTrouble.words(e),
          "Name a CSV or JSON file that is there and may be read.",
          e);
    }
    if (bytes.length > MAX_BYTES) {
      throw new IngestException.BadManifest(
          "the manifest " + file + " is larger than " + (MAX_BYTES >> 20) + " MB",
          "Name folders in it: a row whose path ends in / is for every file below.",
          null);
    }
    return decode(file.toString(), bytes);
  }

  private static String decode(String name, byte[] bytes) {
    Charset charset = marked(bytes);
    CharsetDecoder decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    // No charset here makes more characters than bytes.
    CharBuffer text = CharBuffer.allocate(bytes.length + 1);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CoderResult result = decoder.decode(in, text, true);
    text.flip();
    long line = 1 + text.chars().filter(c -> c == '\n').count();
    if (result.isError()) {
      throw ManifestTable.bad(name, line, "it is not " + charset.name(), SAVE_AS);
    }
    int zero = text.toString().indexOf('\0');
    if (zero >= 0) {
      long before = text.subSequence(0, zero).chars().filter(c -> c == '\n').count();
      throw ManifestTable.bad(
          name, 1 + before, "it is no text, or one in UTF-16 without a mark", SAVE_AS);
    }
    String whole = text.toString();
    return whole.startsWith("\uFEFF") ? whole.substring(1) : whole;
  }

  private static Charset marked(byte[] bytes) {
    if (bytes.length >= 2 && bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF) {
      return StandardCharsets.UTF_16BE;
    }
    if (bytes.length >= 2 && bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE) {
      return StandardCharsets.UTF_16LE;
    }
    return StandardCharsets.UTF_8;
  }
}
