package lectern.synthesize.offline;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lectern.synthesize.DocumentDate;
import lectern.synthesize.offline.SentenceScorer.Scored;

/// Puts amendments beside the terms they amend: whoever quotes the original alone misleads.
///
/// An amendment says that it changes something, stands in a document of the same family, and names
/// what it changes: the clause, the defined term, or the words and figures that are replaced.
final class Amendments {
  /// Sentences in the order of the answer, and what did not find room.
  ///
  /// @param unquoted titles of the documents with further amendments
  record Placed(List<Line> lines, List<String> unquoted) {
    Placed {
      lines = List.copyOf(lines);
      unquoted = List.copyOf(unquoted);
    }
  }

  /// A sentence of an answer.
  ///
  /// @param amends whether it changes what a line before it says
  record Line(Sentence sentence, boolean amends) {}

  /// A sentence that changes another text, and says so.
  private static final Pattern AMENDS =
      Pattern.compile(
          "\\b(?:is|are|shall be|hereby|stands?)\\s+(?:hereby\\s+)?(?:amended|varied|deleted|replaced"
              + "|substituted|superseded|increased|reduced|raised|lowered|extended|modified|corrected"
              + "|added)\\b(?! only)"
              + "|\\b(?:deleted and replaced|substituted for|in (?:substitution for|place of)|amend and"
              + " restate|instead of|should (?:read|have read|be)|shall (?:read|be read)|(?:is|are) to"
              + " be read|notwithstanding clause|supersedes?|replaces|remains subject to)\\b",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern CLAUSE =
      Pattern.compile(
          "\\b(?:clause|section|article|paragraph)s?\\s+([0-9]+(?:\\.[0-9]+)*)",
          Pattern.CASE_INSENSITIVE);

  /// The defined term that is changed.
  private static final Pattern DEFINITION =
      Pattern.compile("\\bdefinition of [\"“]?(\\p{Lu}[\\p{L}'’-]*(?:\\s\\p{Lu}[\\p{L}'’-]*)*)");

  /// The words or the figure that are replaced.
  private static final Pattern REPLACED =
      Pattern.compile(
          "(?:words?|figures?|replacing|where it says|for)\\s+[\"“]([^\"“”]{3,120})[\"”]"
              + "|(?:from|instead of|not)\\s+([£$€]?[0-9][0-9.,]*[0-9])");

  /// Most amendments that are quoted. The newest are, since they tell what counts.
  private static final int MOST = 8;

  private static final String BEFORE_WORD = "(?<![\\p{L}\\p{N}.,])";

  private static final String BEHIND_WORD = "(?![\\p{L}\\p{N}]|[.,]\\p{N})";

  private final SentenceIndex index;
  private final int[] documentOf;

  private Amendments(SentenceIndex index) {
    this.index = index;
    this.documentOf = new int[index.sentences().size()];
    for (int d = 0; d < index.documents().size(); d++) {
      SentenceIndex.Shared shared = index.documents().get(d);
      Arrays.fill(documentOf, shared.first(), shared.end(), d);
    }
  }

  /// The chosen sentences, terms before what amends them, with the amendments and the amended terms
  /// that were not chosen. Amendments stand by the dates that their documents give themselves, the
  /// newest last; behind them, by number, those of documents without one. An amendment leaves no
  /// room for other sentences.
  ///
  /// @param comparing whether several things are asked for, so that other sentences stay
  static Placed placed(
      List<Scored> chosen, List<Scored> ranked, SentenceIndex index, boolean comparing) {
    return new Amendments(index).placed(chosen, ranked, comparing);
  }

  private Placed placed(List<Scored> chosen, List<Scored> ranked, boolean comparing) {
    if (chosen.isEmpty()) {
      return new Placed(List.of(), List.of());
    }
    var places = new ArrayList<Integer>();
    chosen.forEach(scored -> places.add(scored.place()));
    int best = places.getFirst();
    if (isAmending(best)) {
      ranked.stream()
          .map(Scored::place)
          .filter(place -> changes(best, place))
          .findFirst()
          .ifPresent(
              original -> {
                places.remove((Object) original);
                places.addFirst(original);
              });
    }
    List<Integer> all =
        byDate(
            amending().stream()
                .filter(place -> places.stream().anyMatch(original -> changes(place, original)))
                .toList());
    int from = Math.max(0, all.size() - MOST);
    List<Integer> amendments = all.subList(from, all.size());
    var lines = new ArrayList<Line>();
    for (int place : places) {
      boolean amended = amendments.stream().anyMatch(amendment -> changes(amendment, place));
      boolean kept = amendments.isEmpty() || comparing || lines.isEmpty() || amended;
      if (kept && !amendments.contains(place)) {
        lines.add(new Line(index.sentences().get(place), false));
      }
    }
    amendments.forEach(place -> lines.add(new Line(index.sentences().get(place), true)));
    return new Placed(lines, all.subList(0, from).stream().map(this::title).distinct().toList());
  }

  private List<Integer> byDate(List<Integer> places) {
    Map<Integer, Optional<LocalDate>> dates = new HashMap<>();
    places.forEach(
        place ->
            dates.computeIfAbsent(
                documentOf[place], d -> dated(index.documents().get(d).document())));
    return places.stream()
        .sorted(
            Comparator.comparing(
                    (Integer place) ->
                        dates
                            .getOrDefault(documentOf[place], Optional.empty())
                            .orElse(LocalDate.MAX))
                .thenComparing(Comparator.naturalOrder()))
        .toList();
  }

  /// Empty where the prompt does not show the lines that date it.
  private static Optional<LocalDate> dated(EvidenceText.Document document) {
    return document.passages().stream()
        .filter(passage -> passage.label().ordinal() < DocumentDate.OPENING_PASSAGES)
        .flatMap(passage -> DocumentDate.in(passage.text()).stream())
        .findFirst();
  }

  private String title(int place) {
    return index.sentences().get(place).document().title();
  }

  private boolean isAmending(int place) {
    return AMENDS.matcher(index.sentences().get(place).text()).find();
  }

  private List<Integer> amending() {
    var places = new ArrayList<Integer>();
    for (int place = 0; place < documentOf.length; place++) {
      if (isAmending(place)) {
        places.add(place);
      }
    }
    return places;
  }

  /// Whether a sentence changes another one.
  private boolean changes(int amendment, int original) {
    int one = documentOf[amendment];
    int other = documentOf[original];
    if (one == other || !index.naming().isFamily(one, other)) {
      return false;
    }
    String text = index.sentences().get(amendment).text();
    Sentence changed = index.sentences().get(original);
    String old = changed.text();
    Matcher replaced = REPLACED.matcher(text);
    while (replaced.find()) {
      String words = replaced.group(1) == null ? replaced.group(2) : replaced.group(1);
      if (holds(old, words)) {
        return true;
      }
    }
    Matcher definition = DEFINITION.matcher(text);
    if (definition.find()) {
      return holds(old, definition.group(1));
    }
    if (text.contains("definition")) {
      return false;
    }
    Matcher clause = CLAUSE.matcher(text);
    while (clause.find()) {
      String number = changed.number();
      if (number.equals(clause.group(1)) || number.startsWith(clause.group(1) + ".")) {
        return true;
      }
    }
    return false;
  }

  /// Whether a text holds whole words and numbers: "10" stands in none of "2010", "£10,500" and
  /// "clause 10.1".
  private static boolean holds(String text, String words) {
    boolean wordFirst = Character.isLetterOrDigit(words.codePointAt(0));
    boolean wordLast = Character.isLetterOrDigit(words.codePointBefore(words.length()));
    return Pattern.compile(
            (wordFirst ? BEFORE_WORD : "") + Pattern.quote(words) + (wordLast ? BEHIND_WORD : ""))
        .matcher(text)
        .find();
  }
}
