package lectern.eval.cite;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntConsumer;
import lectern.eval.EvalException;
import lectern.ingest.Block;
import lectern.ingest.DocumentId;
import lectern.ingest.Label;
import lectern.ingest.LocatorMap;
import lectern.ingest.Passage;
import lectern.ingest.Span;
import lectern.retrieve.DocumentText;
import lectern.retrieve.IndexedDocument;
import lectern.synthesize.Citation.State;
import lectern.synthesize.cite.Quotation;
import lectern.synthesize.cite.QuoteSearch;
import lectern.synthesize.cite.QuotedDocument;
import org.jspecify.annotations.Nullable;

/// Quotes sentences of documents rightly and falsely, in classes of known answer, and counts what
/// the check makes of them. The same documents, seed and number give the same cases.
public final class QuoteMutations {
  /// Draws for one case before its class is given up for the document.
  private static final int DRAWS = 400;

  private static final Span NOWHERE = new Span(0, 0);

  private final List<MutableText> texts;
  private final MutableText chinese = new MutableText(chineseLease());
  private final Random random;

  /// One quote and what the check said.
  ///
  /// @param document path of the document that is quoted, or cited for it
  /// @param differences that were told
  public record Case(
      String mutation,
      String document,
      String quote,
      State expected,
      State got,
      String differences) {
    /// Whether a quote that says what no document says was taken for one that proves something.
    public boolean isFalselyProved() {
      boolean isFalse =
          switch (expected) {
            case ALTERED, STITCHED, FABRICATED -> true;
            case VERIFIED, REPAIRED, UNQUOTED, MISATTRIBUTED, UNKNOWN_LABEL -> false;
          };
      return isFalse && (got == State.VERIFIED || got == State.REPAIRED);
    }
  }

  /// What became of a class.
  ///
  /// @param cases none where the documents lend themselves to none
  public record Result(String mutation, State expected, List<Case> cases) {
    public Result {
      cases = List.copyOf(cases);
    }

    public long right() {
      return cases.stream().filter(one -> one.got() == expected).count();
    }

    /// How many were given each state.
    public Map<State, Integer> states() {
      Map<State, Integer> states = new EnumMap<>(State.class);
      cases.forEach(one -> states.merge(one.got(), 1, Integer::sum));
      return states;
    }
  }

  private QuoteMutations(List<MutableText> texts, long seed) {
    this.texts = texts;
    this.random = new Random(seed);
  }

  /// Runs all classes, each with as many cases.
  ///
  /// @param cases of all classes together; fewer where documents lend themselves to none of a class
  /// @param done hears how many classes are done
  /// @throws EvalException.Mismatch where no document has twelve sentences, or there is only one
  public static List<Result> run(
      List<DocumentText> documents, long seed, int cases, IntConsumer done) {
    List<MutableText> texts =
        documents.stream()
            .filter(document -> document.document().language().equals("en"))
            .map(MutableText::new)
            .filter(MutableText::isUsable)
            .toList();
    if (texts.size() < 2) {
      throw new EvalException.Mismatch(
          "fewer than two documents are in English and have twelve sentences that can be quoted",
          "Name a collection of contracts or other prose.");
    }
    QuoteMutations run = new QuoteMutations(texts, seed);
    QuoteMutation[] classes = QuoteMutation.values();
    List<Result> results = new ArrayList<>();
    int each = (cases + classes.length - 1) / classes.length;
    for (QuoteMutation mutation : classes) {
      results.add(new Result(mutation.name(), mutation.expected(), run.cases(mutation, each)));
      done.accept(results.size());
    }
    return results;
  }

  /// How many classes there are.
  public static int classes() {
    return QuoteMutation.values().length;
  }

