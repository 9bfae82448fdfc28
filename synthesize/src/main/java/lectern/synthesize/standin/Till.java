package lectern.synthesize.standin;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Adds up what is billed and refused. Thread-safe.
final class Till {
  private final Map<String, Bill.Line> lines = new TreeMap<>();
  private final Map<String, Long> refusals = new TreeMap<>();
  private final Map<String, BigDecimal> usd = new HashMap<>();

  synchronized void bill(Bill.Line line) {
    lines.merge(line.account() + '\n' + line.model(), line, Bill.Line::plus);
    usd.merge(line.account(), line.usd(), BigDecimal::add);
  }

  synchronized void refused(Refusal refusal) {
    refusals.merge(refusal.status() + " " + refusal.type(), 1L, Long::sum);
  }

  /// What an account owes. Asked at each call, so it is kept.
  synchronized BigDecimal usd(String account) {
    return usd.getOrDefault(account, BigDecimal.ZERO);
  }

  synchronized Bill bill() {
    return new Bill(List.copyOf(lines.values()), refusals);
  }

  /// The bill in Prometheus's text format.
  String metrics() {
    Bill bill = bill();
    var text = new StringBuilder();
    counter(text, "requests_total", "Calls billed.");
    bill.lines().forEach(line -> sample(text, "requests_total", line, "", line.requests()));
    counter(text, "tokens_total", "Tokens billed; cached and written ones are prompt tokens too.");
    for (Bill.Line line : bill.lines()) {
      sample(text, "tokens_total", line, "prompt", line.promptTokens());
      sample(text, "tokens_total", line, "cached", line.cachedTokens());
      sample(text, "tokens_total", line, "written", line.writtenTokens());
      sample(text, "tokens_total", line, "completion", line.completionTokens());
    }
    counter(text, "usd_total", "US dollars billed.");
    bill.lines()
        .forEach(line -> sample(text, "usd_total", line, "", line.usd().stripTrailingZeros()));
    counter(text, "refusals_total", "Calls refused.");
    bill.refusals().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            kind -> {
              String[] words = kind.getKey().split(" ", 2);
              text.append(
                  String.format(
                      Locale.ROOT,
                      "standin_refusals_total{status=\"%s\",type=\"%s\"} %d\n",
                      words[0],
                      words[1],
                      kind.getValue()));
            });
    return text.toString();
  }

  private static void counter(StringBuilder text, String name, String help) {
    text.append(String.format(Locale.ROOT, "# HELP standin_%s %s\n", name, help));
    text.append(String.format(Locale.ROOT, "# TYPE standin_%s counter\n", name));
  }

  private static void sample(
      StringBuilder text, String name, Bill.Line line, String kind, Number value) {
    String written = value instanceof BigDecimal usd ? usd.toPlainString() : value.toString();
    text.append(
        String.format(
            Locale.ROOT,
            "standin_%s{account=\"%s\",model=\"%s\"%s} %s\n",
            name,
            line.account(),
            line.model(),
            kind.isEmpty() ? "" : ",kind=\"" + kind + "\"",
            written));
  }
}
