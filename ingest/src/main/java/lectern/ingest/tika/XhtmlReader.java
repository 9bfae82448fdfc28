package lectern.ingest.tika;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import lectern.ingest.Locator;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;

/// Turns the XHTML that Tika makes of every format into [NormalText].
final class XhtmlReader extends DefaultHandler {
  /// What the format numbers; those first whose text has no style of its own.
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

  /// Elements that stand on lines of their own, besides those with a case of their own below: the
  /// blocks of HTML's rendering rules, and controls that show text.
  private static final Set<String> BLOCKS =
      Set.of(
          ("address article aside blockquote button caption center dd details dialog div dl dt"
                  + " fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr"
                  + " legend listing main nav optgroup option p plaintext search section select"
                  + " summary textarea xmp")
              .split(" ", -1));

  /// Of form values the parser does not tell the page.
  private static final Locator FORM = new Locator.MailPart("form fields");

  /// Characters in hand that may turn out to be white space, which does not count as text.
  private static final int SLACK_CHARS = 1_000_000;

  private final NormalText text;
  private final Budget budget;
  private final Numbering numbering;
  private final SheetPlace sheet;
  private final PdfTextParser.Reading pdf;
  private final PrintedPage printed;
  private final StringBuilder current = new StringBuilder();
  private final Deque<TableReading> tables = new ArrayDeque<>();

  private final ListMarkers lists = new ListMarkers();
  private final HtmlNotes notes;
  private @Nullable String marker;
  private int heading;
  private int preformatted;
  private int skipped;

  final Unshown unshown;

  /// Open divisions of a PDF's notes and links.
  private int annotations;

  /// Whether the pages of a PDF are over and what its form was filled with comes.
  private boolean inForm;

  private boolean inBody;
  private boolean outlookHeaderSeen;
  private int pages;
  private int slides;
  private boolean slideDivs;

  XhtmlReader(
      NormalText text,
      Budget budget,
      Numbering numbering,
      SheetRows sheetRows,
      PdfTextParser.Reading pdf) {
    this.pdf = pdf;
    this.text = text;
    this.notes = new HtmlNotes(current, text);
    this.budget = budget;
    this.numbering = numbering;
    this.unshown = new Unshown(numbering.compareTo(Numbering.PARAGRAPHS) >= 0);
    this.sheet = new SheetPlace(sheetRows);
    this.printed = new PrintedPage(text::paragraph);
  }

  int pages() {
    return pages;
  }

