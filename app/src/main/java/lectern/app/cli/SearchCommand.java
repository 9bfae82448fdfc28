package lectern.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import lectern.app.AppException;
import lectern.app.Collection;
import lectern.app.Lectern;
import lectern.ingest.ClauseMap;
import lectern.ingest.Locator;
import lectern.ingest.Passage;
import lectern.retrieve.DocumentText;
import lectern.retrieve.Hit;
import lectern.retrieve.PassageIndex;
import lectern.retrieve.PassageQuery;
import lectern.retrieve.Ranking;
import lectern.synthesize.answer.ScopeCheck;
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
    try (PassageIndex index = lectern.open(collection)) {
      ScopeCheck.documents(index, question.scope());
      Ranking ranking = index.search(new PassageQuery(question.text(), question.scope(), limit));
      Map<Integer, Optional<Place>> places = new HashMap<>();
      for (Hit hit : ranking.hits()) {
        int document = hit.passage().label().document();
        print(hit, places.computeIfAbsent(document, number -> index.text(number).map(Place::new)));
      }
      if (ranking.hits().isEmpty()) {
        common.note(console, "nothing found");
      }
    }
    return Exit.OK.code();
  }

  /// A document with its clauses, which are read once.
  private record Place(DocumentText text, ClauseMap clauses) {
    Place(DocumentText text) {
      this(text, text.clauses());
    }
  }

  private void print(Hit hit, Optional<Place> place) {
    Passage passage = hit.passage();
    Locator locator = place.flatMap(of -> of.text().locator(passage)).orElse(null);
    String clause = place.map(of -> of.clauses().at(passage.span().start())).orElse("");
    if (!common.json) {
      String score = String.format(Locale.ROOT, " (%.3f)", hit.score());
      console.out().print(PassageView.text(hit.rank() + ". ", passage, locator, clause, score));
      return;
    }
    ObjectNode json = JsonLines.object();
    json.put("rank", hit.rank());
    json.put("score", hit.score());
    PassageView.add(json, passage, locator, clause);
    JsonLines.print(console.out(), json);
  }
}
