package lectern.retrieve.lucene;

import java.io.IOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lectern.retrieve.IndexedDocument;
import lectern.retrieve.Naming;

/// Finds documents that a question names by their files, to the letter: "What is the rent in
/// acre-house-lease.pdf?"
final class FileNames {
  /// The end of a file's name; a question without one is not held against the documents.
  private static final Pattern ENDING = Pattern.compile("[^\\s.]\\.[A-Za-z][A-Za-z0-9]{0,4}\\b");

  private static final Pattern QUOTES_OF_NOTHING = Pattern.compile("[\"'“”‘’(]\\s*[\"'“”‘’)]");
  private static final Pattern BLANKS = Pattern.compile("\\s{2,}");

  private FileNames() {}

  /// The documents and what is left of the question, all of it where nothing is. A path says more
  /// than a name: "2024/lease.pdf" is not the one of 2023, nor "sub lease.pdf" a "lease.pdf".
  static Naming of(String question, NamedDocuments.InScope documents) throws IOException {
    if (!ENDING.matcher(question).find()) {
      return Naming.none(question);
    }
    // As one keyboard or file system writes it, so that an accent of another is the same.
    String same = Normalizer.normalize(question, Normalizer.Form.NFC);
    String asked = same.toLowerCase(Locale.ROOT);
    // Equal where the index into one is an index into the other; "İ" in small letters is two.
    if (asked.length() != same.length()) {
      return Naming.none(question);
    }
    SortedMap<String, List<IndexedDocument>> names =
        new TreeMap<>(
            Comparator.comparingInt(String::length)
                .reversed()
                .thenComparing(Comparator.naturalOrder()));
    for (IndexedDocument document : documents.get().values()) {
      document
          .everywhere()
          .flatMap(place -> names(place, asked))
          .distinct()
          .forEach(name -> names.computeIfAbsent(name, _ -> new ArrayList<>()).add(document));
    }
    Map<Integer, Naming.Named> named = new TreeMap<>();
    Map<String, Integer> groups = new HashMap<>();
    StringBuilder left = new StringBuilder(asked);
    StringBuilder rest = new StringBuilder(same);
    names.forEach(
        (name, holders) -> {
          for (int at = find(left, name); at >= 0; at = find(left, name)) {
            blank(left, at, name.length());
            blank(rest, at, name.length());
            groups.putIfAbsent(name, groups.size());
            int group = groups.get(name);
            holders.forEach(
                one ->
                    named.putIfAbsent(
                        one.number(), new Naming.Named(one.number(), one.id(), 1, group)));
          }
        });
    return named.isEmpty()
        ? Naming.none(question)
        : new Naming(List.copyOf(named.values()), tidy(rest.toString(), question));
  }

  /// What a document is called in a question, in small letters: the last part of its path (of what
  /// is in a file, the name there), and what leads to it; nothing where that is not asked.
  private static Stream<String> names(IndexedDocument place, String asked) {
    String path =
        Normalizer.normalize(place.id().value(), Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    int last = path.lastIndexOf('/') + 1;
    if (path.indexOf('.', last) < 0 || !asked.contains(path.substring(last))) {
      return Stream.empty();
    }
    return IntStream.rangeClosed(0, last)
        .filter(at -> at == 0 || path.charAt(at - 1) == '/')
        .mapToObj(path::substring);
  }

  /// Where a name stands by itself: "lease.pdf" is not named by "sublease.pdf".
  private static int find(StringBuilder asked, String name) {
    for (int at = asked.indexOf(name); at >= 0; at = asked.indexOf(name, at + 1)) {
      if (isEdge(asked, at - 1) && isEdge(asked, at + name.length())) {
        return at;
      }
    }
    return -1;
  }

  private static boolean isEdge(StringBuilder asked, int at) {
    return at < 0
        || at >= asked.length()
        || !(Character.isLetterOrDigit(asked.charAt(at)) || "-_".indexOf(asked.charAt(at)) >= 0);
  }

  private static void blank(StringBuilder text, int from, int length) {
    for (int at = from; at < from + length; at++) {
      text.setCharAt(at, ' ');
    }
  }

  private static String tidy(String rest, String question) {
    String tidy = QUOTES_OF_NOTHING.matcher(rest).replaceAll(" ");
    tidy = BLANKS.matcher(tidy).replaceAll(" ").strip().replace(" ?", "?");
    return tidy.chars().anyMatch(Character::isLetterOrDigit) ? tidy : question;
  }
}
