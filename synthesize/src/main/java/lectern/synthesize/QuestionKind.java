package lectern.synthesize;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a question asks of the evidence, told by its English words.
public enum QuestionKind {
  /// One place in the documents answers it: the best passages suffice.
  LOOK_UP("looks something up"),
  /// Several places must be held side by side.
  COMPARISON("holds several places side by side"),
  /// One place tells where, or of what, another one has to be read.
  MULTI_HOP("goes from one place to another"),
  /// The answer is only right if nothing is left out, so nothing may be left unread.
  LIST_ALL("asks for all there are, so everything is read"),
  /// The whole is asked for, not a part of it.
  SUMMARY("asks for a summary, so everything is read"),
  /// That something is nowhere is only known of what was read.
  ABSENCE("asks whether something is there at all, so everything is read"),
  /// No word of it tells its kind. Planned as one that joins several places: a look-up too many
  /// would miss what a comparison needs, and the whole scope would cost most where least is known.
  UNTOLD("has none of the English words that tell its kind and may join several places");

  private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"|“[^”]*”|«[^»]*»");

  private final String words;

  QuestionKind(String words) {
    this.words = words;
  }

  /// What the question does, to end a sentence that starts "The question".
  public String words() {
    return words;
  }

  /// As files and JSON say it: `look-up`.
  public String written() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The kind that is written so.
  public static Optional<QuestionKind> written(String name) {
    return Arrays.stream(values()).filter(kind -> kind.written().equals(name)).findFirst();
  }

  /// Whether the answer is only right where all of the scope was read.
  public boolean needsEverything() {
    return this == LIST_ALL || this == SUMMARY || this == ABSENCE;
  }

  /// What is asked: not what is quoted, nor what is said before it of what it is about ("Consider
  /// the agreement of each of the parties; what is the notice period?").
  private static String asking(String question) {
    String unquoted = QUOTED.matcher(question).replaceAll(" ");
    String last = unquoted.substring(unquoted.lastIndexOf(';') + 1);
    return last.contains("?") ? last : unquoted;
  }

  /// Tells by rules, so that the same question is always taken the same way.
  public static QuestionKind of(String text) {
    String question = asking(text);
    if (QuestionForm.asksForSummary(question)) {
      return SUMMARY;
    }
    if (QuestionForm.asksWhetherThereIs(question)) {
      return ABSENCE;
    }
    if (QuestionForm.asksForAll(question)) {
      return LIST_ALL;
    }
    if (QuestionForm.asksForComparison(question)) {
      return COMPARISON;
    }
    if (QuestionForm.goesThroughAnother(question)) {
      return MULTI_HOP;
    }
    return QuestionForm.isEnglish(question) ? LOOK_UP : UNTOLD;
  }
}
