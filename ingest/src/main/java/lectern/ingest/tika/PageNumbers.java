package lectern.ingest.tika;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lectern.ingest.RomanNumeral;

/// Finds the lines that number their pages, wherever the text of a page begins and ends: where a
/// document was printed from a web page, its own page's foot may stand in the middle of the sheet.
final class PageNumbers {
  /// Lines from the top, and from the bottom, that may number a page.
  private static final int EDGE_LINES = 3;

  /// Longest line that is looked at; one with a title and a number is shorter.
  private static final int MAX_CHARS = 120;

  /// `Lease of Unit 4, Page 3 of 20`.
  private static final Pattern NAMED =
      Pattern.compile(
          "(?i)(?:.*[\\s|])?(?:page|seite|página)\\s+(\\d{1,4})"
              + "(?:\\s+(?:of|/|von|sur|de)\\s+\\d{1,4})?\\W*");

  private final List<PageStripper.Page> pages;
  private final List<BitSet> running;
  private final Map<String, BitSet> pagesOf = new HashMap<>();

  private PageNumbers(List<PageStripper.Page> pages, List<BitSet> running) {
    this.pages = pages;
    this.running = running;
  }

  /// Adds to each page's running lines its number, and what stands on page after page below it.
  static void add(List<PageStripper.Page> pages, List<BitSet> running) {
    PageNumbers numbers = new PageNumbers(pages, running);
    numbers.rising(false);
    numbers.rising(true);
  }

  private void rising(boolean top) {
    pagesOf.clear();
    List<List<Integer>> edges = new ArrayList<>();
    for (int page = 0; page < pages.size(); page++) {
      edges.add(edge(page, top));
      for (int line : edges.get(page)) {
        String step = step(page, line);
        if (!step.isEmpty()) {
          pagesOf.computeIfAbsent(step, _ -> new BitSet()).set(page);
        }
        pagesOf.computeIfAbsent(form(page, line), _ -> new BitSet()).set(page);
      }
    }
    for (int page = 0; page < pages.size(); page++) {
      List<Integer> edge = edges.get(page);
      for (int i = 0; i < edge.size(); i++) {
        String step = step(page, edge.get(i));
        if (!step.isEmpty() && recurs(step, page)) {
          running.get(page).set(edge.get(i));
          for (int below : top ? List.<Integer>of() : edge.subList(0, i)) {
            running.get(page).set(below, recurs(form(page, below), page));
          }
        }
      }
    }
  }

  private boolean recurs(String key, int page) {
    return RunningLines.recurs(pagesOf.getOrDefault(key, new BitSet()), page);
  }

  /// The outermost lines of a page that are not running yet, the outermost first.
  private List<Integer> edge(int page, boolean top) {
    List<PrintedLine> lines = pages.get(page).lines();
    List<Integer> outermost = new ArrayList<>();
    for (int line = 0; line < lines.size(); line++) {
      float y = lines.get(line).y();
      if (running.get(page).get(line)) {
        continue;
      }
      int place = outermost.size();
      while (place > 0 && isOuter(y, lines.get(outermost.get(place - 1)).y(), top)) {
        place--;
      }
      if (place < EDGE_LINES) {
        outermost.add(place, line);
      }
      if (outermost.size() > EDGE_LINES) {
        outermost.removeLast();
      }
    }
    return outermost;
  }

  private static boolean isOuter(float y, float other, boolean top) {
    return top ? y < other : y > other;
  }

  /// By how much a line's number is ahead of its page; empty where it names none.
  private String step(int page, int line) {
    String text = pages.get(page).lines().get(line).text().strip();
    if (text.length() > MAX_CHARS) {
      return "";
    }
    Matcher bare = RunningLines.PAGE_NUMBER.matcher(text);
    Matcher named = NAMED.matcher(text);
    String number = bare.matches() ? bare.group(1) : named.matches() ? named.group(1) : "";
    if (number.isEmpty()) {
      return "";
    }
    return Character.isDigit(number.charAt(0))
        ? "+" + (Integer.parseInt(number) - page)
        : "r" + (RomanNumeral.value(number) - page);
  }

  private String form(int page, int line) {
    String text = pages.get(page).lines().get(line).text().strip().toLowerCase(Locale.ROOT);
    return "=" + RunningLines.DIGITS.matcher(text).replaceAll("0");
  }
}
