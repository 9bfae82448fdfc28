package lectern.retrieve.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import lectern.retrieve.IndexException;

/// Vocabularies as TOML: `[[entry]]` with `names` and `wording`, and `[[synonyms]]` with `words`,
/// of which each stands for the others.
public final class VocabularyFile {
  /// The vocabulary that is shipped, of English contracts and leases.
  public static final String LEGAL = "legal";

  private static final String SHIPPED = "legal.toml";

  private static final TomlMapper TOML = new TomlMapper();

  private VocabularyFile() {}

  /// Reads the one that is shipped, or a file.
  ///
  /// @param nameOrFile [#LEGAL], or the path of a file
  /// @throws IndexException.BadVocabulary where there is none, or it is not in the form
  public static Vocabulary read(String nameOrFile) {
    if (nameOrFile.equals(LEGAL)) {
      try (InputStream in =
          Objects.requireNonNull(VocabularyFile.class.getResourceAsStream(SHIPPED), SHIPPED)) {
        return parsed(nameOrFile, new String(in.readAllBytes(), StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new IndexException.BadVocabulary(nameOrFile, "cannot be read", e);
      }
    }
    try {
      return parsed(nameOrFile, Files.readString(Path.of(nameOrFile)));
    } catch (CharacterCodingException e) {
      throw new IndexException.BadVocabulary(nameOrFile, "cannot be read as UTF-8", e);
    } catch (NoSuchFileException | InvalidPathException e) {
      throw new IndexException.BadVocabulary(nameOrFile, "there is no such file", e);
    } catch (IOException e) {
      throw new IndexException.BadVocabulary(nameOrFile, "is no file that can be read", e);
    }
  }

  private static Vocabulary parsed(String name, String text) {
    JsonNode root;
    try {
      root = TOML.readTree(text);
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
      throw new IndexException.BadVocabulary(
          name, "line " + line + ": " + e.getOriginalMessage(), e);
    }
    root.fieldNames()
        .forEachRemaining(
            key -> {
              if (!key.equals("entry") && !key.equals("synonyms")) {
                throw new IndexException.BadVocabulary(name, "there is no \"" + key + "\"", null);
              }
            });
    List<Vocabulary.Entry> entries = new ArrayList<>();
    for (JsonNode entry : root.path("entry")) {
      String wording = entry.path("wording").asText("").strip();
      if (wording.isEmpty()) {
        throw new IndexException.BadVocabulary(name, "an entry has no \"wording\"", null);
      }
      entries.add(new Vocabulary.Entry(words(name, entry.path("names"), "names"), wording));
    }
    for (JsonNode synonyms : root.path("synonyms")) {
      List<String> words = words(name, synonyms.path("words"), "words");
      for (String word : words) {
        List<String> others = words.stream().filter(other -> !other.equals(word)).toList();
        entries.add(new Vocabulary.Entry(List.of(word), String.join("; ", others)));
      }
    }
    return new Vocabulary(entries);
  }

  private static List<String> words(String name, JsonNode array, String key) {
    List<String> words = new ArrayList<>();
    if (!array.isArray() && !array.isMissingNode()) {
      throw new IndexException.BadVocabulary(name, "\"" + key + "\" is not a list", null);
    }
    for (JsonNode word : array) {
      if (!word.isTextual() || word.asText().isBlank()) {
        throw new IndexException.BadVocabulary(name, "\"" + key + "\" holds no text", null);
      }
      words.add(word.asText());
    }
    if (words.isEmpty()) {
      throw new IndexException.BadVocabulary(name, "an entry has no \"" + key + "\"", null);
    }
    return words;
  }
}
