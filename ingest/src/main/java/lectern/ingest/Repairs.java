package lectern.ingest;

import java.util.List;

/// Where a document's normalised text says in other characters what the source prints: words that
/// were hyphenated at the end of a line, ligatures. With them an offset of the text leads back to
/// the print.
///
/// @param list in order of their spans, which do not overlap
public record Repairs(List<Repair> list) {
  public static final Repairs NONE = new Repairs(List.of());

  /// One repair.
  ///
  /// @param span in the normalised text; empty where something was only taken out
  /// @param printed what the source has there: `-\n` where a word was broken, `\uFB01`
  public record Repair(Span span, String printed) {}

  public Repairs {
    list = List.copyOf(list);
    for (int i = 1; i < list.size(); i++) {
      if (list.get(i).span().start() < list.get(i - 1).span().end()) {
        throw new IllegalArgumentException(
            "repairs overlap: " + list.get(i - 1) + ", then " + list.get(i));
      }
    }
  }

  /// A part of the text as it is printed. A repair that the part only touches stays as it is.
  ///
  /// @param text the document's normalised text
  public String printed(String text, Span part) {
    StringBuilder printed = new StringBuilder();
    int from = part.start();
    for (Repair repair :
        list.subList(Stretches.at(list, r -> r.span().end(), part.start()) + 1, list.size())) {
      if (repair.span().start() >= part.end()) {
        break;
      }
      if (repair.span().start() >= from && repair.span().end() <= part.end()) {
        printed.append(text, from, repair.span().start()).append(repair.printed());
        from = repair.span().end();
      }
    }
    return printed.append(text, from, part.end()).toString();
  }
}
