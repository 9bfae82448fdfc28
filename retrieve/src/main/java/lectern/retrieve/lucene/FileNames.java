package lectern.retrieve.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
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

  /// The documents and what is left of the question, all of it where nothing is.
  static Naming of(String question, NamedDocuments.InScope documents) throws IOException {
    if (!ENDING.matcher(question).find()) {
      return Naming.none(question);
    }
    String asked = question.toLowerCase(Locale.ROOT);
    // Equal where the index into one is an index into the other; "İ" in small letters is two.
    if (asked.length() != question.length()) {
      return Naming.none(question);
    }
    List<Naming.Named> named = new ArrayList<>();
    StringBuilder rest = new StringBuilder(question);
    for (Map.Entry<Integer, IndexedDocument> entry : documents.get().entrySet()) {
      IndexedDocument document = entry.getValue();
      for (IndexedDocument place : document.everywhere().toList()) {
        String name = name(place);
        int at = name.indexOf('.') < 0 ? -1 : find(asked, name);
        if (at >= 0) {
          named.add(new Naming.Named(document.number(), document.id(), 1));
          blank(rest, at, name.length());
          break;
        }
      }
    }
    named.sort(NamedDocuments.BEST_FIRST);
    return new Naming(named, named.isEmpty() ? question : tidy(rest.toString(), question));
  }

  /// The last part of its path, in small letters; of what is in a file, the name there.
  private static String name(IndexedDocument place) {
    String path = place.id().value();
    return path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
  }

  /// Where a name stands by itself: "lease.pdf" is not named by "sublease.pdf".
  private static int find(String asked, String name) {
    for (int at = asked.indexOf(name); at >= 0; at = asked.indexOf(name, at + 1)) {
      if (isEdge(asked, at - 1) && isEdge(asked, at + name.length())) {
        return at;
      }
    }
    return -1;
  }

  private static boolean isEdge(String asked, int at) {
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
