package lectern.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import lectern.app.AppException;
import lectern.app.LecternSettings;
import lectern.app.StateFolder;
import lectern.synthesize.ledger.CostKey;
import lectern.synthesize.ledger.CostSum;
import lectern.synthesize.ledger.Foreseen;
import lectern.synthesize.ledger.LedgerReading;
import lectern.synthesize.ledger.RecordedCall;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Sums what calls of models took and cost.
@Command(
    name = "costs",
    header = {
      "Print what calls of models took and cost, from the ledger of this machine.",
      "",
      "Example:  lectern costs --by model --since 2026-11-01",
      ""
    },
    description =
        "Days are those of UTC on which calls were sent. A call whose process died before its end was"
            + " written down is unknown: it may have been billed, and counts at its worst price.")
final class CostsCommand implements Callable<Integer> {
  private final Console console;
  @Mixin CommonOptions common = new CommonOptions();

  @Option(
      names = "--by",
      paramLabel = "KEY",
      description = "What is summed by: day, model, account, tier or scope; day where left out.")
  CostKey by = CostKey.DAY;

  @Option(names = "--since", paramLabel = "DATE", description = "First day, in UTC, as 2026-11-01.")
  @Nullable LocalDate since;

  @Option(names = "--until", paramLabel = "DATE", description = "Last day, in UTC.")
  @Nullable LocalDate until;

  @Option(names = "--calls", description = "List calls in place of sums, the latest last.")
  boolean each;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Most calls that --calls lists; 20 where left out.")
  int limit = 20;

  CostsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    check();
    LecternSettings settings = LecternSettings.of(common.sources(console));
    Path ledger = StateFolder.ledger(settings, console.environment());
    LedgerReading reading = LedgerReading.of(ledger);
    List<RecordedCall> calls = reading.calls().stream().filter(this::isAsked).toList();
    if (each) {
      List<RecordedCall> latest = calls.subList(Math.max(0, calls.size() - limit), calls.size());
      if (common.json) {
        latest.forEach(call -> JsonLines.print(console.out(), CallsView.json(call)));
      } else {
        console.out().print(CallsView.text(latest));
      }
    } else {
      sums(ledger, reading, calls);
    }
    long accounts = calls.stream().map(RecordedCall::account).distinct().count();
    if (!each && accounts > 1 && by != CostKey.ACCOUNT) {
      common.note(
          console, "costs: of " + accounts + " accounts; --by account says at which addresses");
    }
    if (calls.isEmpty()) {
      common.note(console, "costs: " + none(ledger, reading));
    }
    for (LedgerReading.Damage damage : reading.damages()) {
      console.err().println("costs: " + Printable.line(words(damage)));
    }
    return Exit.OK.code();
  }

  private void check() {
    if (since != null && until != null && until.isBefore(since)) {
      throw new AppException.BadArgument(
          "--until " + until + " is before --since " + since, "Give the earlier day to --since.");
    }
    if (limit < 1) {
      throw new AppException.BadArgument(
          "--limit must be 1 or more: " + limit, "Leave it out for 20.");
    }
  }

  private boolean isAsked(RecordedCall recorded) {
    LocalDate day = recorded.call().at().atZone(ZoneOffset.UTC).toLocalDate();
    return (since == null || !day.isBefore(since)) && (until == null || !day.isAfter(until));
  }

  private void sums(Path ledger, LedgerReading reading, List<RecordedCall> calls) {
    SequencedMap<String, CostSum> sums = by.sum(calls);
    CostSum total = CostSum.of(calls);
    Foreseen foreseen = Foreseen.of(reading.calls(), this::isAsked);
    if (!common.json) {
      console.out().print(calls.isEmpty() ? "" : CostsView.text(by, sums, total, foreseen));
      return;
    }
    sums.forEach(
        (key, sum) -> {
          ObjectNode json = JsonLines.object();
          json.put("by", by.name());
          json.put("key", key);
          CostsView.put(json, sum);
          JsonLines.print(console.out(), json);
        });
    ObjectNode json = JsonLines.object();
    ObjectNode all = json.putObject("total");
    all.put("ledger", ledger.toString());
    CostsView.put(all, total);
    CostsView.put(all, foreseen);
    ArrayNode damages = all.putArray("damages");
    for (LedgerReading.Damage damage : reading.damages()) {
      damages
          .addObject()
          .put("segment", damage.segment().toString())
          .put("record", damage.record() == 0 ? null : damage.record())
          .put("how", damage.how());
    }
    JsonLines.print(console.out(), json);
  }

  private static String none(Path ledger, LedgerReading reading) {
    return reading.calls().isEmpty()
        ? "no call has been written down in " + Printable.line(ledger.toString())
        : "no call on these days, of "
            + PlanView.count(reading.calls().size(), "call")
            + " in "
            + Printable.line(ledger.toString());
  }

  private static String words(LedgerReading.Damage damage) {
    String place = damage.record() == 0 ? "" : "record " + damage.record() + " of ";
    String what = place + damage.segment() + " " + damage.how();
    return damage.record() == 0
        ? what
        : what + "; its call counts at its worst price, or, if all of it is lost, not at all";
  }
}
