package lectern.synthesize.offline;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lectern.ingest.Label;

/// The evidence of a prompt, read back from its text: what [lectern.ingest.Rendering] wrote.
final class EvidenceText {
  /// A document as the prompt shows it.
  record Document(int number, String title, List<Passage> passages) {
    Document {
      passages = List.copyOf(passages);
    }
  }

  /// A passage as the prompt shows it, label left out.
  record Passage(Label label, String text) {}

  /// The start of an opening (group 1 number, group 2 title) or of a passage (group 3 label).
  private static final Pattern START =
      Pattern.compile("(?m)^(?:=== d([0-9]{1,9}) (.*)\n|\\[(d[0-9]{1,9}#[0-9]{1,9})\\] )");

  private EvidenceText() {}

  /// The documents of an evidence text, in its order. Text before the first opening is left out.
  static List<Document> read(String evidence) {
    var documents = new ArrayList<Document>();
    var passages = new ArrayList<Passage>();
    int number = 0;
    String title = "";
    Matcher start = START.matcher(evidence);
    boolean more = start.find();
    while (more) {
      Label label = start.group(3) == null ? null : Label.parse(start.group(3)).orElse(null);
      String numbered = start.group(1);
      String named = start.group(2);
      int from = start.end();
      more = start.find();
      int to = more ? start.start() : evidence.length();
      if (numbered != null && named != null) {
        if (number > 0) {
          documents.add(new Document(number, title, passages));
        }
        passages.clear();
        number = Integer.parseInt(numbered);
        title = named;
      } else if (label != null && number > 0) {
        passages.add(new Passage(label, evidence.substring(from, to).strip()));
      }
    }
    if (number > 0) {
      documents.add(new Document(number, title, passages));
    }
    return documents;
  }
}
