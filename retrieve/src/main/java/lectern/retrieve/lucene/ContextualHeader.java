package lectern.retrieve.lucene;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import lectern.ingest.Block;
import lectern.ingest.DocumentId;
import lectern.ingest.Passage;
import lectern.ingest.SplitDocument;

/// Words that a passage is found by though they stand elsewhere in its document: "the lease with
/// Acme" is said on the first page, its termination clause on the ninth; the names of a table's
/// columns in its first row. Indexed, never stored.
final class ContextualHeader {
  /// Opening words of a document taken into every passage's header: parties, date, subject.
  static final int OPENING_CHARS = 300;

  /// Opening words by which a question may name a document: parties and titles of contracts stand
  /// within the first page.
  private static final int HEAD_CHARS = 3_000;

  /// Of a short document a tenth: all of it would take what it says for what it is called.
  private static final int HEAD_PART = 10;

  private static final int PREAMBLE_CHARS = 1_000;

  /// Names of columns are short; a header row past this is a paragraph, which would drown the rest.
  private static final int LONGEST_NAMES_CHARS = 300;

  private static final Pattern EXTENSION = Pattern.compile("\\.[A-Za-z0-9]{1,5}(?=!|$)");
  private static final Pattern NOT_WORD = Pattern.compile("[^\\p{L}\\p{N}']+");
  private static final Pattern CAMEL =
      Pattern.compile("(?<=[\\p{Ll}\\p{N}])(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})");

  private final String ofDocument;
  private final String text;

  /// Tables that name their columns, by their start.
  private final NavigableMap<Integer, Block.Table> tables = new TreeMap<>();

  ContextualHeader(SplitDocument document) {
    this.text = document.source().text();
    for (Block block : document.source().blocks()) {
      if (block instanceof Block.Table table && table.headerRows() > 0) {
        tables.put(table.span().start(), table);
      }
    }
    ofDocument = head(document, OPENING_CHARS);
  }

  /// Title, name and opening words of a document.
  static String head(SplitDocument document) {
    int part = document.source().text().length() / HEAD_PART;
    return head(document, Math.clamp(part, OPENING_CHARS, HEAD_CHARS));
  }

  /// Title, name and first lines of a document, where parties are named and called "the Tenant".
  static String preamble(SplitDocument document) {
    return head(document, PREAMBLE_CHARS);
  }

  private static String head(SplitDocument document, int chars) {
    StringBuilder first = new StringBuilder();
    for (Passage passage : document.passages()) {
      if (first.length() >= chars) {
        break;
      }
      first.append(passage.body());
    }
    String opening = first.substring(0, Math.min(chars, first.length()));
    return String.join("\n", document.source().title(), nameWords(document.source().id()), opening);
  }

  /// Header and text of one passage, as they are indexed.
  String above(Passage passage) {
    List<String> path = passage.headingPath();
    return String.join("\n", ofDocument, String.join("\n", path), columns(passage), passage.body());
  }

  /// The names of the columns that a passage goes on with; empty where it names them itself.
  private String columns(Passage passage) {
    Map.Entry<Integer, Block.Table> before = tables.lowerEntry(passage.span().start());
    if (before == null || before.getValue().span().end() <= passage.span().start()) {
      return "";
    }
    Block.Table table = before.getValue();
    int end = table.rows().get(table.headerRows() - 1).span().end();
    return text.substring(
        table.span().start(), Math.min(end, table.span().start() + LONGEST_NAMES_CHARS));
  }

  /// `leases/AcmeCorp_2019-lease.pdf` is "Acme Corp 2019 lease".
  static String nameWords(DocumentId id) {
    String name = id.value().substring(id.value().lastIndexOf('/') + 1);
    String bare = EXTENSION.matcher(name).replaceAll("");
    String words = NOT_WORD.matcher(bare).replaceAll(" ");
    return CAMEL.matcher(words).replaceAll(" ").strip();
  }
}
