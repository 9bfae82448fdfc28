package lectern.synthesize.catalogue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import lectern.synthesize.ListedModel;
import lectern.synthesize.ModelCard;
import lectern.synthesize.ModelListing;
import lectern.synthesize.ModelRules.Thinking;
import org.jspecify.annotations.Nullable;

/// The catalogue's rows of one provider beside what that lists for a key.
///
/// @param rows by the row's id
/// @param unknown what is listed and in no row, in the provider's order
public record Reconciliation(
    String provider, String host, Map<String, Standing> rows, List<ListedModel> unknown) {
  public Reconciliation {
    rows = Map.copyOf(rows);
    unknown = List.copyOf(unknown);
  }

  /// How a row stands to the list.
  ///
  /// @param listed what the provider says of the model; null where it does not list it, so that the
  ///   key may not call it
  /// @param differences in sentences without a full stop
  public record Standing(@Nullable ListedModel listed, List<String> differences) {
    public Standing {
      differences = List.copyOf(differences);
    }

    /// Whether the key may call the model.
    public boolean callable() {
      return listed != null;
    }
  }

  /// Compares all rows of the listing's provider with it, by id or alias.
  ///
  /// @param today the day that decides who is retired
  public static Reconciliation of(
      List<ModelEntry> catalogue, ModelListing.Listed listing, LocalDate today) {
    List<ModelEntry> own =
        catalogue.stream()
            .filter(entry -> entry.unpriced().provider().equals(listing.provider()))
            .toList();
    Map<String, Standing> rows = new HashMap<>();
    for (ModelEntry entry : own) {
      Optional<ListedModel> listed = listed(entry, listing.models());
      rows.put(
          entry.unpriced().id(),
          new Standing(
              listed.orElse(null),
              listed.map(model -> differences(entry.unpriced(), model, today)).orElse(List.of())));
    }
    List<ListedModel> unknown =
        listing.models().stream()
            .filter(model -> own.stream().noneMatch(entry -> entry.isMeantBy(model.id())))
            .toList();
    return new Reconciliation(listing.provider(), listing.host(), rows, unknown);
  }

  private static Optional<ListedModel> listed(ModelEntry entry, List<ListedModel> models) {
    return models.stream()
        .filter(model -> entry.unpriced().id().equals(model.id()))
        .findFirst()
        .or(() -> models.stream().filter(model -> entry.isMeantBy(model.id())).findFirst());
  }

  private static List<String> differences(ModelCard card, ListedModel listed, LocalDate today) {
    var differences = new ArrayList<String>();
    if (card.isRetired(today)) {
      differences.add(
          "listed, though its row says that it is refused from " + card.retired() + " on");
    }
    Long window = listed.windowTokens();
    if (window != null && window != card.windowTokens()) {
      differences.add(
          String.format(
              Locale.ROOT, "window %,d tokens there, %,d in its row", window, card.windowTokens()));
    }
    differs(differences, "pictures", listed.images(), card.rules().images());
    differs(differences, "videos", listed.video(), card.rules().video());
    if (Boolean.FALSE.equals(listed.reasoning()) && card.rules().thinking() != Thinking.NONE) {
      differences.add("does not think there, does so in its row");
    }
    return differences;
  }

  private static void differs(
      List<String> differences, String what, @Nullable Boolean there, boolean here) {
    if (there != null && there != here) {
      differences.add(
          there
              ? "sees " + what + " there, not in its row"
              : "sees no " + what + " there, does so in its row");
    }
  }
}
