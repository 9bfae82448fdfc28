package lectern.retrieve.lucene;

import java.util.List;
import java.util.regex.Pattern;
import lectern.ingest.DocumentId;
import lectern.ingest.Passage;
import lectern.ingest.SplitDocument;

/// Words that a passage is found by though they stand elsewhere in its document: "the lease with
/// Acme" is said on the first page, its termination clause on the ninth. Indexed, never stored.
final class ContextualHeader {
  /// Opening words of a document taken into every passage's header: parties, date, subject.
  static final int OPENING_CHARS = 300;

  private static final Pattern EXTENSION = Pattern.compile("\\.[A-Za-z0-9]{1,5}(?=!|$)");
  private static final Pattern NOT_WORD = Pattern.compile("[^\\p{L}\\p{N}']+");
  private static final Pattern CAMEL =
      Pattern.compile("(?<=[\\p{Ll}\\p{N}])(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})");

  private final String ofDocument;

  ContextualHeader(SplitDocument document) {
    StringBuilder text = new StringBuilder();
    for (Passage passage : document.passages()) {
      text.append(text.length() < OPENING_CHARS ? passage.body() : "");
    }
    String opening = text.substring(0, Math.min(OPENING_CHARS, text.length()));
    ofDocument =
        String.join("\n", document.source().title(), nameWords(document.source().id()), opening);
  }

  /// Header and text of one passage, as they are indexed.
  String above(Passage passage) {
    List<String> path = passage.headingPath();
    return String.join("\n", ofDocument, String.join("\n", path), passage.body());
  }

  /// `leases/AcmeCorp_2019-lease.pdf` is "Acme Corp 2019 lease".
  static String nameWords(DocumentId id) {
    String name = id.value().substring(id.value().lastIndexOf('/') + 1);
    String bare = EXTENSION.matcher(name).replaceAll("");
    String words = NOT_WORD.matcher(bare).replaceAll(" ");
    return CAMEL.matcher(words).replaceAll(" ").strip();
  }
}
