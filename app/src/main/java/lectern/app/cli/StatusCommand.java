package lectern.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.concurrent.Callable;
import lectern.app.Collection;
import lectern.app.Lectern;
import lectern.retrieve.IndexStatus;
import lectern.retrieve.PassageIndex;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Prints what the index holds and what made it.
@Command(
    name = "status",
    header = {
      "Print what the index of a collection holds, and what made it.",
      "",
      "Example:  lectern status data-samples/leases",
      ""
    })
final class StatusCommand implements Callable<Integer> {
  private final Console console;
  @Mixin CommonOptions common = new CommonOptions();
  @Mixin CollectionOptions collection = new CollectionOptions();

  StatusCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Lectern lectern = common.lectern(console);
    Collection place = collection.collection();
    try (PassageIndex index = lectern.open(place)) {
      IndexStatus status = index.status();
      if (common.json) {
        JsonLines.print(
            console.out(), json(place, status).put("volumes", index.volumes().starts().size()));
      } else {
        line("collection", Printable.line(place.root().toString()));
        line("index", Printable.line(place.index().toString()));
        line("documents", number(status.documents()));
        line("passages", number(status.passages()));
        line("tokens", number(status.tokens()));
        line("volumes", number(index.volumes().starts().size()));
        line("vectors", vectors(status));
        line("failures", number(status.failures()));
        line("size", number(status.sizeBytes()) + " bytes");
        status.versions().forEach((name, value) -> line(name, Printable.line(value)));
      }
    }
    return Exit.OK.code();
  }

  private static String vectors(IndexStatus status) {
    long left = secondsLeft(status);
    return number(status.vectors())
        + (status.passages() > 0 ? " (" + percent(status) + " %)" : "")
        + (left > 0 ? ", about " + TimeLeft.words(left) + " to go at the last pace" : "");
  }

  /// Rounded down, so that 100 means all.
  private static int percent(IndexStatus status) {
    return (int) (100L * status.vectors() / status.passages());
  }

  /// What the rest would take as fast as the last long run was; −1 where that is not known.
  private static long secondsLeft(IndexStatus status) {
    int missing = status.passages() - status.vectors();
    if (missing == 0) {
      return 0;
    }
    return status.embeddedASecond() > 0 ? (long) Math.ceil(missing / status.embeddedASecond()) : -1;
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  private void line(String name, String value) {
    console.out().printf(Locale.ROOT, "%-12s %s%n", name, value);
  }

  private static ObjectNode json(Collection place, IndexStatus status) {
    ObjectNode json = JsonLines.object();
    json.put("collection", place.root().toString());
    json.put("index", place.index().toString());
    json.put("documents", status.documents());
    json.put("passages", status.passages());
    json.put("tokens", status.tokens());
    json.put("vectors", status.vectors());
    json.put("vectors_percent", status.passages() > 0 ? percent(status) : null);
    long left = secondsLeft(status);
    json.put("vectors_seconds_left", left < 0 ? null : left);
    json.put("failures", status.failures());
    json.put("bytes", status.sizeBytes());
    json.put("next_number", status.nextNumber());
    ObjectNode versions = json.putObject("versions");
    status.versions().forEach(versions::put);
    return json;
  }
}
