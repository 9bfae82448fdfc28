package lectern.app.cli;

import java.time.LocalDate;
import java.time.ZoneOffset;
import lectern.app.Collection;
import lectern.app.Lectern;
import lectern.app.ModelRoute;
import lectern.retrieve.SearchableIndex;
import lectern.retrieve.search.FusionMethod;
import lectern.retrieve.search.RankOptions;
import lectern.retrieve.search.RankedSearch;
import lectern.synthesize.ModelCard;
import lectern.synthesize.Question;
import lectern.synthesize.answer.Stage;
import lectern.synthesize.answer.Synthesizer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What `ask` and `plan` share: a question, and the index brought up to date for it.
final class AskingOptions {
  @Mixin CommonOptions common = new CommonOptions();
  @Mixin QuestionOptions asked = new QuestionOptions();
  @Mixin PlanOptions wanted = new PlanOptions();
  @Mixin PricesOption prices = new PricesOption();
  @Mixin VocabularyOption vocabulary = new VocabularyOption();
  @Mixin ModeOption ranked = new ModeOption();
  @Mixin ManifestOption manifest = new ManifestOption();

  @Option(
      names = "--no-ingest",
      description = "Take the index as it is, without a look at the folder: for large ones.")
  boolean noIngest;

  /// What is done with the question.
  interface Work {
    /// Returns the exit code.
    ///
    /// @param stale why the index may be behind the folder, or null
    int done(Synthesizer synthesizer, Question question, @Nullable String stale);
  }

  private ModelCard model(Console console, Lectern lectern) {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    ModelRoute route = lectern.models().primary(wanted.model, today, prices.day(today));
    route.notes().forEach(note -> common.note(console, note));
    return route.card();
  }

  int with(Console console, Interruption interruption, Stage.Listener listener, Work work) {
    Lectern lectern = common.lectern(console);
    Question question = asked.question(console, wanted.tier());
    ModelCard model = model(console, lectern);
    Collection collection = asked.collection.collection();
    Freshening.Fresh fresh =
        noIngest
            ? Freshening.asItIs(console, lectern, collection)
            : Freshening.open(
                console, interruption, common, lectern, collection, manifest.request(collection));
    try (SearchableIndex index = fresh.index();
        RankedSearch search =
            lectern.ranked(
                collection,
                index,
                ranked.mode,
                new RankOptions(FusionMethod.SCORES, vocabulary.vocabulary()),
                why -> common.note(console, why))) {
      return work.done(
          lectern.synthesizer(index, search, model, listener), question, fresh.stale());
    }
  }
}
