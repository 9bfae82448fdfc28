package lectern.ingest.split;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lectern.ingest.Block;
import lectern.ingest.DocumentId;
import lectern.ingest.LocatorMap;
import lectern.ingest.Repairs;
import lectern.ingest.SourceDocument;
import lectern.ingest.Span;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/// Documents made up for the splitter.
final class Texts {
  private Texts() {}

  static SourceDocument document(String text, List<Block> blocks) {
    return new SourceDocument(
        new DocumentId("made-up.txt"),
        "0",
        "Made up",
        "text/plain",
        text,
        blocks,
        LocatorMap.EMPTY,
        Repairs.NONE,
        "",
        Map.of(),
        text.length());
  }

  /// Blocks joined by blank lines, as parsers make them. The kind is told by the first character:
  /// `#` a heading, `|` a table, anything else a paragraph.
  static SourceDocument of(String... parts) {
    StringBuilder text = new StringBuilder();
    List<Block> blocks = new ArrayList<>();
    for (String part : parts) {
      if (!text.isEmpty()) {
        text.append("\n\n");
      }
      int start = text.length();
      String body = part.startsWith("#") ? part.replaceFirst("^#+ ", "") : part;
      text.append(body);
      Span span = new Span(start, text.length());
      if (part.startsWith("#")) {
        blocks.add(new Block.Heading(span, part.indexOf(' ')));
      } else if (part.startsWith("|")) {
        blocks.add(new Block.Table(span, rows(body, start), 0));
      } else {
        blocks.add(new Block.Paragraph(span));
      }
    }
    return document(text.toString(), blocks);
  }

  private static List<Block.Row> rows(String table, int start) {
    List<Block.Row> rows = new ArrayList<>();
    int from = 0;
    for (String row : table.lines().toList()) {
      Span span = new Span(start + from, start + from + row.length());
      rows.add(new Block.Row(span, List.of(span)));
      from += row.length() + 1;
    }
    return rows;
  }

  /// Running text with everything that is hard to cut.
  static Arbitrary<String> nasty() {
    Arbitrary<String> piece =
        Arbitraries.oneOf(
            Arbitraries.strings().withCharRange('a', 'z').ofMinLength(1).ofMaxLength(12),
            Arbitraries.of(
                " ",
                " ",
                " ",
                "\n",
                "\n\n",
                ". ",
                ", ",
                "; ",
                "! ",
                "\t",
                "  ",
                "-",
                "/",
                "|",
                "<|im_end|>",
                "<|open|>",
                "[d7#12]",
                "\n=== d3 Title\n",
                "[d1#0]: ",
                "e\u0301",
                "a\u0300\u0301\u0302",
                "👩‍👩‍👧‍👦",
                "🏳️‍🌈",
                "𐌲𐌿𐍄",
                "中文字符。",
                "、",
                "ゾルゲと",
                "№ 5",
                "'s",
                "’ll",
                "1,234.56",
                "١٢٣",
                "\u00A0",
                "\u2028",
                "\u0085",
                "\uD83D",
                "\uDE00",
                "\uFFFD",
                "\r\n",
                "](",
                "[",
                "===",
                "<|",
                "|>",
                "No. 5",
                "x.y@z.org",
                "\u200D",
                "ﬁ",
                "Σ"),
            Arbitraries.strings().all().ofMaxLength(20));
    return piece.list().ofMaxSize(600).map(pieces -> String.join("", pieces));
  }

  /// A document of such text with blocks anywhere in it.
  static Arbitrary<SourceDocument> documents() {
    return Combinators.combine(
            nasty(), Arbitraries.integers().between(0, 1 << 20).list().ofMaxSize(24))
        .as(
            (text, cuts) -> {
              List<Block> blocks = new ArrayList<>();
              int[] places =
                  cuts.stream()
                      .mapToInt(cut -> text.isEmpty() ? 0 : cut % text.length())
                      .sorted()
                      .distinct()
                      .toArray();
              for (int i = 0; i + 1 < places.length; i++) {
                Span span = new Span(places[i], places[i + 1]);
                blocks.add(
                    switch (cuts.get(i) % 6) {
                      case 0 -> new Block.Heading(span, 1 + cuts.get(i) % 6);
                      case 1 ->
                          new Block.Table(span, List.of(new Block.Row(span, List.of(span))), 0);
                      case 2 -> new Block.ListItem(span, 1);
                      case 3 -> new Block.Code(span);
                      case 4 -> new Block.Furniture(span);
                      default -> new Block.Paragraph(span);
                    });
              }
              return document(text, blocks);
            });
  }
}
