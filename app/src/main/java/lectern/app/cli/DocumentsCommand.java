package lectern.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import lectern.app.Lectern;
import lectern.ingest.FieldValue;
import lectern.ingest.HeldFile;
import lectern.ingest.ParseResult;
import lectern.ingest.SourceDocument;
import lectern.retrieve.IndexedDocument;
import lectern.retrieve.PassageIndex;
import lectern.retrieve.Scope;
import lectern.synthesize.answer.ScopeCheck;
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
  /// Facts that bear on what an answer means.
  private static final List<String> NOTES =
      List.of(
          "changes",
          "comments",
          SourceDocument.PAGES_WITHOUT_TEXT,
          "ocr_pages",
          SourceDocument.OCR_CONFIDENCE,
          SourceDocument.PICTURES_NOT_READ,
          SourceDocument.UNSHOWN_CHARS,
          SourceDocument.SKIPPED);

  private final Console console;
  @Mixin CommonOptions common = new CommonOptions();
  @Mixin CollectionOptions collection = new CollectionOptions();
  @Mixin WhereOption where = new WhereOption();

  DocumentsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Lectern lectern = common.lectern(console);
    try (PassageIndex index = lectern.open(collection.collection())) {
      Scope scope = where.within(new Scope.Everything());
      if (scope instanceof Scope.Matching) {
        // Of a file that gave no text no condition can be asked.
        ScopeCheck.documents(index, scope).forEach(this::print);
        return Exit.OK.code();
      }
      index.documents(scope).forEach(this::print);
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
              "%-6s %-48s %5d passages %7d tokens  %-2s  %s%n",
              "d" + document.number(),
              Printable.line(document.id().value()),
              document.passages(),
              document.tokens(),
              document.language().isEmpty() ? "-" : Printable.line(document.language()),
              Printable.line(document.title()));
      printNotes(document);
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
    json.put("language", document.language().isEmpty() ? null : document.language());
    ObjectNode fields = json.putObject("fields");
    document.fields().forEach((name, value) -> put(fields, name, value));
    ArrayNode copies = json.putArray("copies");
    document.copies().forEach(copy -> copies.add(copy.id().value()));
    ArrayNode ofCopies = json.putArray("copy_fields");
    for (IndexedDocument.Copy copy : document.copies()) {
      ObjectNode said = ofCopies.addObject();
      copy.fields().forEach((name, value) -> put(said, name, value));
    }
    json.putNull("reason");
    json.putNull("detail");
    json.putNull("attempts");
    JsonLines.print(console.out(), json);
  }

  /// What a reader of the document's text would not see in it.
  private void printNotes(IndexedDocument document) {
    Map<String, String> metadata = document.metadata();
    List<String> notes = new ArrayList<>();
    if (!document.copies().isEmpty()) {
      notes.add(
          "also "
              + String.join(
                  ", ", document.copies().stream().map(copy -> copy.id().value()).toList()));
    }
    notes.addAll(
        NOTES.stream()
            .filter(metadata::containsKey)
            .map(key -> key.replace('_', ' ') + ": " + metadata.get(key))
            .toList());
    if (!notes.isEmpty()) {
      console.out().println("       " + Printable.line(String.join("; ", notes)));
    }
  }

  private static void put(ObjectNode json, String name, FieldValue value) {
    switch (value) {
      case FieldValue.Text(String words) -> json.put(name, words);
      case FieldValue.Numeric(BigDecimal number) -> json.put(name, number);
      case FieldValue.Day(LocalDate day) -> json.put(name, day.toString());
      case FieldValue.Flag(boolean flag) -> json.put(name, flag);
    }
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
    for (String key :
        List.of(
            "passages",
            "tokens",
            "chars",
            "bytes",
            "metadata",
            "language",
            "fields",
            "copies",
            "copy_fields")) {
      json.putNull(key);
    }
    json.put("reason", failure.reason().name());
    json.put("detail", failure.detail());
    json.put("attempts", file.attempts());
    JsonLines.print(console.out(), json);
  }
}
