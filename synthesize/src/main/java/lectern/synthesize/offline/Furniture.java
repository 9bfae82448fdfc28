package lectern.synthesize.offline;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// The lines of a document that belong to its pages: running heads, page numbers, its own title.
final class Furniture {
  /// Longest running head.
  private static final int MAX_CHARS = 90;

  private static final Pattern PAGE_NUMBER =
      Pattern.compile("(?i)(?:page|seite|p\\.)?\\s*[0-9]{1,4}(?:\\s*(?:of|/)\\s*[0-9]{1,4})?");

  private Furniture() {}

  /// Lines, stripped, that stand at least twice in the document, number a page, or say no more than
  /// the title does.
  static Set<String> of(EvidenceText.Document document) {
    Set<String> title = Stemmer.stems(document.title());
    Map<String, Integer> times = new HashMap<>();
    for (EvidenceText.Passage passage : document.passages()) {
      passage.text().lines().forEach(line -> times.merge(line.strip(), 1, Integer::sum));
    }
    var furniture = new HashSet<String>();
    times.forEach(
        (line, count) -> {
          boolean head =
              !line.isEmpty()
                  && line.length() <= MAX_CHARS
                  && ".;:!?".indexOf(line.charAt(line.length() - 1)) < 0
                  && line.indexOf('|') < 0
                  && (count > 1 || title.containsAll(Stemmer.stems(line)));
          if (head || PAGE_NUMBER.matcher(line).matches()) {
            furniture.add(line);
          }
        });
    return furniture;
  }
}
