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
import lectern.retrieve.SearchMode;
import lectern.retrieve.SearchableIndex;
import lectern.retrieve.search.RankedSearch;
import lectern.retrieve.search.RankingTrace;
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
    var question = asked.question(console, null);
    Collection collection = asked.collection.collection();
    Freshening.tellOfWriter(console, lectern, collection);
    try (SearchableIndex index = lectern.open(collection);
        RankedSearch search =
            lectern.ranked(
                collection,
                index,
                wanted.mode,
                vocabulary.vocabulary(),
                why -> common.note(console, why))) {
      ScopeCheck.documents(index, question.scope());
      PassageQuery query = new PassageQuery(question.text(), question.scope(), limit);
      tellOfMissing(index, search.mode());
      if (whyNot != null) {
        return explainAbsence(index, query, search);
      }
      RankingTrace trace = search.trace(query);
      List<Hit> hits = search.hits(trace.ranking(), limit);
      Map<Integer, Optional<Place>> places = new HashMap<>();
      for (Hit hit : hits) {
        int document = hit.passage().label().document();
        print(
            hit,
            places.computeIfAbsent(document, number -> index.text(number).map(Place::new)),
            trace);
      }
      if (hits.isEmpty()) {
        common.note(console, "nothing found");
      }
    }
    return Exit.OK.code();
  }

  private int explainAbsence(SearchableIndex index, PassageQuery query, RankedSearch search) {
    Label label = PassageView.label(String.valueOf(whyNot));
    Absence absence = Absence.of(index, query, label, search);
    if (common.json) {
      JsonLines.print(console.out(), absence.json());
    } else {
      console.out().println(Printable.line(absence.words()));
    }
    return Exit.OK.code();
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

  private void print(Hit hit, Optional<Place> place, RankingTrace trace) {
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
    PassageView.add(json, passage, locator, clause);
    if (explain) {
      json.set("stages", TraceView.json(trace, passage.label()));
    }
    JsonLines.print(console.out(), json);
  }
}
