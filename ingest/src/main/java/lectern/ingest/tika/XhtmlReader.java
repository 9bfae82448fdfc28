package lectern.ingest.tika;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import lectern.ingest.Locator;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;

/// Turns the XHTML that Tika makes of every format into [NormalText].
final class XhtmlReader extends DefaultHandler {
  /// What the format numbers.
  enum Numbering {
    PAGES,
    SHEETS,
    SLIDES,
    PARAGRAPHS,
    MAIL,
    OUTLOOK
  }

  /// Stands for a line break inside a paragraph; two of them end it.
  private static final char BREAK = '\u2028';

  private final NormalText text;
  private final Budget budget;
  private final Numbering numbering;
  private final SheetRows sheetRows;
  private final PdfTextParser.Reading pdf;
  private final PrintedPage printed;
  private final StringBuilder current = new StringBuilder();
  private final Deque<TableReading> tables = new ArrayDeque<>();

  /// Next number of each open list; 0 for one without numbers.
  private final Deque<int[]> lists = new ArrayDeque<>();

  private @Nullable String marker;
  private int heading;
  private int preformatted;
  private int skipped;
  private boolean inBody;
  private boolean outlookHeaderSeen;
  private int pages;
  private int emptyPages;
  private int pageStart;
  private int slides;
  private boolean slideDivs;
  private int sheets;
  private String sheet = "";
  private int row;

  /// Numbers of the sheet's rows where the format tells them; null where rows are counted.
  private int @Nullable [] rowNumbers;

  XhtmlReader(
      NormalText text,
      Budget budget,
      Numbering numbering,
      SheetRows sheetRows,
      PdfTextParser.Reading pdf) {
    this.pdf = pdf;
    this.text = text;
    this.budget = budget;
    this.numbering = numbering;
    this.sheetRows = sheetRows;
    this.printed = new PrintedPage(text::paragraph);
  }

  int pages() {
    return pages;
  }

  int emptyPages() {
    return emptyPages;
  }

  @Override
  public void startElement(String uri, String local, String qualified, Attributes attributes) {
    String name = local.toLowerCase(Locale.ROOT);
    String kind = attributes.getValue("class") == null ? "" : attributes.getValue("class");
    if (skipped > 0 || skips(name, kind)) {
      skipped++;
      return;
    }
    switch (name) {
      case "body" -> inBody = true;
      case "br" -> current.append(BREAK);
      case "h1", "h2", "h3", "h4", "h5", "h6" -> {
        flush();
        heading = name.charAt(1) - '0';
      }
      case "pre" -> {
        flush();
        preformatted++;
      }
      case "ul", "ol" -> {
        flush();
        lists.push(new int[] {name.equals("ol") ? 1 : 0});
      }
      case "li" -> {
        flush();
        int[] number = lists.peek();
        marker = number == null || number[0] == 0 ? "- " : number[0]++ + ". ";
      }
      case "table" -> startTable();
      case "tr" -> flush();
      case "td", "th" -> {
        flush();
        if (!tables.isEmpty()) {
          tables.element().startCell();
        }
      }
      case "div" -> {
        flush();
        division(kind);
      }
      default -> {
        if (isBlock(name)) {
          flush();
        }
      }
    }
  }

  @Override
  public void endElement(String uri, String local, String qualified) {
    if (skipped > 0) {
      skipped--;
      return;
    }
    String name = local.toLowerCase(Locale.ROOT);
    switch (name) {
      case "body" -> {
        flush();
        endPage();
        text.endTable();
      }
      case "pre" -> {
        flush();
        preformatted = Math.max(0, preformatted - 1);
      }
      case "ul", "ol" -> {
        flush();
        lists.poll();
      }
      case "li" -> {
        flush();
        marker = null;
      }
      case "h1", "h2", "h3", "h4", "h5", "h6" -> {
        flush();
        heading = 0;
      }
      case "table" -> {
        flush();
        tables.poll();
        text.endTable();
      }
      case "tr" -> {
        flush();
        endRow();
      }
      case "td", "th" -> {
        flush();
        if (!tables.isEmpty()) {
          tables.element().endCell();
        }
      }
      default -> {
        if (isBlock(name)) {
          flush();
        }
      }
    }
  }

  @Override
  public void characters(char[] chars, int start, int length) {
    if (inBody && skipped == 0) {
      budget.room((long) current.length() + length - 1_000_000);
      current.append(chars, start, length);
    }
  }

  @Override
  public void ignorableWhitespace(char[] chars, int start, int length) {
    characters(chars, start, length);
  }

  private boolean skips(String name, String kind) {
    return switch (name) {
      case "script", "style", "head", "title", "template" -> true;
      // The link targets of a page, once more.
      case "a" -> kind.equals("annotation");
      case "h1", "dl" -> numbering == Numbering.OUTLOOK && outlookHeader(name);
      default -> false;
    };
  }

