package lectern.ingest.tika;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;

/// Reads a part of an OpenDocument text as it stands with every tracked change accepted. The format
/// keeps deleted words apart from the text, and the text as it is without them.
final class OpenDocumentReader extends XmlPart {
  /// Lists of what stands where, made by the program.
  private static final Set<String> CONTENTS =
      Set.of("table-of-content", "illustration-index", "table-index");

  private static final class Open {
    final boolean heading;
    final int level;
    final String marker;
    final StringBuilder words = new StringBuilder();
    final List<OfficeParagraph.Note> notes = new ArrayList<>();

    /// Paragraphs of what is anchored in it: text boxes, descriptions of pictures.
    final List<OfficeParagraph> inner = new ArrayList<>();

    /// Words of the note that is open, and its mark.
    @Nullable StringBuilder note;

    final StringBuilder citation = new StringBuilder();
    boolean inCitation;

    Open(boolean heading, int level, String marker) {
      this.heading = heading;
      this.level = level;
      this.marker = marker;
    }
  }

  /// An open list, and what stands before the item that begins in it; null once it is shown.
  private static final class OpenList {
    final OpenDocumentNumbering.Counted counted;
    boolean itemBegins;
    @Nullable Integer start;

    OpenList(OpenDocumentNumbering.Counted counted) {
      this.counted = counted;
    }
  }

  private final OpenDocumentNumbering numbering;
  private final TrackedChanges changes;
  private final Budget budget;
  private final OfficeHandler blocks;
  private final Deque<Open> paragraphs = new ArrayDeque<>();
  private final Deque<OpenList> lists = new ArrayDeque<>();
  private int comments;
  private int contents;
  private boolean headerRows;

  /// Whether a cell is open whose words the cell hides that spans it.
  private boolean covered;

  /// How many columns each open table's cell stands for.
  private final Deque<Integer> repeats = new ArrayDeque<>();

  OpenDocumentReader(
      OpenDocumentNumbering numbering,
      TrackedChanges changes,
      Budget budget,
      OfficeHandler blocks) {
    this.numbering = numbering;
    this.changes = changes;
    this.budget = budget;
    this.blocks = blocks;
  }

  int comments() {
    return comments;
  }

  @Override
  boolean skips(String name) {
    comments += name.equals("annotation") ? 1 : 0;
    return switch (name) {
      case "insertion" -> changed(changes::insertion);
      case "deletion" -> changed(changes::deletion);
      case "format-change" -> changed(changes::format);
      case "annotation",
          "page-number",
          "page-count",
          "ruby-text",
          "binary-data",
          "math",
          "forms",
          "scripts",
          "styles",
          "automatic-styles" ->
          true;
      case "p", "h", "list", "table" -> covered;
      default -> name.endsWith("-source") || name.endsWith("-template");
    };
  }

  private static boolean changed(Runnable count) {
    count.run();
    return true;
  }

  @Override
  void start(String name, Attributes attributes) {
    switch (name) {
      case "p", "h" -> startParagraph(name, attributes);
      case "title", "desc" -> {
        if (isDescribed()) {
          startParagraph(name, attributes);
        }
      }
      case "s", "tab" -> words(" ");
      case "line-break" -> words("\n");
      case "note-citation", "note-body" -> {
        if (!paragraphs.isEmpty()) {
          startNote(name);
        }
      }
      case "list" -> {
        String style = value(attributes, "style-name");
        boolean goesOn =
            isOn(attributes, "continue-numbering", false)
                || value(attributes, "continue-list") != null;
        OpenList outer = lists.peek();
        lists.push(
            new OpenList(
                outer == null || (style != null && !style.equals(outer.counted.style()))
                    ? numbering.list(Objects.requireNonNullElse(style, ""), goesOn)
                    : outer.counted));
      }
      case "list-item" -> {
        OpenList list = lists.peek();
        if (list != null) {
          list.itemBegins = true;
          list.start = number(value(attributes, "start-value"));
        }
      }
      default -> {
        contents += CONTENTS.contains(name) ? 1 : 0;
        if (paragraphs.isEmpty()) {
          startOfTable(name, attributes);
        }
      }
    }
  }

  /// Whether what starts or ends stands in a picture or a drawing; a field may have the same name.
  private boolean isDescribed() {
    return switch (parent()) {
      case "frame", "custom-shape", "g" -> true;
      default -> false;
    };
  }

  private void startOfTable(String name, Attributes attributes) {
    switch (name) {
      case "table" -> {
        blocks.startTable(false);
        repeats.push(1);
      }
      case "table-header-rows" -> headerRows = true;
      case "table-row" -> {
        if (!repeats.isEmpty()) {
          blocks.startRow(0);
        }
      }
      case "table-cell", "covered-table-cell" -> {
        if (!repeats.isEmpty()) {
          Integer columns = number(value(attributes, "number-columns-repeated"));
          repeats.pop();
          repeats.push(columns == null ? 1 : columns);
          covered = name.startsWith("covered");
          blocks.startCell();
        }
      }
      default -> {}
    }
  }

