package lectern.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import lectern.app.Lectern;
import lectern.ingest.HeldFile;
import lectern.ingest.ParseResult;
import lectern.retrieve.IndexedDocument;
import lectern.retrieve.PassageIndex;
import lectern.retrieve.Scope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Lists what the index holds: documents by number, then files that gave no text.
@Command(
    name = "documents",
    header = {
      "List the documents of a collection, and the files that gave no text.",
      "",
      "Example:  lectern documents data-samples/leases",
      ""
    })
final class DocumentsCommand implements Callable<Integer> {
  private final Console console;
  @Mixin CommonOptions common = new CommonOptions();
  @Mixin CollectionOptions collection = new CollectionOptions();

  DocumentsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Lectern lectern = common.lectern(console);
    try (PassageIndex index = lectern.open(collection.collection())) {
      index.documents(new Scope.Everything()).forEach(this::print);
      List<HeldFile> failed =
          index.files().stream().filter(file -> file.failure() != null).toList();
      failed.forEach(this::printFailed);
    }
    return Exit.OK.code();
  }

  private void print(IndexedDocument document) {
    if (!common.json) {
      console
          .out()
          .printf(
              Locale.ROOT,
              "%-6s %-48s %5d passages %7d tokens  %s%n",
              "d" + document.number(),
              Printable.line(document.id().value()),
              document.passages(),
              document.tokens(),
              Printable.line(document.title()));
      return;
    }
    ObjectNode json = JsonLines.object();
    json.put("number", document.number());
    json.put("document", document.id().value());
    json.put("file", document.file().value());
    json.put("title", document.title());
    json.put("media_type", document.mediaType());
    json.put("revision", document.revision());
    json.put("passages", document.passages());
    json.put("tokens", document.tokens());
    json.put("chars", document.textChars());
    json.put("bytes", document.sizeBytes());
    ObjectNode metadata = json.putObject("metadata");
    document.metadata().forEach(metadata::put);
    json.putNull("reason");
    json.putNull("detail");
    json.putNull("attempts");
    JsonLines.print(console.out(), json);
  }

  private void printFailed(HeldFile file) {
    ParseResult.Rejected failure = file.failure();
    if (failure == null) {
      return;
    }
    if (!common.json) {
      console
          .out()
          .printf(
              Locale.ROOT,
              "%-6s %-48s %s: %s%n",
              "-",
              Printable.line(file.id().value()),
              failure.reason(),
              Printable.line(failure.detail()));
      return;
    }
    ObjectNode json = JsonLines.object();
    json.putNull("number");
    json.put("document", file.id().value());
    json.put("file", file.id().value());
    json.putNull("title");
    json.putNull("media_type");
    json.put("revision", file.revision());
    for (String key : List.of("passages", "tokens", "chars", "bytes", "metadata")) {
      json.putNull(key);
    }
    json.put("reason", failure.reason().name());
    json.put("detail", failure.detail());
    json.put("attempts", file.attempts());
    JsonLines.print(console.out(), json);
  }
}
