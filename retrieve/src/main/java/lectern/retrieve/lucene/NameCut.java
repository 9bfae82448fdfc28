package lectern.retrieve.lucene;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A question while the words that name documents are cut out of it, so that what is left says what
/// is asked. Not for use by two threads.
final class NameCut {
  /// Marks that part what a question says: "Consider the lease of Acre House; what is the rent?"
  private static final String PARTING = ";:?!\n";

  /// What is left where words were cut out: quotation marks and brackets around nothing.
  private static final Pattern MARKS = Pattern.compile("[\\s\\p{P}&&[^?]]{2,}");

  /// What documents are, as people speak of one.
  private static final Pattern SORT =
      Pattern.compile(
          "(?iU)(agreement|contract|lease|licen[cs]e|deed|policy|policie|report|paper|article|letter"
              + "|memo|memorandum|e-?mail|order|invoice|will|mortgage|amendment|addendum|plan|bond"
              + "|guarantee|minute|statement|prospectus|manual|filing|opinion|judgment)s?");

  private final String question;
  private final List<Words.Located> words;
  private final boolean[] cut;
  private final List<Part> parts;

  /// Words of a question between two marks.
  ///
  /// @param from first of the words
  /// @param to the one after the last
  private record Part(int from, int to) {}

  /// Whether what is not capitalised can be a name.
  private final boolean anyCase;

  private final boolean capitals;

  /// @param words of the question, in their order
  /// @param names words that name documents
  /// @param capitals whether a capital letter tells a name in the question's language
  NameCut(String question, List<Words.Located> words, Set<String> names, boolean capitals) {
    this.question = question;
    this.words = words;
    this.cut = new boolean[words.size()];
    this.parts = parts();
    this.capitals = capitals;
    // Somebody who writes a name with a capital writes them all so, and asks in small letters.
    this.anyCase =
        !capitals
            || IntStream.range(1, words.size())
                .noneMatch(i -> isCapital(i) && names.contains(words.get(i).term()));
    cutAll(names);
  }

  private List<Part> parts() {
    List<Part> found = new ArrayList<>();
    int from = 0;
    for (int to = 1; to <= words.size(); to++) {
      if (to == words.size() || begin(to) >= 0) {
        found.add(new Part(from, to));
        from = to;
      }
    }
    return found;
  }

  /// Where the part that a word begins does: behind the last mark before it; -1 without a mark.
  private int begin(int word) {
    int at = words.get(word).start() - 1;
    int before = words.get(word - 1).end();
    while (at >= before && PARTING.indexOf(question.charAt(at)) < 0) {
      at--;
    }
    return at < before ? -1 : at + 1;
  }

  /// Cuts words out wherever they stand.
  private void cutAll(Set<String> names) {
    for (int i = 0; i < cut.length; i++) {
      cut[i] |= mayName(i) && names.contains(words.get(i).term());
    }
  }

  private boolean mayName(int word) {
    return anyCase || isCapital(word);
  }

  /// Cuts out runs of words that stand so in a head, a rare word among them.
  void cutRuns(List<String> head, Set<String> rare) {
    for (Part part : parts) {
      for (int i = part.from(); i < part.to(); i++) {
        int end = i + longestRun(i, part.to(), head);
        if (end > i + 1 && isAny(i, end, rare)) {
          Arrays.fill(cut, i, end, true);
        }
      }
    }
  }

  private boolean isAny(int from, int to, Set<String> terms) {
    return words.subList(from, to).stream().map(Words.Located::term).anyMatch(terms::contains);
  }

  private int longestRun(int from, int to, List<String> head) {
    int longest = 0;
    for (int j = 0; j < head.size(); j++) {
      int length = 0;
      while (from + length < to
          && mayName(from + length)
          && j + length < head.size()
          && words.get(from + length).term().equals(head.get(j + length))) {
        length++;
      }
      longest = Math.max(longest, length);
    }
    return longest;
  }

  /// Cuts out words beside those that are, and beside these. Where no other part of the question
  /// says what is asked, only what documents of a sort are called: in "Bolt's rent" the rent is
  /// asked for, in "the rent under Bolt's supply agreement" the agreement is not.
  ///
  /// @param titles words by which a named document may be called: "the Distributor", "agreement"
  void cutBeside(Set<String> titles) {
    boolean alone = parts.stream().allMatch(part -> count(part) > 0);
    boolean[] named = cut.clone();
    for (Part part : parts) {
      for (int i = part.from(); i < part.to(); i++) {
        if (named[i] && alone) {
          Arrays.fill(cut, firstOfSort(i, part, titles), lastOfSort(i, part, titles) + 1, true);
        } else if (named[i]) {
          Arrays.fill(cut, firstBeside(i, part, titles), lastBeside(i, part, titles) + 1, true);
        }
      }
    }
  }

