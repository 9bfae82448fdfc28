package lectern.synthesize.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lectern.synthesize.Calibration;
import lectern.synthesize.QuestionKind;
import lectern.synthesize.SynthesisException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CalibrationFileTest {
  private static final String GOOD =
      "[[point]]\nmodel = \"kimi-k3\"\nkind = \"look-up\"\nprompt-tokens = 32768\nfound = 0.95\ncases"
          + " = 50\n";

  @TempDir private Path folder;

  private Calibration read(String toml) throws IOException {
    return CalibrationFile.read(Files.writeString(folder.resolve("calibration.toml"), toml));
  }

  @Test
  void readsPoints() throws IOException {
    assertEquals(
        List.of(new Calibration.Point("kimi-k3", QuestionKind.LOOK_UP, 32_768, 0.95, 50)),
        read(GOOD).points());
    assertEquals(Calibration.NONE, read(""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          look-up   | guess     | point 1
          0.95      | 1.2       | "found"
          32768     | 0         | "prompt-tokens"
          kind =    | sort =    | "sort"
          [[point]] | [point]   | the unknown key "point"
          [[point]] | [[sort]]  | the unknown key "sort"
          cases     | more      | "more"
          = 50      | = ten     | is not TOML
          """)
  void saysWhatIsWrongAndWhere(String good, String bad, String told) {
    String toml = GOOD.replace(good, bad);
    String message =
        assertThrows(SynthesisException.BadCatalogue.class, () -> read(toml)).toString();
    assertTrue(message.contains("calibration.toml") && message.contains(told), message);
  }

  @Test
  void saysWhereAFileIsNotThere() {
    String message =
        assertThrows(
                SynthesisException.BadCatalogue.class,
                () -> CalibrationFile.read(folder.resolve("none.toml")))
            .toString();
    assertTrue(message.contains("cannot read the calibration"), message);
  }
}