  @Override
  void end(String name) {
    switch (name) {
      case "p", "h" -> endParagraph();
      case "title", "desc" -> {
        if (isDescribed()) {
          endParagraph();
        }
      }
      case "note-citation", "note" -> {
        Open open = paragraphs.peek();
        if (open != null) {
          open.inCitation = false;
          endNote(open, name);
        }
      }
      case "list" -> lists.poll();
      default -> {
        contents -= CONTENTS.contains(name) ? 1 : 0;
        if (paragraphs.isEmpty() && !repeats.isEmpty()) {
          endOfTable(name);
        }
      }
    }
  }

  private void endOfTable(String name) {
    switch (name) {
      case "table-cell", "covered-table-cell" -> {
        covered = false;
        blocks.endCell(repeats.element(), true);
      }
      case "table-row" -> blocks.endRow(headerRows);
      case "table-header-rows" -> headerRows = false;
      case "table" -> {
        repeats.pop();
        blocks.endTable();
      }
      default -> {}
    }
  }

  @Override
  public void characters(char[] chars, int start, int length) {
    if (!isSkipping()) {
      switch (parent()) {
        // What stands between these and the elements in them only lays out the file.
        case "frame",
            "text-box",
            "custom-shape",
            "g",
            "note",
            "note-body",
            "list",
            "list-item" -> {}
        default -> words(new String(chars, start, length));
      }
    }
  }

  private void words(String words) {
    Open open = paragraphs.peek();
    if (open != null) {
      StringBuilder all = open.inCitation ? open.citation : open.words;
      budget.room((long) all.length() + words.length());
      all.append(words);
    }
  }

  private void startNote(String name) {
    Open open = paragraphs.element();
    if (name.equals("note-citation")) {
      open.inCitation = true;
      open.citation.setLength(0);
    } else {
      open.note = new StringBuilder();
    }
  }

  private static void endNote(Open open, String name) {
    StringBuilder note = open.note;
    if (name.equals("note") && note != null) {
      String shown = open.citation.toString().strip();
      String mark = shown.isEmpty() ? "*" : shown;
      int before = NoteMark.count(open.words, mark);
      open.words.append(NoteMark.bracketed(mark));
      open.notes.add(new OfficeParagraph.Note(mark, before, note.toString()));
      open.note = null;
    }
  }

  private void startParagraph(String name, Attributes attributes) {
    boolean heading = name.equals("h");
    Integer outline = heading ? number(value(attributes, "outline-level")) : null;
    int level = outline == null ? 1 : outline;
    String marker = "";
    OpenList list = lists.peek();
    if (list != null && paragraphs.isEmpty()) {
      level = heading ? level : lists.size();
      if (list.itemBegins) {
        String shown = numbering.next(list.counted, lists.size(), list.start);
        marker = heading && shown.equals(OpenDocumentNumbering.BULLET) ? "" : shown;
      }
      list.itemBegins = false;
    } else if (heading && !isOn(attributes, "is-list-header", false)) {
      boolean anew = isOn(attributes, "restart-numbering", false);
      Integer start = number(value(attributes, "start-value"));
      marker = numbering.heading(level, anew && start == null ? Integer.valueOf(1) : start);
    }
    paragraphs.push(new Open(heading, level, marker));
  }

  private void endParagraph() {
    Open open = paragraphs.poll();
    if (open == null) {
      return;
    }
    Open outer = paragraphs.peek();
    OfficeParagraph done = paragraph(open, outer == null);
    if (outer == null) {
      blocks.paragraph(done);
      open.inner.forEach(blocks::paragraph);
    } else if (outer.note != null) {
      outer.note.append(outer.note.isEmpty() ? "" : " ").append(done.words().strip());
    } else {
      outer.inner.add(done);
      outer.inner.addAll(open.inner);
    }
  }

  private OfficeParagraph paragraph(Open open, boolean outermost) {
    String words = open.words.toString();
    OfficeParagraph.Kind kind;
    if (contents > 0) {
      kind = OfficeParagraph.Kind.FURNITURE;
    } else if (open.heading && OfficeParagraph.isHeading(words)) {
      kind = OfficeParagraph.Kind.HEADING;
    } else {
      boolean item = !open.heading && outermost && !lists.isEmpty();
      kind = item ? OfficeParagraph.Kind.ITEM : OfficeParagraph.Kind.PARAGRAPH;
    }
    int level = kind == OfficeParagraph.Kind.HEADING ? Math.clamp(open.level, 1, 6) : open.level;
    return new OfficeParagraph(kind, level, open.marker, words, open.notes);
  }
}
