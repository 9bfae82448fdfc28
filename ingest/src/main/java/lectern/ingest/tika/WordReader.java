package lectern.ingest.tika;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;

/// Reads the running text of a Word document, its notes or its headers as it stands with every
/// tracked change accepted: what was inserted or moved here is in, what was deleted or moved away
/// is out, a paragraph whose end was deleted goes on in the next one. Of a field its result counts,
/// of two ways to show the same thing the first.
final class WordReader extends WordPart {
  /// Paragraphs beside each other: those of the document, or of a text box.
  private static final class Flow {
    final List<OfficeParagraph> done = new ArrayList<>();
    @Nullable OpenParagraph carried;
  }

  private final WordParagraphs kinds;
  private final TrackedChanges changes;
  private final Budget budget;
  private final OfficeHandler blocks;
  private final Deque<Flow> flows = new ArrayDeque<>();
  private final Deque<OpenParagraph> paragraphs = new ArrayDeque<>();
  private final WordTables tables;

  /// Open fields; true where the result has begun.
  private final Deque<Boolean> fields = new ArrayDeque<>();

  private boolean inWords;

  WordReader(WordParagraphs kinds, TrackedChanges changes, Budget budget, OfficeHandler blocks) {
    this.kinds = kinds;
    this.changes = changes;
    this.budget = budget;
    this.blocks = blocks;
    this.tables = new WordTables(kinds.styles(), changes, blocks);
    flows.push(new Flow());
  }

  @Override
  boolean skips(String name) {
    if (super.skips(name)) {
      changes.format();
      return true;
    }
    return switch (name) {
      case "del", "moveFrom" -> {
        boolean words = !isProperty();
        if (words && name.equals("del")) {
          deletion();
        }
        yield words;
      }
      // What a form asks for, the second way to show the same thing, how a word is spoken.
      case "sdtPr", "Fallback", "rt" -> true;
      default -> flows.size() == 1 && tables.drops(name);
    };
  }

  private boolean isProperty() {
    return switch (parent()) {
      case "rPr", "trPr", "tcPr", "numPr" -> true;
      default -> false;
    };
  }

  private void deletion() {
    changes.deletion();
    if (!paragraphs.isEmpty()) {
      paragraphs.element().deletions++;
    }
  }

  @Override
  void start(String name, Attributes attributes) {
    switch (name) {
      case "p" -> startParagraph();
      case "t" -> inWords = !paragraphs.isEmpty();
      case "tab", "ptab" -> words(parent().equals("r") ? " " : "");
      case "br", "cr" -> words("\n");
      case "noBreakHyphen" -> words("\u2011");
      case "fldChar" -> field(value(attributes, "fldCharType"));
      case "footnoteReference", "endnoteReference" -> reference(name, attributes);
      case "ins", "moveTo", "del", "moveFrom" -> change(name);
      case "txbxContent" -> flows.push(new Flow());
      case "tbl",
          "tblStyle",
          "tblLook",
          "tr",
          "tc",
          "tblHeader",
          "gridSpan",
          "gridBefore",
          "cellDel" -> {
        if (flows.size() == 1) {
          endCarried();
          tables.start(name, attributes);
        }
      }
      case "footnote", "endnote" ->
          blocks.startNote(Objects.requireNonNullElse(value(attributes, "id"), ""));
      default -> {
        if (!paragraphs.isEmpty()) {
          paragraphs.element().property(parent(), name, attributes);
        }
      }
    }
  }

  @Override
  void end(String name) {
    switch (name) {
      case "p" -> endParagraph();
      case "t" -> inWords = false;
      case "r" -> {
        if (!paragraphs.isEmpty()) {
          paragraphs.element().endRun();
        }
      }
      case "txbxContent" -> {
        endCarried();
        Flow box = flows.pop();
        if (!paragraphs.isEmpty()) {
          paragraphs.element().boxes.addAll(box.done);
        }
      }
      case "tc", "tr", "tbl" -> {
        if (flows.size() == 1) {
          endCarried();
          tables.end(name);
        }
      }
      case "body", "footnote", "endnote", "hdr", "ftr" -> endCarried();
      default -> {}
    }
  }

  @Override
  public void characters(char[] chars, int start, int length) {
    if (inWords && !isSkipping()) {
      words(new String(chars, start, length));
    }
  }

  private void words(String words) {
    if (!paragraphs.isEmpty() && !fields.contains(false)) {
      StringBuilder all = paragraphs.element().words;
      budget.room((long) all.length() + words.length());
      all.append(words);
    }
  }

  private void field(@Nullable String kind) {
    switch (Objects.requireNonNullElse(kind, "")) {
      case "begin" -> fields.push(false);
      case "separate" -> {
        if (fields.poll() != null) {
          fields.push(true);
        }
      }
      case "end" -> fields.poll();
      default -> {}
    }
  }

  private void reference(String name, Attributes attributes) {
    if (!paragraphs.isEmpty() && !fields.contains(false)) {
      String id = Objects.requireNonNullElse(value(attributes, "id"), "");
      WordNotes.Kind kind =
          name.equals("endnoteReference") ? WordNotes.Kind.ENDNOTE : WordNotes.Kind.FOOTNOTE;
      boolean own = isOn(attributes, "customMarkFollows", false);
      paragraphs.element().reference(kinds.notes().note(kind, id, own), own);
    }
  }

  private void change(String name) {
    boolean removed = name.equals("del") || name.equals("moveFrom");
    switch (parent()) {
      case "rPr" -> {
        if (!paragraphs.isEmpty() && paragraphs.element().isInMark()) {
          paragraphs.element().endDeleted |= removed;
          paragraphs.element().endInserted |= name.equals("ins");
        }
      }
      case "trPr" -> tables.rowChanged(removed);
      case "tcPr", "numPr" -> {}
      default -> {
        if (name.equals("ins")) {
          changes.insertion();
          if (!paragraphs.isEmpty()) {
            paragraphs.element().insertions++;
          }
        } else {
          changes.move();
        }
      }
    }
  }

  private void startParagraph() {
    if (flows.size() == 1) {
      tables.open();
    }
    OpenParagraph paragraph = new OpenParagraph();
    OpenParagraph carried = flows.element().carried;
    if (carried != null) {
      paragraph.continues(carried);
      flows.element().carried = null;
    }
    paragraphs.push(paragraph);
  }

  private void endParagraph() {
    OpenParagraph paragraph = paragraphs.pop();
    // An instruction that is not over by now never will be.
    fields.removeIf(result -> !result);
    if (paragraph.endDeleted) {
      if (paragraph.deletions == 0) {
        changes.deletion();
      }
      flows.element().carried = paragraph;
      return;
    }
    if (paragraph.endInserted && paragraph.insertions == 0) {
      changes.insertion();
    }
    done(kinds.paragraph(paragraph));
    paragraph.boxes.forEach(this::done);
  }

  private void endCarried() {
    OpenParagraph carried = flows.element().carried;
    flows.element().carried = null;
    if (carried != null && !carried.words.toString().isBlank()) {
      done(kinds.paragraph(carried));
      carried.boxes.forEach(this::done);
    }
  }

  private void done(OfficeParagraph paragraph) {
    if (flows.size() == 1) {
      blocks.paragraph(paragraph);
    } else {
      flows.element().done.add(paragraph);
    }
  }
}