  private List<Case> cases(QuoteMutation mutation, int number) {
    List<Drawn> drawn = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      draw(mutation).ifPresent(drawn::add);
    }
    // One document at a time: its projection is made once.
    Case[] cases = new Case[drawn.size()];
    for (MutableText text : mutation.isChinese() ? List.of(chinese) : texts) {
      QuotedDocument document = null;
      for (int i = 0; i < cases.length; i++) {
        Drawn one = drawn.get(i);
        if (one.text() != text) {
          continue;
        }
        if (one.cited() != null) {
          cases[i] = elsewhere(mutation, one, one.cited());
          continue;
        }
        document = document == null ? new QuotedDocument(text.document()) : document;
        Optional<Quotation> found = document.find(one.quote(), NOWHERE);
        cases[i] =
            new Case(
                mutation.name(),
                text.document().document().id().value(),
                one.quote(),
                mutation.expected(),
                found.map(Quotation::state).orElse(State.FABRICATED),
                found.map(place -> place.differences().toString()).orElse(""));
      }
    }
    return Arrays.asList(cases);
  }

  /// A quote, the document it is of, and the one that is cited for it where that is another.
  private record Drawn(MutableText text, String quote, @Nullable MutableText cited) {}

  private Optional<Drawn> draw(QuoteMutation mutation) {
    for (int i = 0; i < DRAWS; i++) {
      MutableText text = mutation.isChinese() ? chinese : texts.get(random.nextInt(texts.size()));
      String quote = mutation.quote(text, random);
      if (!QuotedDocument.isQuote(quote)) {
        continue;
      }
      if (mutation == QuoteMutation.WRONG_DOCUMENT) {
        MutableText cited = texts.get(random.nextInt(texts.size()));
        if (cited != text && !cited.says(quote)) {
          return Optional.of(new Drawn(text, quote, cited));
        }
      } else if (!mutation.isFalse() || saysOtherwise(mutation, text, quote)) {
        return Optional.of(new Drawn(text, quote, null));
      }
    }
    return Optional.empty();
  }

  /// Whether the document does not happen to say the changed words somewhere.
  private static boolean saysOtherwise(QuoteMutation mutation, MutableText text, String quote) {
    return switch (mutation) {
      case DECIMAL_POINT, CURRENCY -> !flat(text.document().body()).contains(flat(quote));
      case ELISION_HIDES_NEGATION -> true;
      case ELISION_SPLICES -> !text.saysInOneSentence(quote.split(" … ", -1));
      default -> !text.says(quote);
    };
  }

  private static String flat(String words) {
    return words.replaceAll("\\s+", " ");
  }

  private static Case elsewhere(QuoteMutation mutation, Drawn one, MutableText cited) {
    DocumentText right = one.text().document();
    DocumentText wrong = cited.document();
    int number = wrong.document().number();
    QuoteSearch.Outcome outcome =
        QuoteSearch.run(
                List.of(new QuoteSearch.Wanted(one.quote(), number)),
                List.of(number, right.document().number()),
                asked -> Optional.of(asked == number ? wrong : right),
                (_, _) -> {})
            .getFirst();
    return new Case(
        mutation.name(),
        wrong.document().id().value(),
        one.quote(),
        mutation.expected(),
        outcome.state(),
        "");
  }

  /// A lease in Chinese, since few collections hold one.
  private static DocumentText chineseLease() {
    String text;
    try (InputStream file = QuoteMutations.class.getResourceAsStream("chinese-lease.txt")) {
      if (file == null) {
        throw new IllegalStateException("the jar lacks chinese-lease.txt");
      }
      text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the jar's chinese-lease.txt cannot be read", e);
    }
    DocumentId id = new DocumentId("chinese-lease.txt");
    Span whole = new Span(0, text.length());
    IndexedDocument document =
        new IndexedDocument(
            1,
            id,
            id,
            "0",
            "房屋租赁合同",
            "text/plain",
            1,
            0,
            0,
            text.length(),
            text.length(),
            "zh",
            Map.of(),
            Map.of(),
            List.of());
    return new DocumentText(
        document,
        text,
        List.of(new Block.Paragraph(whole)),
        LocatorMap.EMPTY,
        List.of(new Passage(new Label(1, 0), id, List.of(), text, whole, List.of(), 0)));
  }
}