  @Override
  public void startElement(String uri, String local, String qualified, Attributes attributes) {
    String name = local.toLowerCase(Locale.ROOT);
    String kind = attributes.getValue("class") == null ? "" : attributes.getValue("class");
    if (skips(name)) {
      unshown.over();
      skipped++;
      return;
    }
    if (skipped > 0 || isUnshown(name, attributes)) {
      skipped++;
      return;
    }
    unshown.enter(name, attributes);
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
      case "ul", "ol", "menu", "dir" -> {
        flush();
        if (!inForm) {
          lists.open(name, attributes);
        }
      }
      case "li" -> {
        flush();
        marker = lists.next(attributes);
      }
      case "table" -> startTable();
      case "tr" -> flush();
      case "thead", "tbody", "tfoot" -> head(name.equals("thead"));
      case "td", "th" -> {
        flush();
        if (!tables.isEmpty()) {
          tables.element().startCell(name.equals("th"), attributes);
        }
      }
      case "div" -> {
        flush();
        division(kind);
      }
      default -> {
        if (BLOCKS.contains(name)) {
          flush();
        }
      }
    }
    if (numbering == Numbering.PARAGRAPHS) {
      notes.start(name, attributes);
    }
  }

  @Override
  public void endElement(String uri, String local, String qualified) {
    if (skipped > 0) {
      if (--skipped == 0) {
        unshown.over();
      }
      return;
    }
    unshown.leave();
    String name = local.toLowerCase(Locale.ROOT);
    notes.end(name);
    switch (name) {
      case "body" -> {
        flush();
        printed.end();
        text.endTable();
      }
      case "pre" -> {
        flush();
        preformatted = Math.max(0, preformatted - 1);
      }
      case "ul", "ol", "menu", "dir" -> {
        flush();
        lists.close();
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
      case "thead" -> head(false);
      case "td", "th" -> {
        flush();
        if (!tables.isEmpty()) {
          tables.element().endCell();
        }
      }
      default -> {
        if (BLOCKS.contains(name)) {
          flush();
        }
        if (name.equals("div")) {
          annotations = Math.max(0, annotations - 1);
        }
      }
    }
  }

  @Override
  public void characters(char[] chars, int start, int length) {
    if (inBody && skipped == 0 && unshown.isSeen()) {
      budget.room((long) current.length() + length - SLACK_CHARS);
      current.append(chars, start, length);
    }
    unshown.read(chars, start, length);
  }

  @Override
  public void ignorableWhitespace(char[] chars, int start, int length) {
    characters(chars, start, length);
  }

  private boolean isUnshown(String name, Attributes attributes) {
    boolean opens = inBody && unshown.opens(name, attributes);
    if (opens && BLOCKS.contains(name)) {
      flush();
    }
    return opens;
  }

  private boolean skips(String name) {
    return switch (name) {
      case "script", "style", "head", "title", "template" -> true;
      // Where a page's links lead; what they say stands in the page itself.
      case "a" -> annotations > 0;
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

  private void division(String kind) {
    switch (numbering) {
      case PAGES -> pageDivision(kind);
      case SLIDES -> {
        slideDivs |= kind.equals("slide");
        if (kind.equals(slideDivs ? "slide" : "slide-content")) {
          text.at(new Locator.Slide(++slides));
        }
      }
      case SHEETS -> {
        if (kind.equals("sheet") || kind.equals("page")) {
          sheet.end();
        }
      }
      case PARAGRAPHS, MAIL, OUTLOOK -> {}
    }
  }

  private void pageDivision(String kind) {
    if (kind.equals("page")) {
      printed.end();
      text.at(new Locator.Page(++pages));
      PdfText onPages = pdf.text();
      if (onPages != null && pages <= onPages.pages()) {
        onPages.add(pages - 1, text);
      }
      Scans scans = pdf.scans();
      if (scans != null) {
        scans.add(pages, text);
      }
    } else if (kind.equals("acroform") || kind.startsWith("xfa_")) {
      printed.end();
      inForm = true;
      text.at(FORM);
    }
    if (annotations > 0 || kind.startsWith("annotation")) {
      printed.end();
      annotations++;
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
      sheet.table();
    }
    text.endTable();
    tables.push(new TableReading());
  }

  private void head(boolean starts) {
    if (!tables.isEmpty()) {
      tables.element().head(starts);
    }
  }

  private void endRow() {
    TableReading table = tables.peek();
    sheet.row();
    if (table == null) {
      return;
    }
    boolean sheets = numbering == Numbering.SHEETS;
    if (!table.layout) {
      if (table.rowIsLayout() && !sheets) {
        text.endTable();
        table.paragraphs().forEach(text::paragraph);
      } else {
        boolean names = sheets ? sheet.isHeader() : table.isHeader();
        text.row(table.row(), sheets ? sheet.cells(table) : null, names);
      }
    }
    table.endRow();
  }

  /// Ends the block that is being read.
  private void flush() {
    String raw = current.toString();
    current.setLength(0);
    notes.flushed();
    if (raw.isBlank()) {
      return;
    }
    boolean onPage = numbering == Numbering.PAGES && !inForm;
    if (onPage && tables.isEmpty() && lists.depth() == 0 && heading == 0) {
      paragraphs(raw).forEach(printed::add);
      return;
    }
    printed.end();
    List<String> all = paragraphs(raw);
    if (notes.takes(all.getFirst(), heading == 0 && preformatted == 0 && tables.isEmpty())) {
      marker = null;
      all.subList(1, all.size()).forEach(text::paragraph);
      return;
    }
    TableReading table = tables.peek();
    if (table != null && table.inCell && !table.layout) {
      table.text(raw);
    } else if (preformatted > 0) {
      text.code(
          raw.replace(BREAK, '\n').lines().map(line -> new NormalText.Line(line, null)).toList());
    } else if (heading > 0) {
      if (numbering == Numbering.SHEETS && tables.isEmpty()) {
        text.at(sheet.named(Cleaning.line(raw)));
      }
      text.heading(heading, raw);
    } else if (lists.depth() > 0) {
      text.listItem(lists.depth(), marker == null ? "" : marker, raw);
      marker = null;
    } else {
      all.forEach(text::paragraph);
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
