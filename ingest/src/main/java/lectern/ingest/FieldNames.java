package lectern.ingest;

import java.util.Locale;
import java.util.Set;

/// Names that mean something of their own in conditions, so that no manifest may give them to a
/// field.
public final class FieldNames {
  public static final String PATH = "path";
  public static final String LANGUAGE = "language";
  public static final String MEDIA_TYPE = "media_type";

  private static final Set<String> WORDS = Set.of("and", "or", "not", "in", "has");

  private FieldNames() {}

  /// Whether it is a word of conditions themselves, however it is capitalised.
  public static boolean isWord(String name) {
    return WORDS.contains(name.toLowerCase(Locale.ROOT));
  }

  /// Whether a field cannot be called so: it is such a word, or what the index knows better than
  /// any manifest.
  public static boolean isTaken(String name) {
    return isWord(name) || Set.of(PATH, LANGUAGE, MEDIA_TYPE).contains(name);
  }
}
