package lectern.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import lectern.synthesize.ListedModel;
import lectern.synthesize.ModelListing;
import lectern.synthesize.catalogue.ModelEntry;
import lectern.synthesize.catalogue.Reconciliation;
import org.jspecify.annotations.Nullable;

/// What providers say that keys may call, beside the catalogue, in words and as JSON.
final class ListingView {
  /// An aggregator lists hundreds.
  private static final int MOST_UNKNOWN = 20;

  private final List<ModelListing> listings;
  private final List<Reconciliation> lists;
  private final List<ModelEntry> catalogue;
  private final LocalDate today;

  ListingView(List<ModelListing> listings, List<ModelEntry> catalogue, LocalDate today) {
    this.listings = listings;
    this.catalogue = catalogue;
    this.today = today;
    var compared = new ArrayList<Reconciliation>();
    for (ModelListing listing : listings) {
      if (listing instanceof ModelListing.Listed listed) {
        compared.add(Reconciliation.of(catalogue, listed, today));
      }
    }
    this.lists = List.copyOf(compared);
  }

  /// Whether the key may call a model, in a word; null where no provider gave a list.
  @Nullable String word(ModelEntry entry) {
    if (lists.isEmpty()) {
      return null;
    }
    return standing(entry).map(standing -> standing.callable() ? "yes" : "no").orElse("-");
  }

  boolean isEmpty() {
    return lists.isEmpty();
  }

  /// How a row stands to its provider's list. Where a provider is asked at two addresses, to the
  /// first.
  private Optional<Reconciliation.Standing> standing(ModelEntry entry) {
    return listOf(entry).map(list -> list.rows().get(entry.unpriced().id()));
  }

  private Optional<Reconciliation> listOf(ModelEntry entry) {
    return lists.stream()
        .filter(list -> list.provider().equals(entry.unpriced().provider()))
        .findFirst();
  }

  /// Lines that stand below everything else of one model; empty where its provider gave no list.
  String words(ModelEntry entry) {
    StringBuilder text = new StringBuilder();
    listOf(entry)
        .ifPresent(
            list -> {
              Reconciliation.Standing standing = list.rows().get(entry.unpriced().id());
              if (standing == null) {
                return;
              }
              text.append(
                      standing.callable()
                          ? "\n  the key may call it ("
                          : "\n  the key may not call it (")
                  .append(Printable.line(list.host()))
                  .append(')');
              standing.differences().forEach(it -> text.append("\n  ").append(Printable.line(it)));
            });
    return text.toString();
  }

  /// Lines below the table, for each list.
  List<String> words() {
    var lines = new ArrayList<String>();
    for (Reconciliation list : lists) {
      lines.add("");
      lines.add(heading(list));
      List<ModelEntry> own =
          catalogue.stream()
              .filter(entry -> entry.unpriced().provider().equals(list.provider()))
              .toList();
      String missing =
          own.stream()
              .filter(entry -> !entry.unpriced().isRetired(today))
              .map(entry -> entry.unpriced().id())
              .filter(id -> !callable(list, id))
              .collect(Collectors.joining(", "));
      if (!missing.isEmpty()) {
        lines.add("  not listed, so not to be called: " + missing);
      }
      for (ModelEntry entry : own) {
        Reconciliation.Standing standing = list.rows().get(entry.unpriced().id());
        if (standing != null) {
          standing
              .differences()
              .forEach(difference -> lines.add("  " + entry.unpriced().id() + ": " + difference));
        }
      }
      if (!list.unknown().isEmpty()) {
        lines.add("  in no row of the catalogue: " + unknown(list.unknown()));
      }
    }
    return lines.stream().map(Printable::line).toList();
  }

  private static boolean callable(Reconciliation list, String id) {
    Reconciliation.Standing standing = list.rows().get(id);
    return standing != null && standing.callable();
  }

  private static String heading(Reconciliation list) {
    long callable = list.rows().values().stream().filter(Reconciliation.Standing::callable).count();
    return String.format(
        Locale.ROOT,
        "%s (%s) lists %,d of the catalogue's models for this key, and %,d others",
        list.provider(),
        list.host(),
        callable,
        list.unknown().size());
  }

  private static String unknown(List<ListedModel> models) {
    String named =
        models.stream()
            .limit(MOST_UNKNOWN)
            .map(
                model ->
                    model.windowTokens() == null
                        ? model.id()
                        : String.format(
                            Locale.ROOT, "%s (window %,d)", model.id(), model.windowTokens()))
            .collect(Collectors.joining(", "));
    int more = models.size() - MOST_UNKNOWN;
    return more > 0 ? named + " and " + more + " more (--json has all)" : named;
  }

  /// Puts into a model's JSON whether the key may call it: `callable`, `listed`, `differences`.
  ObjectNode put(ModelEntry entry, ObjectNode json) {
    Reconciliation.Standing standing = standing(entry).orElse(null);
    ListedModel listed = standing == null ? null : standing.listed();
    json.put("callable", standing == null ? null : standing.callable());
    json.set("listed", listed == null ? null : json(listed));
    ArrayNode differences = json.putArray("differences");
    if (standing != null) {
      standing.differences().forEach(differences::add);
    }
    return json;
  }

  /// One object for each provider that was, or was to be, asked.
  List<ObjectNode> json() {
    var lines = new ArrayList<ObjectNode>();
    for (ModelListing listing : listings) {
      ObjectNode json = JsonLines.object();
      ObjectNode inner = json.putObject("listing");
      inner.put("provider", listing.provider());
      inner.put("host", listing.host());
      switch (listing) {
        case ModelListing.Listed listed -> {
          inner.put("models", listed.models().size());
          ArrayNode unknown = inner.putArray("unknown");
          Reconciliation.of(catalogue, listed, today)
              .unknown()
              .forEach(model -> unknown.add(json(model)));
          inner.putNull("failure");
        }
        case ModelListing.Failed failed ->
            inner.putNull("models").putNull("unknown").put("failure", failed.message());
        case ModelListing.KeptBack _ ->
            inner.putNull("models").putNull("unknown").put("failure", keptBack(listing));
      }
      lines.add(json);
    }
    return lines;
  }

  private static ObjectNode json(ListedModel model) {
    return JsonLines.object()
        .put("id", model.id())
        .put("window_tokens", model.windowTokens())
        .put("images", model.images())
        .put("video", model.video())
        .put("reasoning", model.reasoning());
  }

  /// Says who gave no list, and why.
  ///
  /// @return how the command ends for it
  Exit tellFailures(Console console, CommonOptions common) {
    Exit exit = Exit.OK;
    for (ModelListing listing : listings) {
      switch (listing) {
        case ModelListing.Listed _ -> {}
        case ModelListing.KeptBack _ -> common.note(console, Printable.line(keptBack(listing)));
        case ModelListing.Failed failed -> {
          console
              .err()
              .println(
                  "lectern models: which models the key may call is not known: "
                      + Printable.line(failed.message()));
          console
              .err()
              .println("hint: " + Printable.line(failed.hint()) + " --offline asks nobody.");
          exit = Exit.MODEL;
        }
      }
    }
    return exit;
  }

  private static String keptBack(ModelListing listing) {
    return "the key of " + listing.provider() + " does not go to " + listing.host();
  }
}
