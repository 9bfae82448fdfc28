package lectern.synthesize.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import lectern.ingest.FileTrouble;
import lectern.synthesize.Calibration;
import lectern.synthesize.QuestionKind;
import lectern.synthesize.SynthesisException;

/// What was measured of models, as TOML of `[[point]]` tables.
public final class CalibrationFile {
  private static final List<String> KEYS =
      List.of("model", "kind", "prompt-tokens", "found", "cases");

  private static final String NEEDS =
      "Every point needs model, kind, prompt-tokens, found (0 to 1) and cases.";

  private static final TomlMapper TOML =
      TomlMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private CalibrationFile() {}

  /// Reads and checks a file.
  ///
  /// @throws SynthesisException.BadCatalogue naming file, point and key of what is wrong
  public static Calibration read(Path file) {
    JsonNode root;
    try {
      root = TOML.readTree(Files.readString(file));
    } catch (JsonProcessingException e) {
      throw new SynthesisException.BadCatalogue(
          file + " is not TOML: " + e.getOriginalMessage(),
          "Mend line " + e.getLocation().getLineNr() + ".",
          e);
    } catch (IOException e) {
      throw new SynthesisException.BadCatalogue(
          "cannot read the calibration " + file + ": " + FileTrouble.words(e),
          "Name a TOML file in UTF-8, or leave the setting out.",
          e);
    }
    for (Map.Entry<String, JsonNode> property : root.properties()) {
      if (!property.getKey().equals("point") || !property.getValue().isArray()) {
        throw new SynthesisException.BadCatalogue(
            file + " has the unknown key \"" + property.getKey() + "\"",
            "At the top of a calibration stand tables named [[point]] and nothing else.",
            null);
      }
    }
    List<Calibration.Point> points = new ArrayList<>();
    for (JsonNode table : root.path("point")) {
      points.add(point(new TomlRow(file + ", point " + (points.size() + 1), NEEDS, table)));
    }
    return new Calibration(points);
  }

  private static Calibration.Point point(TomlRow row) {
    row.knowing(KEYS);
    String kind = row.text("kind");
    BigDecimal found = row.amount("found");
    if (found.signum() < 0 || found.compareTo(BigDecimal.ONE) > 0) {
      throw row.wrong("found", "is no share: " + found);
    }
    return new Calibration.Point(
        row.text("model"),
        QuestionKind.written(kind)
            .orElseThrow(() -> row.wrong("kind", "is none of " + kinds() + ": " + kind)),
        row.whole("prompt-tokens", 1, Integer.MAX_VALUE),
        found.doubleValue(),
        (int) row.whole("cases", 1, Integer.MAX_VALUE));
  }

  private static String kinds() {
    return Arrays.stream(QuestionKind.values())
        .map(QuestionKind::written)
        .collect(Collectors.joining(", "));
  }
}
