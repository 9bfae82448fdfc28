package lectern.app.cli;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import lectern.app.AppException;
import lectern.app.Collection;
import lectern.app.Lectern;
import lectern.app.LecternSettings;
import lectern.app.ModelAccess;
import lectern.app.StateFolder;
import lectern.retrieve.Embedder;
import lectern.retrieve.SearchableIndex;
import lectern.retrieve.search.FusionMethod;
import lectern.retrieve.search.RankOptions;
import lectern.retrieve.search.RankedSearch;
import lectern.synthesize.CallProgress;
import lectern.synthesize.Question;
import lectern.synthesize.answer.Classifier;
import lectern.synthesize.answer.Stage;
import lectern.synthesize.answer.Synthesizer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What `ask`, `plan` and `synthesize` share: a question, and the index brought up to date for it.
final class AskingOptions {
  @Mixin CommonOptions common = new CommonOptions();
  @Mixin QuestionOptions asked = new QuestionOptions();
  @Mixin ModelOptions wanted = new ModelOptions();
  @Mixin PricesOption prices = new PricesOption();
  @Mixin VocabularyOption vocabulary = new VocabularyOption();
  @Mixin ModeOption ranked = new ModeOption();
  @Mixin ManifestOption manifest = new ManifestOption();

  @Option(
      names = "--no-ingest",
      description = "Take the index as it is, without a look at the folder: for large ones.")
  boolean noIngest;

  private final Set<String> told = ConcurrentHashMap.newKeySet();

  /// What is done with the question.
  interface Work {
    /// Returns the exit code.
    ///
    /// @param classifier has a model tell the kinds of questions; null where none is set
    /// @param stale why the index may be behind the folder, or null
    /// @param whyOffline why no model is asked, or null
    int done(
        Synthesizer synthesizer,
        Question question,
        @Nullable Classifier classifier,
        @Nullable String stale,
        @Nullable String whyOffline);
  }

  /// What may be sent to a model.
  ///
  /// @param offline whether nothing may
  /// @param anew whether a reply that the ledger holds is asked for again
  /// @param exact whether the prompt is counted by the provider, so that there must be one to ask
  /// @param judge name of the model that judges the answer, or null
  record Sending(boolean offline, boolean anew, boolean exact, @Nullable String judge) {}

  private static void requireModel(Sending sending, ModelAccess access) {
    String whyOffline = access.whyOffline();
    if (sending.exact() && whyOffline != null) {
      throw new AppException.BadArgument(
          "--exact asks a provider to count, and " + whyOffline,
          "Set a key for the model in the environment (see `lectern models --providers`), or leave"
              + " --exact out.");
    }
  }

  /// Says once what happens on the way to an answer.
  void tell(Console console, String what) {
    if (told.add(what)) {
      common.note(console, Printable.line("note: " + what));
    }
  }

  private ModelAccess access(
      Console console, Lectern lectern, Sending sending, CallProgress progress) {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    LecternSettings settings = LecternSettings.of(common.sources(console));
    ModelAccess access =
        lectern.access(
            StateFolder.ledger(settings, console.environment()),
            new ModelAccess.Options(
                wanted.model,
                today,
                prices.day(today),
                sending.offline(),
                sending.anew(),
                sending.judge()),
            warning -> console.err().println(Printable.line(warning)),
            progress);
    access.notes().forEach(note -> common.note(console, note));
    return access;
  }

  /// @param command the name of it
  int with(
      Console console,
      Interruption interruption,
      String command,
      PlanOptions.Choice choice,
      Sending sending,
      Stage.Listener listener,
      Work work) {
    Lectern lectern = common.lectern(console);
    Question question =
        asked.question(console, choice.tier(), wanted.wish(choice)).told(choice.kind());
    // Before the folder is read: a model that cannot be asked is told at once.
    try (WaitView waiting =
            WaitView.on(console, command, !common.quiet, why -> tell(console, why));
        ModelAccess access = access(console, lectern, sending, waiting)) {
      requireModel(sending, access);
      return with(console, interruption, lectern, access, listener, question, work);
    }
  }

  private int with(
      Console console,
      Interruption interruption,
      Lectern lectern,
      ModelAccess access,
      Stage.Listener listener,
      Question question,
      Work work) {
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
      Consumer<String> told = note -> tell(console, note);
      // The extractive reader says nothing but what it quotes.
      Embedder embedder = access.whyOffline() == null ? search.local() : null;
      return work.done(
          lectern
              .synthesizer(index, search, access, listener)
              .supported(embedder, access.judge(told)),
          question,
          access.classifier(told),
          fresh.stale(),
          access.whyOffline());
    }
  }
}
