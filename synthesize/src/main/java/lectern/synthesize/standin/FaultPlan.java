package lectern.synthesize.standin;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Which calls go wrong, and how. The first calls follow a script, the others are drawn by the
/// stand-in's seed and their number, so that the same plan and seed give the same faults.
///
/// @param script faults of the first calls that got as far as the chat endpoint, in order
/// @param shares how often each fault happens after that
/// @param slow how long what is slow or stalled waits
public record FaultPlan(List<Fault> script, List<Share> shares, Duration slow) {
  /// How often a fault happens.
  ///
  /// @param share of the calls, 0.0 to 1.0
  public record Share(Fault fault, double share) {}

  /// Longer than any sensible limit on waiting for the first token: Moonshot's worst was 243 s.
  private static final Duration SLOW = Duration.ofMinutes(5);

  /// Everything goes well.
  public static final FaultPlan NONE = new FaultPlan(List.of(), List.of(), SLOW);

  /// What a script can hold: a list of more would be as large as the calls it is about.
  private static final int MOST_SCRIPTED = 1_000_000;

  private static final Duration MOST_SLOW = Duration.ofDays(1);

  private static final Pattern ITEM =
      Pattern.compile(
          "([a-z0-9-]+)(?:\\*([0-9]{1,7})|:([0-9]+|[0-9]*\\.[0-9]+)|=([0-9]{1,9})(ms|s|m))?");

  public FaultPlan {
    script = List.copyOf(script);
    shares = List.copyOf(shares);
    double all = shares.stream().mapToDouble(Share::share).sum();
    if (all > 1 + 1e-9 || shares.stream().anyMatch(share -> share.share() < 0)) {
      throw new IllegalArgumentException("shares of faults come to " + all);
    }
  }

  /// The first calls go like this, those after them well.
  public static FaultPlan script(Fault... faults) {
    return new FaultPlan(List.of(faults), List.of(), SLOW);
  }

  public FaultPlan withSlow(Duration value) {
    return new FaultPlan(script, shares, value);
  }

  /// Reads a plan as it is written on the command line: `overload,ok*2,truncate` is a script,
  /// `overload:0.02,truncate:0.01` says how often, `slow=20s` how long slow things take. All of it
  /// can stand in one plan.
  ///
  /// @throws IllegalArgumentException where it cannot be read; the message says which part
  public static FaultPlan parse(String text) {
    List<Fault> script = new ArrayList<>();
    List<Share> shares = new ArrayList<>();
    Duration slow = SLOW;
    for (String part : text.isBlank() ? new String[0] : text.split(",", -1)) {
      Matcher item = ITEM.matcher(part.strip());
      if (!item.matches()) {
        throw new IllegalArgumentException("cannot read '" + part + "' in the fault plan");
      }
      if (item.group(4) != null) {
        if (!item.group(1).equals("slow")) {
          throw new IllegalArgumentException("only slow=… takes a duration, not " + part);
        }
        slow = duration(Long.parseLong(item.group(4)), item.group(5));
        if (slow.compareTo(MOST_SLOW) > 0) {
          throw new IllegalArgumentException("nothing is slower than 24 hours, not " + part);
        }
        continue;
      }
      Fault fault =
          Fault.written(item.group(1))
              .orElseThrow(() -> new IllegalArgumentException(unknown(part)));
      if (item.group(3) != null) {
        shares.add(new Share(fault, Double.parseDouble(item.group(3))));
      } else {
        int times = item.group(2) == null ? 1 : Integer.parseInt(item.group(2));
        if (times < 1 || script.size() + times > MOST_SCRIPTED) {
          throw new IllegalArgumentException(
              "a script has 1 to 1,000,000 calls, each fault at least once, not " + part);
        }
        for (int i = 0; i < times; i++) {
          script.add(fault);
        }
      }
    }
    return new FaultPlan(script, shares, slow);
  }

  private static Duration duration(long amount, String unit) {
    return switch (unit) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      default -> Duration.ofMinutes(amount);
    };
  }

  private static String unknown(String part) {
    return "no fault is called '"
        + part
        + "'; there are "
        + List.of(Fault.values()).stream().map(Fault::written).collect(Collectors.joining(", "));
  }

  /// What happens to a call.
  ///
  /// @param number of the call, from 0
  /// @param drawn decides where there is no script any more
  Fault of(long number, long drawn) {
    if (number < script.size()) {
      return script.get((int) number);
    }
    double place = (drawn >>> 11) * 0x1.0p-53;
    for (Share share : shares) {
      place -= share.share();
      if (place < 0) {
        return share.fault();
      }
    }
    return Fault.OK;
  }

  /// As [#parse] reads it, without the duration.
  @Override
  public String toString() {
    return script.stream().map(Fault::written).collect(Collectors.joining(","))
        + (script.isEmpty() || shares.isEmpty() ? "" : ",")
        + shares.stream()
            .map(
                share ->
                    String.format(Locale.ROOT, "%s:%s", share.fault().written(), share.share()))
            .collect(Collectors.joining(","));
  }
}
