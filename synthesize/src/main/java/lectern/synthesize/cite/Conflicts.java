package lectern.synthesize.cite;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lectern.ingest.FieldValue;
import lectern.retrieve.DocumentFields;
import lectern.retrieve.DocumentText;
import lectern.synthesize.Citation;
import lectern.synthesize.Conflict;
import lectern.synthesize.DocumentDate;

/// Finds, without a model, verified quotes of different documents that say nearly the same in words
/// and have other figures: two rents, two dates, two periods. Whether they are about the same thing
/// is for a person to see.
public final class Conflicts {
  /// Share of the shorter quote's words that the longer one has too.
  private static final double ALIKE = 0.75;

  /// Fewer words of one quote are alike by chance.
  private static final int LEAST_WORDS = 3;

  private static final int LEAST_LETTERS = 3;

  /// More of them say that the documents are many of a kind.
  private static final int MOST = 50;

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}]+|\\p{N}+(?:[.,]\\p{N}+)*");

  /// Numbers that name a place and no amount: of a clause at the beginning, of clauses elsewhere.
  private static final Pattern PLACES =
      Pattern.compile(
          "^\\s*\\(?\\p{N}+(?:\\.\\p{N}+)*[.)]?\\s|(?i)\\b(?:clauses?|sections?|paragraphs?|schedules?|articles?"
              + "|parts?|pages?|appendix|annex|exhibits?)\\s+\\p{N}+(?:\\.\\p{N}+)*");

  /// Field of a manifest, and of a mail.
  private static final String DATE = "date";

  private static final Comparator<Conflict.Said> IN_ORDER =
      Comparator.comparing(
              Conflict.Said::dated, Comparator.nullsLast(Comparator.<LocalDate>naturalOrder()))
          .thenComparingInt(said -> said.quote().document().number());

  private record Said(Citation.Resolved by, Set<String> words, Set<String> figures) {
    static Said of(Citation.Resolved by) {
      Set<String> words = new HashSet<>();
      Set<String> figures = new HashSet<>();
      Matcher word = WORD.matcher(PLACES.matcher(by.quote()).replaceAll(" "));
      while (word.find()) {
        String text = word.group().toLowerCase(Locale.ROOT);
        if (Character.isDigit(text.charAt(0))) {
          figures.add(text.replace(",", ""));
        } else if (text.length() >= LEAST_LETTERS) {
          words.add(text);
        }
      }
      return new Said(by, words, figures);
    }

    boolean differsFrom(Said other) {
      int fewer = Math.min(words.size(), other.words.size());
      long shared = words.stream().filter(other.words::contains).count();
      return by.document().number() != other.by.document().number()
          && fewer >= LEAST_WORDS
          && shared >= ALIKE * fewer
          && !figures.containsAll(other.figures)
          && !other.figures.containsAll(figures);
    }
  }

  private Conflicts() {}

  /// Pairs of which an answer cites one at least, at most 50.
  ///
  /// @param cited by the answer
  /// @param noted on the way to it, what is cited included or not
  /// @param texts a whole document by its number
  public static List<Conflict> of(
      List<Citation> cited,
      List<Citation.Resolved> noted,
      IntFunction<Optional<DocumentText>> texts) {
    List<Said> answer = said(cited);
    List<Said> all = new ArrayList<>(answer);
    all.addAll(said(noted));
    Set<Conflict> found = new LinkedHashSet<>();
    Set<Set<String>> pairs = new HashSet<>();
    for (int i = 0; i < answer.size(); i++) {
      for (int j = i + 1; j < all.size() && found.size() < MOST; j++) {
        Citation.Resolved one = answer.get(i).by();
        Citation.Resolved other = all.get(j).by();
        if (answer.get(i).differsFrom(all.get(j)) && pairs.add(Set.of(key(one), key(other)))) {
          found.add(inOrder(dated(one, texts), dated(other, texts)));
        }
      }
    }
    return List.copyOf(found);
  }

  private static Conflict inOrder(Conflict.Said one, Conflict.Said other) {
    return IN_ORDER.compare(one, other) <= 0 ? new Conflict(one, other) : new Conflict(other, one);
  }

  private static Conflict.Said dated(
      Citation.Resolved quote, IntFunction<Optional<DocumentText>> texts) {
    Optional<LocalDate> told =
        new DocumentFields(quote.document()).value(DATE).flatMap(Conflicts::day);
    return new Conflict.Said(
        quote,
        told.or(() -> texts.apply(quote.document().number()).flatMap(Conflicts::opening))
            .orElse(null));
  }

  private static Optional<LocalDate> day(FieldValue value) {
    return value instanceof FieldValue.Day(LocalDate day) ? Optional.of(day) : Optional.empty();
  }

  private static Optional<LocalDate> opening(DocumentText text) {
    return text.passages().stream()
        .limit(DocumentDate.OPENING_PASSAGES)
        .flatMap(passage -> DocumentDate.in(passage.text()).stream())
        .findFirst();
  }

  private static String key(Citation.Resolved cited) {
    return cited.document().number() + ":" + cited.quote();
  }

  private static List<Said> said(List<? extends Citation> some) {
    List<Said> said = new ArrayList<>();
    for (Citation one : some) {
      if (one instanceof Citation.Resolved resolved
          && resolved.state() == Citation.State.VERIFIED) {
        said.add(Said.of(resolved));
      }
    }
    return said;
  }
}
