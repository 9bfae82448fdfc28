package lectern.ingest.tika;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;

/// A paragraph of a Word document while it is read.
final class OpenParagraph {
  final StringBuilder words = new StringBuilder();
  final List<OfficeParagraph.Note> notes = new ArrayList<>();

  /// Paragraphs of the text boxes that are anchored in it.
  final List<OfficeParagraph> boxes = new ArrayList<>();

  @Nullable String style;
  @Nullable Integer outline;
  WordStyles.Numbered numbered = WordStyles.Numbered.UNSAID;
  int insertions;
  int deletions;
  boolean endInserted;
  boolean endDeleted;
  private boolean inProperties = true;

  /// A note whose mark is still to come, and where it will stand.
  private WordNotes.@Nullable Found owned;

  private int ownedFrom;

  /// Takes over what stood in a paragraph that goes on here; what the paragraph is, its end says.
  void continues(OpenParagraph before) {
    words.append(before.words);
    notes.addAll(before.notes);
    boxes.addAll(before.boxes);
  }

  /// Whether the properties of the paragraph, among them those of its end, are being read.
  boolean isInMark() {
    return inProperties;
  }

  void property(String parent, String name, Attributes attributes) {
    String said = XmlPart.value(attributes, "val");
    switch (name) {
      case "pStyle" -> style = said;
      case "outlineLvl" -> outline = XmlPart.number(said);
      case "numId" -> {
        if (parent.equals("numPr")) {
          numbered = new WordStyles.Numbered(said, numbered.level());
        }
      }
      case "ilvl" -> numbered = new WordStyles.Numbered(numbered.number(), XmlPart.number(said));
      case "r" -> inProperties = false;
      default -> {}
    }
  }

  /// Takes a note that is referred to here.
  ///
  /// @param own whether its mark follows in the same run
  void reference(WordNotes.Found note, boolean own) {
    if (own) {
      owned = note;
      ownedFrom = words.length();
    } else {
      mark(note, note.mark());
    }
  }

  void endRun() {
    WordNotes.Found note = owned;
    if (note != null) {
      owned = null;
      String mark = words.substring(ownedFrom).strip();
      words.setLength(ownedFrom);
      mark(note, mark.isEmpty() ? "*" : mark);
    }
  }

  private void mark(WordNotes.Found found, String mark) {
    int before = NoteMark.count(words, mark);
    words.append(NoteMark.bracketed(mark));
    String note = Objects.requireNonNullElse(found.words(), "").strip();
    // A note with a mark of its own begins with that mark once more.
    String bare =
        note.startsWith(mark) && found.mark().isEmpty() ? note.substring(mark.length()) : note;
    notes.add(new OfficeParagraph.Note(mark, before, bare));
  }
}
