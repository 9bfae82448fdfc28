package lectern.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import lectern.app.AppException;
import lectern.app.Lectern;
import lectern.ingest.ClauseMap;
import lectern.ingest.Label;
import lectern.ingest.Locator;
import lectern.ingest.Passage;
import lectern.retrieve.DocumentText;
import lectern.retrieve.PassageIndex;
import lectern.retrieve.Resolution;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Prints the passage a label names, with its neighbours, or a whole document.
@Command(
    name = "show",
    header = {
      "Print the passage that a label names, with its neighbours.",
      "",
      "Example:  lectern show data-samples/leases d7#12",
      ""
    })
final class ShowCommand implements Callable<Integer> {
  private final Console console;
  @Mixin CommonOptions common = new CommonOptions();
  @Mixin CollectionOptions collection = new CollectionOptions();

  @Parameters(
      index = "1",
      paramLabel = "LABEL",
      description = "A label, d7#12, or a document, d7, to print all of it.")
  String label = "";

  @Option(
      names = "--neighbours",
      paramLabel = "N",
      description = "Passages to print before and after; 1 where left out.")
  int neighbours = 1;

  ShowCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Lectern lectern = common.lectern(console);
    if (neighbours < 0) {
      throw new AppException.BadArgument(
          "--neighbours is negative: " + neighbours, "Give 0 or more.");
    }
    Matcher whole = PassageView.DOCUMENT.matcher(label);
    boolean document = whole.matches();
    Label wanted =
        document ? new Label(Integer.parseInt(whole.group(1)), 0) : PassageView.label(label);
    try (PassageIndex index = lectern.open(collection.collection())) {
      if (document) {
        showDocument(index, wanted.document());
      } else {
        showPassage(index, wanted);
      }
    }
    return Exit.OK.code();
  }

  private void showDocument(PassageIndex index, int number) {
    DocumentText text = index.text(number).orElseThrow(() -> gone(index, number));
    if (common.json) {
      ObjectNode json = JsonLines.object();
      json.put("number", number);
      json.put("document", text.document().id().value());
      json.put("title", text.document().title());
      json.put("text", text.text());
      JsonLines.print(console.out(), json);
    } else {
      common.note(
          console,
          "d"
              + number
              + " "
              + Printable.line(text.document().id().value() + ": " + text.document().title()));
      text.text().lines().map(Printable::line).forEach(console.out()::println);
    }
  }

  private void showPassage(PassageIndex index, Label wanted) {
    Passage passage =
        switch (index.resolve(wanted)) {
          case Resolution.Found(Passage found) -> found;
          case Resolution.Revised revised -> throw revised(wanted.toString(), revised);
          case Resolution.Removed removed -> throw removed(wanted.toString(), removed);
          case Resolution.Unknown _ -> throw PassageView.unknown(wanted);
        };
    DocumentText text =
        index.text(wanted.document()).orElseThrow(() -> gone(index, wanted.document()));
    List<Passage> passages = text.passages();
    int from = Math.max(0, wanted.ordinal() - neighbours);
    int to = (int) Math.min(passages.size(), (long) wanted.ordinal() + neighbours + 1);
    ClauseMap clauses = text.clauses();
    for (Passage shown : passages.subList(from, to)) {
      print(text, clauses, shown, shown.label().equals(passage.label()));
    }
  }

  private void print(DocumentText text, ClauseMap clauses, Passage passage, boolean asked) {
    String clause = clauses.at(passage.span().start());
    Locator locator = text.locator(passage).orElse(null);
    if (!common.json) {
      String mark = asked ? "> " : "  ";
      console.out().print(PassageView.text(mark, passage, locator, clause, ""));
      return;
    }
    ObjectNode json = JsonLines.object();
    json.put("asked", asked);
    PassageView.add(json, passage, locator, clause);
    JsonLines.print(console.out(), json);
  }

  private static AppException gone(PassageIndex index, int number) {
    String asked = "d" + number;
    return switch (index.resolve(new Label(number, 0))) {
      case Resolution.Revised revised -> revised(asked, revised);
      case Resolution.Removed removed -> removed(asked, removed);
      case Resolution.Unknown _, Resolution.Found _ ->
          new AppException.BadArgument("no document " + asked, PassageView.NUMBERS);
    };
  }

  private static AppException revised(String asked, Resolution.Revised revised) {
    return new AppException.BadArgument(
        asked + " was revised: " + revised.document() + " has changed since",
        "Its present state is d" + revised.successor() + ".");
  }

  private static AppException removed(String asked, Resolution.Removed removed) {
    return new AppException.BadArgument(
        asked + " was removed: " + removed.document() + " left the collection",
        "Put the file back and run `lectern ingest`; it will get a new number.");
  }
}
