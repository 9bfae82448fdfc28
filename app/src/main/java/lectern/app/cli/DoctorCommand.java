package lectern.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.Callable;
import lectern.app.Lectern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Checks the integrity of an index.
@Command(
    name = "doctor",
    header = {
      "Check every byte and every rule of a collection's index.",
      "",
      "Example:  lectern doctor data-samples/leases",
      ""
    },
    description = "Reads everything, changes nothing. Exits with 3 if anything is wrong.")
final class DoctorCommand implements Callable<Integer> {
  private final Console console;
  @Mixin CommonOptions common = new CommonOptions();
  @Mixin CollectionOptions collection = new CollectionOptions();

  DoctorCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Lectern lectern = common.lectern(console);
    List<String> findings = lectern.examine(collection.collection());
    for (String finding : findings) {
      if (common.json) {
        ObjectNode json = JsonLines.object();
        json.put("finding", finding);
        JsonLines.print(console.out(), json);
      } else {
        console.out().println(Printable.line(finding));
      }
    }
    boolean sound = findings.isEmpty();
    if (common.json) {
      ObjectNode json = JsonLines.object();
      json.put("sound", sound);
      JsonLines.print(console.out(), json);
    } else {
      console.out().println(sound ? "sound" : PlanView.count(findings.size(), "finding"));
    }
    if (!sound) {
      common.note(
          console,
          "hint: Move the index folder away (its document numbers are in it; labels of earlier answers"
              + " will not mean the same afterwards), then run `lectern ingest`; the documents are"
              + " not touched.");
    }
    return (sound ? Exit.OK : Exit.INDEX).code();
  }
}