  private int firstBeside(int name, Part part, Set<String> titles) {
    int first = name;
    while (first > part.from() && isOf(first - 1, titles)) {
      first--;
    }
    return first;
  }

  private int lastBeside(int name, Part part, Set<String> titles) {
    int last = name;
    while (last + 1 < part.to() && isOf(last + 1, titles)) {
      last++;
    }
    return last;
  }

  /// As in "supply agreement of Bolt": behind a sort may stand what joins it to the name.
  private int firstOfSort(int name, Part part, Set<String> titles) {
    int first = name - 1;
    if (first < part.from() || !isOf(first, titles) || !isSort(first)) {
      return name;
    }
    while (first > part.from() && isOf(first - 1, titles) && isJoined(first - 1)) {
      first--;
    }
    return first;
  }

  /// As in "Bolt supply agreement".
  private int lastOfSort(int name, Part part, Set<String> titles) {
    int last = name;
    for (int i = name + 1; i < part.to() && isOf(i, titles) && isJoined(i - 1); i++) {
      last = isSort(i) ? i : last;
    }
    return last;
  }

  private boolean isOf(int word, Set<String> titles) {
    return titles.contains(words.get(word).term());
  }

  /// Whether nothing stands between a word and the next: no stop word, no mark.
  private boolean isJoined(int word) {
    return question.substring(words.get(word).end(), words.get(word + 1).start()).isBlank();
  }

  private boolean isSort(int word) {
    return SORT.matcher(question).region(words.get(word).start(), words.get(word).end()).matches();
  }

  /// Words of a part that are cut out.
  private int count(Part part) {
    int count = 0;
    for (int i = part.from(); i < part.to(); i++) {
      count += cut[i] ? 1 : 0;
    }
    return count;
  }

  /// What is left. A part that asks nothing and is names for the most of it goes as a whole, and
  /// those with a question mark are then left as they are: the names have been said. A question
  /// that is nothing but names stays.
  ///
  /// @param titles as of [#cutBeside]; where a part has no question mark they say no more than
  ///   names
  String rest(Set<String> titles) {
    List<Part> asking = parts.stream().filter(part -> isAsking(part, titles)).toList();
    if (asking.isEmpty()) {
      String left = joined(part -> count(part) < part.to() - part.from());
      return left.isEmpty() ? question : left;
    }
    if (asking.size() < parts.size()) {
      asking.stream()
          .filter(this::hasQuestionMark)
          .forEach(part -> Arrays.fill(cut, part.from(), part.to(), false));
    }
    return joined(asking::contains);
  }

  private boolean hasQuestionMark(Part part) {
    return text(part).indexOf('?') >= 0;
  }

  private boolean isAsking(Part part, Set<String> titles) {
    if (hasQuestionMark(part)) {
      return count(part) < part.to() - part.from();
    }
    int names = 0;
    for (int i = part.from(); i < part.to(); i++) {
      boolean name = cut[i] || titles.contains(words.get(i).term()) || (capitals && isCapital(i));
      names += name ? 1 : 0;
    }
    return 2 * names < part.to() - part.from();
  }

  private boolean isCapital(int word) {
    return Character.isUpperCase(question.codePointAt(words.get(word).start()));
  }

  private String joined(Predicate<Part> kept) {
    return parts.stream()
        .filter(kept)
        .map(part -> MARKS.matcher(text(part)).replaceAll(" ").strip().replace(" ?", "?"))
        .collect(Collectors.joining(" "));
  }

  /// A part's text without what is cut out, the mark behind it included.
  private String text(Part part) {
    StringBuilder text = new StringBuilder();
    int at = part.from() == 0 ? 0 : begin(part.from());
    for (int i = part.from(); i < part.to(); i++) {
      if (cut[i]) {
        text.append(question, at, words.get(i).start());
        at = words.get(i).end();
      }
    }
    int end = part.to() == words.size() ? question.length() : begin(part.to());
    return text.append(question, at, end).toString();
  }
}
