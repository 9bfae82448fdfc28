package lectern.ingest.tika;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;

/// Reads what a Word document's sections or settings say of headers and notes.
final class WordSections extends WordPart {
  private final WordNotes notes;
  private final Set<String> first = new HashSet<>();
  private final Set<String> running = new HashSet<>();

  /// Those that a first page has where a section sets it apart; the next sections take them over.
  private final Set<String> offered = new HashSet<>();

  private boolean hasFirst;

  WordSections(WordNotes notes) {
    this.notes = notes;
  }

  /// Relationships of headers and footers that stand on a section's first page alone.
  Set<String> first() {
    return first;
  }

  /// Relationships of headers and footers that stand on every page, or every other one.
  Set<String> running() {
    return running;
  }

  @Override
  void start(String name, Attributes attributes) {
    switch (name) {
      case "headerReference", "footerReference" -> {
        String id = value(attributes, "id");
        if (id != null) {
          ("first".equals(value(attributes, "type")) ? offered : running).add(id);
        }
      }
      case "titlePg" -> hasFirst = isOn(attributes, "val", true);
      case "numFmt" -> counted(value(attributes, "val"), null);
      case "numStart" -> counted(null, number(value(attributes, "val")));
      default -> {}
    }
  }

  private void counted(@Nullable String format, @Nullable Integer start) {
    switch (parent()) {
      case "footnotePr" -> notes.counted(WordNotes.Kind.FOOTNOTE, format, start);
      case "endnotePr" -> notes.counted(WordNotes.Kind.ENDNOTE, format, start);
      default -> {}
    }
  }

  @Override
  void end(String name) {
    if (name.equals("sectPr")) {
      if (hasFirst) {
        first.addAll(offered);
      }
      hasFirst = false;
    }
  }
}
