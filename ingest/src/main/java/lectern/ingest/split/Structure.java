package lectern.ingest.split;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lectern.ingest.Block;
import lectern.ingest.Span;

/// Where a document's blocks allow a cut, and where they forbid one.
final class Structure {
  /// A cut before an offset.
  record Boundary(int at, Kind kind) {}

  enum Kind {
    ROW,
    BLOCK,
    HEADING
  }

  private final List<Boundary> boundaries;
  private final int[] starts;

  /// Ranges no cut may fall into, ends included: table rows, headings with the gap behind them.
  private final List<Span> whole;

  private final int[] wholeStarts;

  Structure(List<Block> blocks, int textLength) {
    List<Boundary> found = new ArrayList<>();
    List<Span> kept = new ArrayList<>();
    int last = 0;
    int keptUntil = 0;
    for (int i = 0; i < blocks.size(); i++) {
      Block block = blocks.get(i);
      int start = block.span().start();
      if (start > last && start < textLength) {
        // A note stays with the block that refers to it, what follows a heading with that.
        boolean glued =
            (block instanceof Block.Footnote note && staysBehind(blocks, i, note.at()))
                || (i > 0 && blocks.get(i - 1) instanceof Block.Heading);
        if (!glued) {
          found.add(
              new Boundary(start, block instanceof Block.Heading ? Kind.HEADING : Kind.BLOCK));
          last = start;
        }
      }
      switch (block) {
        case Block.Heading(Span span, int _) -> {
          int end = i + 1 < blocks.size() ? blocks.get(i + 1).span().start() : span.end();
          keptUntil = keep(kept, span.start(), Math.max(end, span.end()), keptUntil);
        }
        case Block.Table(Span _, List<Block.Row> rows, int _) -> {
          for (Block.Row each : rows) {
            Span row = each.span();
            if (row.start() > Math.max(last, start) && row.start() < textLength) {
              found.add(new Boundary(row.start(), Kind.ROW));
              last = row.start();
            }
            keptUntil = keep(kept, row.start(), row.end() - 1, keptUntil);
          }
        }
        case Block.Paragraph _,
            Block.ListItem _,
            Block.Code _,
            Block.Furniture _,
            Block.Footnote _ -> {}
      }
    }
    this.boundaries = List.copyOf(found);
    this.starts = found.stream().mapToInt(Boundary::at).toArray();
    this.whole = List.copyOf(kept);
    this.wholeStarts = kept.stream().mapToInt(Span::start).toArray();
  }

  /// Whether the block that a note follows, other notes between them left out, is the one that
  /// refers to it. At a page's foot it may be any.
  private static boolean staysBehind(List<Block> blocks, int note, int at) {
    int before = note - 1;
    while (before >= 0 && blocks.get(before) instanceof Block.Footnote) {
      before--;
    }
    return at < 0 || (before >= 0 && blocks.get(before).span().start() < at);
  }

  private static int keep(List<Span> kept, int start, int end, int keptUntil) {
    if (start < keptUntil || end <= start) {
      return keptUntil;
    }
    kept.add(new Span(start, end));
    return end;
  }

  /// Boundaries in the range, both ends included.
  List<Boundary> between(int from, int to) {
    return boundaries.subList(first(starts, from), first(starts, to + 1));
  }

  /// Whether a cut there would tear a row, or a heading from what follows it. Ranges longer than
  /// the limit cannot be kept whole.
  boolean tears(int at, int limitChars) {
    int index = first(wholeStarts, at) - 1;
    if (index < 0) {
      return false;
    }
    Span span = whole.get(index);
    return at <= span.end() && span.length() <= limitChars;
  }

  private static int first(int[] sorted, int atLeast) {
    int index = Arrays.binarySearch(sorted, atLeast);
    return index >= 0 ? index : -index - 1;
  }
}
