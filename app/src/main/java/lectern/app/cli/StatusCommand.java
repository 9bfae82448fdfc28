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
        JsonLines.print(console.out(), json(place, status));
      } else {
        line("collection", Printable.line(place.root().toString()));
        line("index", Printable.line(place.index().toString()));
        line("documents", number(status.documents()));
        line("passages", number(status.passages()));
        line("tokens", number(status.tokens()));
        line("vectors", number(status.vectors()));
        line("failures", number(status.failures()));
        line("size", number(status.sizeBytes()) + " bytes");
        status.versions().forEach((name, value) -> line(name, Printable.line(value)));
      }
    }
    return Exit.OK.code();
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
    json.put("failures", status.failures());
    json.put("bytes", status.sizeBytes());
    json.put("next_number", status.nextNumber());
    ObjectNode versions = json.putObject("versions");
    status.versions().forEach(versions::put);
    return json;
  }
}
