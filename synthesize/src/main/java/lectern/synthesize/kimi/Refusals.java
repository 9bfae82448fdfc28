package lectern.synthesize.kimi;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lectern.synthesize.ModelCard;
import lectern.synthesize.SynthesisException;
import org.jspecify.annotations.Nullable;

/// Says why no completion can be had, and what to do about it.
///
/// @param proxy the one that leads there, without a password; null for none
record Refusals(Endpoint endpoint, @Nullable String proxy) {
  private static final Pattern REQUESTED = Pattern.compile("requested: ?(\\d{1,15})\\)");

  /// One failure in words, without a full stop.
  String what(ModelCard model, Failure failure) {
    String status = failure.status() == 0 ? "" : failure.status() + ", ";
    return String.format(
        Locale.ROOT, "%s (%s): %s%s", model.name(), where(), status, failure.message());
  }

  /// The address, and the way there where somebody else stands in it.
  private String where() {
    return endpoint.host() + (proxy == null ? "" : " by the proxy " + proxy);
  }

  /// @param tries requests that were sent
  /// @param cost of all of them; null where that is not known
  /// @param received what came of an answer, or ""
  SynthesisException given(
      ModelCard model, Failure failure, int tries, @Nullable BigDecimal cost, String received) {
    String message = what(model, failure) + (tries > 1 ? " (after " + tries + " tries)" : "");
    String hint = hint(endpoint, failure);
    return failure.kind() == Failure.Kind.OVER_LIMIT
        ? new SynthesisException.OverLimit(message, hint, counted(failure))
        : new SynthesisException.NoCompletion(
            message,
            hint,
            failure.kind().elsewhere(),
            cost,
            received,
            failure.kind() == Failure.Kind.RATE_LIMITED);
  }

  /// @param cost of the calls before; null where that is not known
  /// @param received what came of an answer before, or ""
  SynthesisException noRoom(
      ModelCard model, KimiSettings settings, @Nullable BigDecimal cost, String received) {
    return new SynthesisException.NoCompletion(
        model.name()
            + " ("
            + endpoint.host()
            + "): the account's limits leave no room for the call within "
            + settings.deadline().toSeconds()
            + " s",
        "Ask later, wait longer with llm.deadline-seconds, or raise the account's tier by a top-up.",
        true,
        cost,
        received,
        true);
  }

  private static long counted(Failure failure) {
    Matcher requested = REQUESTED.matcher(failure.message());
    return requested.find() ? Long.parseLong(requested.group(1)) : 0;
  }

  static String hint(Endpoint endpoint, Failure failure) {
    return switch (failure.kind()) {
      case OVER_LIMIT -> "Narrow the scope with --document, or ask for a smaller --tier.";
      case BAD_REQUEST ->
          "The provider does not take what was sent: see docs/models.md for the model's rules.";
      case CONTENT_FILTER ->
          "The provider's filter will not have this prompt: narrow the scope with --document.";
      case BAD_KEY ->
          "Set the key of "
              + endpoint.host()
              + " in the environment anew"
              + variables(endpoint)
              + "; keys of api.moonshot.ai and api.moonshot.cn are not interchangeable.";
      case FORBIDDEN ->
          "See in the provider's console what the key may do, and whether the account has money.";
      case NO_MODEL ->
          "See `lectern models`; a model may be retired, the account not be topped up for it, or the"
              + " base URL not be where the interface begins, mostly in /v1, and whether it should be https.";
      case RATE_LIMITED -> "Ask later, or raise the account's tier by a top-up.";
      case OVERLOADED, SERVER_ERROR ->
          "The provider has trouble; ask later, or name a fallback in [llm.fallback].";
      case NO_QUOTA ->
          "The account has no money left: top it up, or name a fallback in [llm.fallback].";
      case TIMED_OUT ->
          "Ask again, or allow more time by the settings llm.headers-seconds, llm.first-token-seconds,"
              + " llm.idle-seconds and llm.deadline-seconds; what the provider billed is held in `lectern"
              + " costs`.";
      case TRUNCATED, BROKEN_OFF ->
          "Ask again; what the provider billed is held in `lectern costs`.";
      case UNREACHABLE ->
          "See whether the base URL is right (http or https?), its server runs, and this machine is online.";
      case PROXY ->
          "See whether the variable names the proxy as http://host:port and it runs and lets one through"
              + " without a password, or name "
              + endpoint.baseUrl().getHost()
              + " in no_proxy.";
      case UNTRUSTED ->
          "See whether the base URL is right (http or https?) and its certificate valid.";
      case REDIRECTED ->
          "Set the base URL to where the interface is, if you trust that host with the key.";
      case ENCODED, ENDLESS ->
          "See which server or proxy answers at the base URL; what it billed is held in `lectern costs`.";
      case NOT_UNDERSTOOD ->
          "See whether the base URL ends where the interface begins, mostly in /v1.";
      case CANCELLED -> "Ask again.";
    };
  }

  private static String variables(Endpoint endpoint) {
    return endpoint.provider().keyVariables().isEmpty()
        ? ""
        : " (" + String.join(" or ", endpoint.provider().keyVariables()) + ")";
  }
}
