package lectern.synthesize;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// Texts that come with Lectern: instructions, word lists, the catalogue.
public final class ShippedText {
  private static final String FOLDER = "/lectern/synthesize/";

  private ShippedText() {}

  /// Reads one, in UTF-8, with line feeds whatever a checkout made of them.
  ///
  /// @param name below the module's resources: `prompt/instructions.md`
  public static String read(String name) {
    try (InputStream in = ShippedText.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalStateException(FOLDER + name + " is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
