package lectern.retrieve.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Cuts a text at the marks of a list: `(1)`, `2.`, `3)`, `(a)`, `(ii)`, or dashes at the
/// beginnings of lines. A list counts from its beginning without a gap; marks behind "section" are
/// none.
final class QuestionList {
  private static final Pattern MARK =
      Pattern.compile(
          "(?:^|(?<=[\\s:;,]))(?:\\(([0-9]{1,2}|[a-z]|[ivx]{2,4})\\)|([0-9]{1,2})[.)](?=\\s)|([a-z])\\)(?=\\s))"
              + "|(?m)^[ \\t]*([-*•])(?=\\s)");

  private static final Pattern LAST_WORD = Pattern.compile("(\\S+)\\s*$");

  private static final Pattern LOOSE_END = Pattern.compile("[\\s,;]+(?:and|or)?[\\s,;]*$");

  private static final Pattern GOES_ON =
      Pattern.compile("(?:and|or|of|to|above|below)\\b.*", Pattern.DOTALL);

  private static final List<String> ROMAN =
      List.of("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii");

  /// Words that a number belongs to.
  private static final Set<String> REFERENCES =
      Set.of(
          ("section sections subsection subsections clause clauses subclause paragraph paragraphs"
                  + " subparagraph para paras article articles rule rules part parts schedule"
                  + " schedules item items exhibit annex appendix chapter page pages note no § §§ sec"
                  + " sec. art. cl. para. no.")
              .split(" "));

  private QuestionList() {}

  private record Mark(String text, int start, int end) {}

  /// The items, with what stands before the list in front of those that are no question without;
  /// none where it is not plain that the text is a list.
  ///
  /// @param isQuestion whether a text begins as a question
  static List<String> items(String text, Predicate<String> isQuestion) {
    List<Mark> marks = marks(text);
    if (marks.size() < 2) {
      return List.of();
    }
    String head = text.substring(0, marks.getFirst().start()).strip();
    boolean asks = head.indexOf('?') >= 0;
    List<String> items = new ArrayList<>();
    if (asks && QuestionParts.says(head)) {
      items.add(head);
    }
    for (int i = 0; i < marks.size(); i++) {
      int end = i + 1 < marks.size() ? marks.get(i + 1).start() : text.length();
      String item = text.substring(marks.get(i).end(), end).strip();
      String whole = LOOSE_END.matcher(item).replaceFirst("");
      if (!QuestionParts.says(whole) || GOES_ON.matcher(whole).matches()) {
        return List.of();
      }
      boolean complete = asks || head.isEmpty() || isQuestion.test(whole);
      items.add(complete ? whole : head.replaceFirst(":$", "") + " " + whole);
    }
    return items;
  }

  private static List<Mark> marks(String text) {
    List<Mark> marks = new ArrayList<>();
    Matcher mark = MARK.matcher(text);
    while (mark.find()) {
      String name = name(mark);
      if (follows(marks, name) && !isReference(text.substring(0, mark.start()))) {
        marks.add(new Mark(name, mark.start(), mark.end()));
      }
    }
    return marks;
  }

  private static String name(Matcher mark) {
    for (int group = 1; group < mark.groupCount(); group++) {
      if (mark.group(group) != null) {
        return mark.group(group);
      }
    }
    return "-";
  }

  private static boolean follows(List<Mark> marks, String name) {
    String first = marks.isEmpty() ? name : marks.getFirst().text();
    int place = marks.size();
    return switch (first) {
      case "-" -> name.equals("-");
      case "1" -> name.equals(Integer.toString(place + 1));
      case "a" -> name.length() == 1 && name.charAt(0) == 'a' + place;
      case "i" -> place < ROMAN.size() && name.equals(ROMAN.get(place));
      default -> false;
    };
  }

  private static boolean isReference(String before) {
    Matcher word = LAST_WORD.matcher(before);
    if (!word.find()) {
      return false;
    }
    String last = word.group(1).toLowerCase(Locale.ROOT);
    return REFERENCES.contains(last) || Character.isDigit(last.charAt(last.length() - 1));
  }
}
