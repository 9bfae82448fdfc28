package lectern.ingest.tika;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// Finds what stands on page after page above and below the text: running heads, footers, page
/// numbers.
final class RunningLines {
  /// Lines from the top, and from the bottom, that may be running.
  private static final int EDGE_LINES = 4;

  /// Running lines stand within this share of the page's height from its edge: 1.3 inches of a
  /// letter page.
  private static final double EDGE = 0.12;

  /// A line is running where it stands on so many of as many pages as [#WINDOW] in a row: heads
  /// change with the chapter, and left and right pages may differ.
  private static final int LEAST_PAGES = 3;

  private static final int WINDOW = 6;

  /// Points within which two lines stand at the same place.
  private static final int SAME_PLACE = 8;

  static final Pattern DIGITS = Pattern.compile("\\d+");

  /// A line of nothing but a page's number: `12`, `- 12 -`, `Page 3 of 20`, `A-4`, `iv`.
  static final Pattern PAGE_NUMBER =
      Pattern.compile(
          "(?i)[\\s\\-–—•|\\[(]*(?:page|seite|página|p\\.)?\\s*(?:[a-z]{1,2}[\\-–.]\\s?)?"
              + "(\\d{1,4}|[ivxlc]{1,7})(?:\\s*(?:of|/|von|sur|de)\\s*(\\d{1,4}))?[\\s\\-–—•|\\]).]*");

  private RunningLines() {}

  /// For each page the indexes of its running lines.
  static List<BitSet> of(List<PageStripper.Page> pages) {
    Map<String, BitSet> pagesOf = new HashMap<>();
    for (int page = 0; page < pages.size(); page++) {
      for (int line : edges(pages.get(page))) {
        for (String key : keys(pages.get(page).lines().get(line))) {
          pagesOf.computeIfAbsent(key, _ -> new BitSet()).set(page);
        }
      }
    }
    List<BitSet> running = new ArrayList<>();
    for (int page = 0; page < pages.size(); page++) {
      BitSet found = new BitSet();
      for (int line : edges(pages.get(page))) {
        PrintedLine candidate = pages.get(page).lines().get(line);
        int number = page;
        if (keys(candidate).stream()
                .anyMatch(key -> recurs(pagesOf.getOrDefault(key, new BitSet()), number))
            || numbers(candidate.text(), page + 1, pages.size())) {
          found.set(line);
        }
      }
      running.add(found);
    }
    PageNumbers.add(pages, running);
    return running;
  }

  /// Whether a line that stands on these pages is running on this one.
  static boolean recurs(BitSet pages, int page) {
    for (int first = Math.max(0, page - WINDOW + 1); first <= page; first++) {
      if (pages.get(first, first + WINDOW).cardinality() >= LEAST_PAGES) {
        return true;
      }
    }
    return false;
  }

  /// Whether a line says of itself that it is this page of so many; short documents have no other
  /// sign.
  private static boolean numbers(String line, int page, int pages) {
    Matcher matcher = PAGE_NUMBER.matcher(line);
    return matcher.matches()
        && matcher.group(1).equals(String.valueOf(page))
        && (matcher.group(2) == null ? pages > 1 : matcher.group(2).equals(String.valueOf(pages)));
  }

  private static List<Integer> edges(PageStripper.Page page) {
    List<PrintedLine> lines = page.lines();
    List<Integer> order =
        IntStream.range(0, lines.size())
            .boxed()
            .sorted(Comparator.comparingDouble(i -> lines.get(i).y()))
            .toList();
    List<Integer> found = new ArrayList<>();
    for (int rank = 0; rank < order.size(); rank++) {
      float y = lines.get(order.get(rank)).y();
      boolean top = rank < EDGE_LINES && y < EDGE * page.height();
      boolean bottom = rank >= order.size() - EDGE_LINES && y > (1 - EDGE) * page.height();
      if (top || bottom) {
        found.add(order.get(rank));
      }
    }
    return found;
  }

  /// What a line says and where it stands; two keys, because places fall into two grids. Capitals
  /// count: a title in capitals is none of the heads that repeat it.
  private static List<String> keys(PrintedLine line) {
    String text = line.text().strip();
    String form = PAGE_NUMBER.matcher(text).matches() ? "#" : DIGITS.matcher(text).replaceAll("0");
    int place = Math.round(line.y());
    return List.of(
        form + "\n" + place / SAME_PLACE, form + "\nh" + (place + SAME_PLACE / 2) / SAME_PLACE);
  }
}
