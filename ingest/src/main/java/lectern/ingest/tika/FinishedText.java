package lectern.ingest.tika;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import lectern.ingest.Block;
import lectern.ingest.DocumentId;
import lectern.ingest.Locator;
import lectern.ingest.LocatorMap;
import lectern.ingest.Repairs;
import lectern.ingest.Span;

/// A document's finished text with what points into it.
record FinishedText(String text, List<Block> blocks, LocatorMap locators, Repairs repairs) {
  private static final String BLANK_LINE = "\n\n";

  /// @param header lines put before the text, as one paragraph; empty for none
  static FinishedText of(NormalText body, List<NormalText.Line> header) {
    String head =
        header.stream().map(line -> Cleaning.line(line.text())).collect(Collectors.joining("\n"));
    if (head.isEmpty()) {
      return new FinishedText(body.text(), body.blocks(), body.locators(), body.repairs());
    }
    int shift = head.length() + (body.isEmpty() ? 0 : BLANK_LINE.length());
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Paragraph(new Span(0, head.length())));
    body.blocks().forEach(block -> blocks.add(shifted(block, shift)));
    List<LocatorMap.Entry> entries = new ArrayList<>();
    entries.add(new LocatorMap.Entry(0, new Locator.MailPart("header")));
    body.locators()
        .entries()
        .forEach(
            entry -> entries.add(new LocatorMap.Entry(entry.start() + shift, entry.locator())));
    return new FinishedText(
        body.isEmpty() ? head : head + BLANK_LINE + body.text(),
        blocks,
        new LocatorMap(entries),
        shifted(body.repairs(), shift));
  }

  /// The names of an archive's members: an archive has no text of its own.
  static FinishedText listing(List<DocumentId> members, DocumentId archive) {
    StringBuilder text = new StringBuilder();
    List<Block> blocks = new ArrayList<>();
    for (DocumentId member : members) {
      String name = Cleaning.line(member.value().substring(archive.value().length() + 1));
      if (!text.isEmpty()) {
        text.append(BLANK_LINE);
      }
      int start = text.length();
      text.append("- ").append(name);
      blocks.add(new Block.ListItem(new Span(start, text.length()), 1));
    }
    return new FinishedText(text.toString(), blocks, LocatorMap.EMPTY, Repairs.NONE);
  }

  private static Repairs shifted(Repairs repairs, int by) {
    return new Repairs(
        repairs.list().stream()
            .map(repair -> new Repairs.Repair(shifted(repair.span(), by), repair.printed()))
            .toList());
  }

  private static Block shifted(Block block, int by) {
    return switch (block) {
      case Block.Heading(Span span, int level) -> new Block.Heading(shifted(span, by), level);
      case Block.Paragraph(Span span) -> new Block.Paragraph(shifted(span, by));
      case Block.ListItem(Span span, int depth) -> new Block.ListItem(shifted(span, by), depth);
      case Block.Furniture(Span span) -> new Block.Furniture(shifted(span, by));
      case Block.Code(Span span) -> new Block.Code(shifted(span, by));
      case Block.Footnote(Span span, String mark, int at) ->
          new Block.Footnote(shifted(span, by), mark, at < 0 ? at : at + by);
      case Block.Table(Span span, List<Block.Row> rows, int headerRows) ->
          new Block.Table(
              shifted(span, by), rows.stream().map(row -> shifted(row, by)).toList(), headerRows);
    };
  }

  private static Block.Row shifted(Block.Row row, int by) {
    return new Block.Row(
        shifted(row.span(), by), row.cells().stream().map(cell -> shifted(cell, by)).toList());
  }

  private static Span shifted(Span span, int by) {
    return new Span(span.start() + by, span.end() + by);
  }
}
