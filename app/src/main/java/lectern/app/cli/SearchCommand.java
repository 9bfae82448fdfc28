package lectern.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import lectern.app.AppException;
import lectern.app.Collection;
import lectern.app.Lectern;
import lectern.ingest.ClauseMap;
import lectern.ingest.Label;
import lectern.ingest.Locator;
import lectern.ingest.Passage;
import lectern.retrieve.DocumentText;
import lectern.retrieve.Hit;
import lectern.retrieve.IndexStatus;
import lectern.retrieve.PassageQuery;
import lectern.retrieve.Ranking;
import lectern.retrieve.Scope;
import lectern.retrieve.SearchMode;
import lectern.retrieve.SearchableIndex;
import lectern.retrieve.TextCondition;
import lectern.retrieve.TextSyntax;
import lectern.retrieve.search.FusionMethod;
import lectern.retrieve.search.PartedRanking;
import lectern.retrieve.search.QuestionParts;
import lectern.retrieve.search.RankOptions;
import lectern.retrieve.search.RankedSearch;
import lectern.retrieve.search.RankingTrace;
import lectern.retrieve.search.Retrieved;
import lectern.retrieve.search.Retriever;
import lectern.retrieve.search.Stretch;
import lectern.synthesize.Wish;
import lectern.synthesize.answer.ScopeCheck;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Prints the best passages for a question, without a model.
@Command(
    name = "search",
    header = {
      "Print the best passages for a question.",
      "",
      "Example:  lectern search data-samples/leases \"break notice\" --limit 5",
      ""
    },
    description =
        "Looks in the index as it is: what changed in the folder since is not ingested first.")
final class SearchCommand implements Callable<Integer> {
  private static final String BY_WORDS = "words_match";

  private final Console console;
  @Mixin CommonOptions common = new CommonOptions();
  @Mixin QuestionOptions asked = new QuestionOptions();

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Most passages to print; 10 where left out.")
  int limit = 10;

  @Mixin VocabularyOption vocabulary = new VocabularyOption();
  @Mixin ModeOption wanted = new ModeOption();

  @Mixin FusionOption fusion = new FusionOption();
  @Mixin ExpandOption expand = new ExpandOption();

  @Option(
      names = "--syntax",
      description = {
        "Read the question as a query: \"exact phrase\", \"loose phrase\"~5, terminat*, AND, OR, NOT,"
            + " +must, -not, parentheses, title:word, name:word (of the file), heading:word, text:word. It decides"
            + " what may be found; what it seeks ranks. Without this option any text is plain words."
      })
  boolean syntax;

  @Option(
      names = "--explain",
      description = "Print rank and score of each hit at every stage of the ranking.")
  boolean explain;

  @Option(
      names = "--why-not",
      paramLabel = "LABEL",
      description = "Print nothing but the stage at which this passage, d7#12, fell out, and why.")
  @Nullable String whyNot;

  SearchCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Lectern lectern = common.lectern(console);
    if (limit < 1) {
      throw new AppException.BadArgument("--limit is less than 1: " + limit, "Give 1 or more.");
    }
    int budget = expand.budget();
    FusionMethod method = fusion.method(wanted.mode);
    Label missed = whyNot == null ? null : PassageView.passageLabel(whyNot);
    if (missed != null && expand.reach != null) {
      throw new AppException.BadArgument(
          "--why-not prints no hits to expand", "Leave out --expand or --why-not.");
    }
    var question = asked.question(console, null, Wish.DEFAULTS);
    Collection collection = asked.collection.collection();
    Freshening.tellOfWriter(console, lectern, collection);
    try (SearchableIndex index = lectern.open(collection);
        RankedSearch search =
            lectern.ranked(
                collection,
                index,
                wanted.mode,
                new RankOptions(method, vocabulary.vocabulary()),
                this::tellWhy)) {
      ScopeCheck.documents(index, question.scope());
      PassageQuery query = query(question.text(), question.scope());
      tellOfMissing(index, search.mode());
      if (missed != null) {
        return explainAbsence(missed, index, query, search);
      }
      RankingTrace trace = PartedRanking.trace(query, search::trace);
      List<Hit> hits = search.hits(trace.ranking(), limit);
      tellOfParts(query);
      Boolean byWords = findsByWords(search, query, trace);
      if (!hits.isEmpty() && Boolean.FALSE.equals(byWords)) {
        tellOfMeaningAlone(question.scope());
      }
      if (expand.reach != null) {
        Ranking ranking = new Ranking(trace.mode().name().toLowerCase(Locale.ROOT), hits);
        printExpanded(
            new StretchView(index, explain ? trace : null),
            byWords,
            new Retriever(index, index)
                .choose(ranking, question.scope(), budget, expand.reach.expansion()),
            budget);
        return Exit.OK.code();
      }
      Map<Integer, Optional<Place>> places = new HashMap<>();
      for (Hit hit : hits) {
        int document = hit.passage().label().document();
        print(
            hit,
            places.computeIfAbsent(document, number -> index.text(number).map(Place::new)),
            trace,
            byWords);
      }
      if (hits.isEmpty()) {
        common.note(console, "nothing found");
      }
    }
    return Exit.OK.code();
  }

  /// Null where only meaning was asked for, so that words do not matter.
  private static @Nullable Boolean findsByWords(
      RankedSearch search, PassageQuery query, RankingTrace trace) {
    return switch (trace.mode()) {
      case LEXICAL -> true;
      case DENSE -> null;
      case HYBRID -> search.findsByWords(query);
    };
  }

  private void tellOfMeaningAlone(Scope scope) {
    String where = scope instanceof Scope.Everything ? "the index" : "the documents asked";
    common.note(
        console,
        "no word of the question stands in " + where + ": these hits are by meaning alone");
  }

  private void tellOfParts(PassageQuery query) {
    List<String> parts = QuestionParts.of(query.text());
    if (explain && parts.size() > 1) {
      common.note(console, "asked as a whole and in " + PlanView.count(parts.size(), "part") + ":");
      parts.forEach(part -> common.note(console, "  " + Printable.line(part)));
    }
  }

  private void printExpanded(
      StretchView view, @Nullable Boolean byWords, Retrieved retrieved, int budget) {
    int rank = 0;
    for (Stretch stretch : retrieved.stretches()) {
      rank++;
      if (common.json) {
        JsonLines.print(console.out(), view.json(rank, stretch).put(BY_WORDS, byWords));
      } else {
        console.out().print(view.text(rank, stretch));
      }
    }
    int hits = retrieved.ranking().hits().size();
    common.note(
        console,
        hits == 0
            ? "nothing found"
            : PlanView.count(retrieved.passages().size(), "passage")
                + " around "
                + PlanView.count(hits, "hit")
                + String.format(Locale.ROOT, ", %,d of %,d tokens", retrieved.tokens(), budget));
  }

  private PassageQuery query(String text, Scope scope) {
    if (!syntax) {
      return new PassageQuery(text, scope, limit);
    }
    TextCondition condition = TextSyntax.parse(text);
    if (explain) {
      common.note(console, "read as " + Printable.line(condition.written()));
    }
    return new PassageQuery(condition.words(), new Scope.Saying(condition, scope), limit);
  }

  private int explainAbsence(
      Label label, SearchableIndex index, PassageQuery query, RankedSearch search) {
    Absence absence = Absence.of(index, query, label, search);
    if (common.json) {
      JsonLines.print(console.out(), absence.json());
    } else {
      console.out().println(Printable.line(absence.words()));
    }
    return Exit.OK.code();
  }

  /// Said even with `--quiet` where meaning was asked for: the hits are not those that were.
  private void tellWhy(String why) {
    if (wanted.mode == null) {
      common.note(console, why);
    } else {
      console.err().println(Printable.line(why));
    }
  }

  private void tellOfMissing(SearchableIndex index, SearchMode mode) {
    if (mode == SearchMode.LEXICAL) {
      return;
    }
    IndexStatus status = index.status();
    int missing = status.passages() - status.vectors();
    if (missing > 0) {
      common.note(
          console,
          PlanView.count(missing, "passage")
              + " of "
              + status.passages()
              + " without a vector; `lectern embed` makes them");
    }
  }

  /// A document with its clauses, which are read once.
  private record Place(DocumentText text, ClauseMap clauses) {
    Place(DocumentText text) {
      this(text, text.clauses());
    }
  }

  private void print(
      Hit hit, Optional<Place> place, RankingTrace trace, @Nullable Boolean byWords) {
    Passage passage = hit.passage();
    Locator locator = place.flatMap(of -> of.text().locator(passage)).orElse(null);
    String clause = place.map(of -> of.clauses().at(passage.span().start())).orElse("");
    if (!common.json) {
      String score = String.format(Locale.ROOT, " (%.3f)", hit.score());
      if (explain) {
        console.out().println("   " + TraceView.words(trace, passage.label()));
      }
      console.out().print(PassageView.text(hit.rank() + ". ", passage, locator, clause, score));
      return;
    }
    ObjectNode json = JsonLines.object();
    json.put("rank", hit.rank());
    json.put("score", hit.score());
    json.put("mode", trace.mode().name());
    json.put(BY_WORDS, byWords);
    PassageView.add(json, passage, locator, clause);
    if (explain) {
      json.set("stages", TraceView.json(trace, passage.label()));
    }
    JsonLines.print(console.out(), json);
  }
}
