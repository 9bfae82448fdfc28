package lectern.synthesize.cite;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lectern.ingest.Span;

/// Reads references to parts of documents: "clause 9.4(b)", "Sections 3 and 4", "§ 8.2", "Schedule
/// 1", "Exhibit A", 第五条.
final class References {
  /// A reference.
  ///
  /// @param number as `9.4(b)`, in lower case and without blanks
  record Reference(Span span, String number) {}

  private static final String NUMBER =
      "(?:[0-9]{1,4}[A-Z]{0,2}(?:\\.[0-9]{1,3}[A-Z]?)*(?:\\s?\\([a-zA-Z0-9]{1,4}\\))*"
          + "|[A-Z](?:-?[0-9]{1,2})?(?:\\.[0-9]+)*|[IVX]{1,5})(?![\\p{L}\\p{N}])";

  private static final Pattern REFERENCE =
      Pattern.compile(
          "(?:(?<!\\p{L})(?i:clauses?|sections?|articles?|paragraphs?|schedules?|exhibits?|annex(?:es)?"
              + "|appendix|appendices|attachments?|part|parts|chapter|recitals?|items?|rule|rules|regulations?)"
              + "\\s+[\"“'‘]?|§§?\\s?)("
              + NUMBER
              + ")((?:\\s?(?:,|and|or|to|&|-|–)++\\s?(?:and\\s|or\\s)?"
              + NUMBER
              + "){0,50}+)");

  private static final Pattern HAN =
      Pattern.compile("第\\s?([0-9]{1,4}|[一二三四五六七八九十百]{1,5})\\s?[条款章节项]");

  /// A part in brackets, set off from the number that it is a part of.
  private static final Pattern BRACKET =
      Pattern.compile("(?<=[\\p{L}\\p{N})])\\s+(\\([a-zA-Z0-9]{1,4}\\))");

  private static final Pattern MORE = Pattern.compile(NUMBER);

  private References() {}

  /// The references of a text, each number by itself.
  static List<Reference> of(String text) {
    List<Reference> found = new ArrayList<>();
    Matcher reference = REFERENCE.matcher(text);
    while (reference.find()) {
      found.add(of(new Span(reference.start(), reference.end(1)), reference.group(1)));
      Matcher more = MORE.matcher(text).region(reference.start(2), reference.end(2));
      while (more.find()) {
        found.add(of(new Span(more.start(), more.end()), more.group()));
      }
    }
    Matcher han = HAN.matcher(text);
    while (han.find()) {
      String number = han.group(1);
      found.add(
          new Reference(
              new Span(han.start(), han.end()),
              Character.isDigit(number.charAt(0))
                  ? number
                  : String.valueOf(Numerals.hanValue(number))));
    }
    return found;
  }

  private static Reference of(Span span, String number) {
    return new Reference(span, plain(number));
  }

  private static String plain(String number) {
    return number.replaceAll("\\s", "").toLowerCase(Locale.ROOT);
  }

  /// Whether a text refers to a number, has it at the start of a clause, or a part of it. A letter
  /// alone stands in any text: it must open a line, or be referred to.
  ///
  /// @param plain the text in lower case, brackets joined to the number before them
  static boolean stands(String number, String plain) {
    boolean letter = Character.isLetter(number.charAt(0));
    for (int at = plain.indexOf(number); at >= 0; at = plain.indexOf(number, at + 1)) {
      int end = at + number.length();
      boolean closes = end == plain.length() || !Character.isLetterOrDigit(plain.charAt(end));
      boolean opens =
          letter
              ? opensALine(plain, at, end)
              : at == 0
                  || !(Character.isDigit(plain.charAt(at - 1)) || plain.charAt(at - 1) == '.');
      if (opens && closes) {
        return true;
      }
    }
    return false;
  }

  private static boolean opensALine(String plain, int at, int end) {
    int before = at - 1;
    while (before >= 0 && " ([\"“".indexOf(plain.charAt(before)) >= 0) {
      before--;
    }
    return (before < 0 || plain.charAt(before) == '\n')
        && (end == plain.length() || ".):]\n-–".indexOf(plain.charAt(end)) >= 0);
  }

  /// A text as [#stands] wants it.
  static String plainText(String text) {
    return BRACKET
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(found.group(1)))
        .toLowerCase(Locale.ROOT);
  }
}
