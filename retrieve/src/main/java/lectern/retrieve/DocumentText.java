package lectern.retrieve;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lectern.ingest.Block;
import lectern.ingest.ClauseMap;
import lectern.ingest.ClauseReader;
import lectern.ingest.Locator;
import lectern.ingest.LocatorMap;
import lectern.ingest.Passage;
import lectern.ingest.Span;

/// A whole document as the index stores it.
///
/// @param text its normalised text: the passages' texts in order
/// @param passages in reading order
public record DocumentText(
    IndexedDocument document,
    String text,
    List<Block> blocks,
    LocatorMap locators,
    List<Passage> passages) {
  public DocumentText {
    blocks = List.copyOf(blocks);
    passages = List.copyOf(passages);
  }

  /// The numbered clauses of the document; made at each call, in time linear in the text.
  public ClauseMap clauses() {
    return ClauseReader.of(text, blocks);
  }

  /// Where a passage stands: its first letter, since the blank before it may still be on the page
  /// before.
  public Optional<Locator> locator(Passage passage) {
    String words = passage.text();
    int blank = words.isBlank() ? 0 : words.length() - words.stripLeading().length();
    return locators.at(passage.span().start() + blank);
  }

  /// Where words of the text stand: in a table the cells that they touch.
  public Optional<Locator> locator(Span span) {
    Optional<Locator> start = locators.at(span.start());
    for (Block block : blocks) {
      if (block instanceof Block.Table table
          && table.span().start() <= span.start()
          && span.end() <= table.span().end()) {
        return TableCells.of(table, span, text).within(locators).or(() -> start);
      }
    }
    return start;
  }

  /// Headings above an offset, outermost first; a heading stands above its own words.
  public List<String> headings(int offset) {
    List<Block.Heading> open = new ArrayList<>();
    for (Block block : blocks) {
      if (block.span().start() > offset) {
        break;
      }
      if (block instanceof Block.Heading heading) {
        open.removeIf(above -> above.level() >= heading.level());
        open.add(heading);
      }
    }
    return open.stream()
        .map(heading -> text.substring(heading.span().start(), heading.span().end()))
        .toList();
  }

  /// The text with line feeds in place of its furniture and its notes, and blanks in place of what
  /// stands for a note, at the same offsets: a sentence that runs over a page break is whole in it.
  public String body() {
    StringBuilder body = new StringBuilder(withNotes());
    for (Block block : blocks) {
      if (block instanceof Block.Footnote(Span span, String mark, int at)) {
        blank(body, span, "\n");
        for (String printed : List.of("[" + mark + "]", mark)) {
          if (at >= printed.length() && text.startsWith(printed, at - printed.length())) {
            blank(body, new Span(at - printed.length(), at), " ");
            break;
          }
        }
      }
    }
    return body.toString();
  }

  /// The text with line feeds in place of its furniture, at the same offsets.
  public String withNotes() {
    StringBuilder whole = new StringBuilder(text);
    for (Block block : blocks) {
      if (block instanceof Block.Furniture(Span span)) {
        blank(whole, span, "\n");
      }
    }
    return whole.toString();
  }

  public boolean hasNotes() {
    return blocks.stream().anyMatch(Block.Footnote.class::isInstance);
  }

  private static void blank(StringBuilder text, Span span, String with) {
    text.replace(span.start(), span.end(), with.repeat(span.length()));
  }
}
