package lectern.app;

import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lectern.synthesize.Calibration;
import lectern.synthesize.Provider;
import lectern.synthesize.SynthesisException;
import lectern.synthesize.catalogue.CalibrationFile;
import lectern.synthesize.catalogue.FoundModel;
import lectern.synthesize.catalogue.ModelCatalogue;
import org.jspecify.annotations.Nullable;

/// The models that the settings name, and the catalogue they are found in.
public final class Models {
  /// Part of an address that is the name of a variable.
  private static final Pattern VARIABLE = Pattern.compile("(?<=/)[A-Z][A-Z0-9]*(_[A-Z0-9]+)+");

  private final ModelCatalogue catalogue;
  private final List<ModelChoice> choices;
  private final Keys keys;
  private final Calibration calibration;

  private Models(
      ModelCatalogue catalogue, List<ModelChoice> choices, Keys keys, Calibration calibration) {
    this.catalogue = catalogue;
    this.choices = choices;
    this.keys = keys;
    this.calibration = calibration;
  }

  static Models of(LecternSettings settings, Keys keys) {
    ModelCatalogue shipped = ModelCatalogue.shipped();
    Path rows = settings.catalogue();
    Path measured = settings.calibration();
    return new Models(
        rows == null ? shipped : shipped.withOverrides(rows),
        settings.models(),
        keys,
        measured == null ? Calibration.NONE : CalibrationFile.read(measured));
  }

  /// How well models were measured to read.
  Calibration calibration() {
    return calibration;
  }

  public ModelCatalogue catalogue() {
    return catalogue;
  }

  /// The model that is asked first.
  ///
  /// @param asked name that goes before the settings', or null
  /// @param today the day of the call
  /// @param pricesOn the day whose prices count
  public ModelRoute primary(@Nullable String asked, LocalDate today, LocalDate pricesOn) {
    return asked == null
        ? route(choices.getFirst(), today, pricesOn)
        : named(asked, today, pricesOn);
  }

  /// All models that may be asked, best first, each once. One that may only step in and is unknown
  /// or retired is left out: the first can still answer.
  ///
  /// @param asked name that goes before the settings' first, or null
  /// @param today the day of the call
  /// @param leftOut hears of those, and why
  public List<ModelRoute> all(@Nullable String asked, LocalDate today, Consumer<String> leftOut) {
    var routes = new ArrayList<ModelRoute>();
    routes.add(primary(asked, today, today));
    for (ModelChoice choice : choices.subList(1, choices.size())) {
      ModelRoute route;
      try {
        route = route(choice, today, today);
      } catch (SynthesisException.BadCatalogue e) {
        leftOut.accept(choice.model() + " cannot step in: " + e.getMessage());
        continue;
      }
      if (routes.stream().noneMatch(other -> other.card().name().equals(route.card().name()))) {
        routes.add(route);
      }
    }
    return List.copyOf(routes);
  }

  /// A name of the command line means a row of the settings' provider if there is one, and
  /// otherwise whatever it would mean without settings: an address goes with its provider.
  private ModelRoute named(String asked, LocalDate today, LocalDate pricesOn) {
    ModelChoice first = choices.getFirst();
    String provider = first.provider();
    boolean theirs =
        provider == null || catalogue.serves(provider, asked) || !catalogue.isNamed(asked);
    return route(
        theirs
            ? new ModelChoice(provider, first.baseUrl(), asked)
            : new ModelChoice(null, null, asked),
        today,
        pricesOn);
  }

  private ModelRoute route(ModelChoice choice, LocalDate today, LocalDate pricesOn) {
    FoundModel found = catalogue.find(choice.provider(), choice.model(), today, pricesOn);
    String provider = choice.provider();
    boolean elsewhere = provider != null && !provider.equals(found.card().provider());
    return new ModelRoute(
        found.card(), elsewhere ? null : choice.baseUrl(), found.thinking(), found.notes());
  }

  /// Who serves a model.
  public Provider provider(ModelRoute route) {
    return catalogue.provider(route.card().provider());
  }

  /// Where a model is asked: at the address that was set for it, else at the one in the
  /// environment's `…_BASE_URL` of its provider, else at the catalogue's.
  ///
  /// @throws AppException.BadSetting if the address needs a variable that is not set
  public URI baseUrl(ModelRoute route) {
    return baseUrl(new Place(provider(route), route.chosenUrl()));
  }

  /// Where models of the settings are asked.
  ///
  /// @param chosenUrl address that was set, or null for the provider's
  record Place(Provider provider, @Nullable URI chosenUrl) {}

  /// The places where the models of the settings are asked, each once, whatever has become of the
  /// models. One that is unknown has a place only if its provider is named.
  List<Place> places() {
    var places = new LinkedHashSet<Place>();
    for (ModelChoice choice : choices) {
      try {
        // Before any model was retired.
        ModelRoute route = route(choice, LocalDate.EPOCH, LocalDate.EPOCH);
        places.add(new Place(provider(route), route.chosenUrl()));
      } catch (SynthesisException.BadCatalogue _) {
        catalogue.providers().stream()
            .filter(provider -> provider.name().equals(choice.provider()))
            .forEach(provider -> places.add(new Place(provider, choice.baseUrl())));
      }
    }
    return List.copyOf(places);
  }

  /// As [#baseUrl(ModelRoute)].
  URI baseUrl(Place place) {
    URI chosen = place.chosenUrl();
    if (chosen != null) {
      return chosen;
    }
    URI named = keys.baseUrl(place.provider().name());
    return named == null ? filled(place.provider()) : named;
  }

  private URI filled(Provider provider) {
    String address = provider.baseUrl().toString();
    return URI.create(
        VARIABLE
            .matcher(address)
            .replaceAll(
                variable -> Matcher.quoteReplacement(account(provider.name(), variable.group()))));
  }

  private String account(String provider, String variable) {
    String value = keys.value(variable);
    if (!value.matches("[A-Za-z0-9_-]+")) {
      throw new AppException.BadSetting(
          "the address of "
              + provider
              + " needs "
              + variable
              + ", which is "
              + (value.isEmpty() ? "not set" : "no plain name"),
          "Set it in the environment, or give the whole address as llm.base-url.",
          null);
    }
    return value;
  }
}