  /// Outlook's own header lines come first, and once; ours are made from the metadata.
  private boolean outlookHeader(String name) {
    if (outlookHeaderSeen) {
      return false;
    }
    outlookHeaderSeen = name.equals("dl");
    return true;
  }

  private static boolean isBlock(String name) {
    return switch (name) {
      case "p",
          "div",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6",
          "dl",
          "dt",
          "dd",
          "blockquote",
          "section",
          "article",
          "aside",
          "nav",
          "header",
          "footer",
          "main",
          "form",
          "fieldset",
          "hr",
          "address",
          "figure",
          "figcaption",
          "caption",
          "center",
          "option" ->
          true;
      default -> false;
    };
  }

  private void division(String kind) {
    switch (numbering) {
      case PAGES -> {
        if (kind.equals("page")) {
          endPage();
          text.at(new Locator.Page(++pages));
          pageStart = text.length();
          PdfText printedPages = pdf.text();
          if (printedPages != null && pages <= printedPages.pages()) {
            printedPages.add(pages - 1, text);
          }
        }
      }
      case SLIDES -> {
        slideDivs |= kind.equals("slide");
        if (kind.equals(slideDivs ? "slide" : "slide-content")) {
          text.at(new Locator.Slide(++slides));
        }
      }
      case SHEETS -> {
        if (kind.equals("sheet") || kind.equals("page")) {
          sheet = "";
          rowNumbers = null;
        }
      }
      case PARAGRAPHS, MAIL, OUTLOOK -> {}
    }
  }

  private void endPage() {
    printed.end();
    if (pages > 0 && numbering == Numbering.PAGES && text.length() == pageStart) {
      emptyPages++;
    }
  }

  private void startTable() {
    flush();
    printed.end();
    for (TableReading outer : tables) {
      if (outer.inCell && !outer.layout) {
        outer.layout = true;
        text.endTable();
        outer.paragraphs().forEach(text::paragraph);
      }
    }
    if (tables.isEmpty()) {
      row = 0;
      sheets += sheet.isEmpty() ? 1 : 0;
    }
    text.endTable();
    tables.push(new TableReading());
  }

  private void endRow() {
    TableReading table = tables.peek();
    row++;
    if (table == null) {
      return;
    }
    if (!table.layout) {
      if (table.rowIsLayout() && numbering != Numbering.SHEETS) {
        text.endTable();
        table.paragraphs().forEach(text::paragraph);
      } else {
        text.row(table.row(), cells(table));
      }
    }
    table.endRow();
  }

  private @Nullable Locator cells(TableReading table) {
    if (numbering != Numbering.SHEETS) {
      return null;
    }
    int number = rowNumber();
    return new Locator.Sheet(sheetName(), number == 0 ? "" : table.range(number));
  }

  /// One-based; 0 where the format does not tell.
  private int rowNumber() {
    if (rowNumbers != null) {
      return row <= rowNumbers.length ? rowNumbers[row - 1] : 0;
    }
    return sheetRows.counted() && !sheet.isEmpty() ? row : 0;
  }

  private String sheetName() {
    return sheet.isEmpty() ? String.valueOf(Math.max(1, sheets)) : sheet;
  }

  /// Ends the block that is being read.
  private void flush() {
    String raw = current.toString();
    current.setLength(0);
    if (raw.isBlank()) {
      return;
    }
    if (numbering == Numbering.PAGES && tables.isEmpty() && lists.isEmpty() && heading == 0) {
      paragraphs(raw).forEach(printed::add);
      return;
    }
    printed.end();
    TableReading table = tables.peek();
    if (table != null && table.inCell && !table.layout) {
      table.text(raw);
    } else if (preformatted > 0) {
      text.code(
          raw.replace(BREAK, '\n').lines().map(line -> new NormalText.Line(line, null)).toList());
    } else if (heading > 0) {
      if (numbering == Numbering.SHEETS && tables.isEmpty()) {
        sheet = Cleaning.line(raw);
        rowNumbers = sheetRows.next(sheet);
        text.at(new Locator.Sheet(sheetName(), ""));
      }
      text.heading(heading, raw);
    } else if (!lists.isEmpty()) {
      text.listItem(lists.size(), marker == null ? "" : marker, raw);
      marker = null;
    } else {
      paragraphs(raw).forEach(text::paragraph);
    }
  }

  private List<String> paragraphs(String raw) {
    List<String> found = new ArrayList<>();
    int start = 0;
    int lastBreak = -1;
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == BREAK) {
        if (lastBreak >= start) {
          found.add(raw.substring(start, i));
          start = i + 1;
          lastBreak = -1;
        } else {
          lastBreak = i;
        }
      } else if (!Character.isWhitespace(c)) {
        lastBreak = -1;
      }
    }
    found.add(raw.substring(start));
    return found;
  }
}
