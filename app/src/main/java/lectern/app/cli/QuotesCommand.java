package lectern.app.cli;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import lectern.eval.EvalException;
import lectern.eval.NumberedLines;
import lectern.ingest.Spelling;
import lectern.retrieve.IndexedDocument;
import lectern.retrieve.PassageIndex;
import lectern.retrieve.Scope;
import lectern.synthesize.Citation;
import lectern.synthesize.cite.Quotation;
import lectern.synthesize.cite.QuoteSearch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Checks quotes from a file against the index, without a model.
@Command(
    name = "quotes",
    header = {
      "Check quotes against the documents, without a model.",
      "",
      "Example:  lectern quotes data-samples/leases quotes.jsonl",
      ""
    },
    description = {
      "FILE has a JSON object a line: quote, and document, its path in the collection, or none to"
          + " search them all. Each quote is VERIFIED, REPAIRED, UNQUOTED (under 12 letters and"
          + " digits), MISATTRIBUTED, STITCHED, ALTERED or FABRICATED; docs/proof.md says when.",
      "Looks in the index as it is: what changed in the folder since is not ingested first."
    })
final class QuotesCommand implements Callable<Integer> {
  /// A key twice in an object would be one quote checked and one not.
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final String STDIN = "-";

  private final Console console;
  @Mixin CommonOptions common = new CommonOptions();
  @Mixin CollectionOptions collection = new CollectionOptions();

  @Parameters(
      index = "1",
      paramLabel = "FILE",
      description = "The quotes, one a line; - for standard input.")
  String file = "";

  @Option(
      names = "--strict",
      description = "Exit with 5 where a quote is neither VERIFIED nor REPAIRED.")
  boolean strict;

  QuotesCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    try (PassageIndex index = common.lectern(console).open(collection.collection())) {
      List<IndexedDocument> documents = index.documents(new Scope.Everything());
      List<QuoteSearch.Wanted> quotes = read(numbers(documents));
      StepView progress = new StepView(console, !common.quiet, "quotes", "documents");
      List<QuoteSearch.Outcome> outcomes =
          QuoteSearch.run(
              quotes,
              documents.stream().map(IndexedDocument::number).toList(),
              index::text,
              progress::at);
      Map<Citation.State, Integer> counts = new EnumMap<>(Citation.State.class);
      for (int i = 0; i < outcomes.size(); i++) {
        QuoteSearch.Outcome outcome = outcomes.get(i);
        counts.merge(outcome.state(), 1, Integer::sum);
        print(quotes.get(i), outcome);
      }
      summarize(quotes.size(), documents.size(), counts);
      int proved =
          counts.getOrDefault(Citation.State.VERIFIED, 0)
              + counts.getOrDefault(Citation.State.REPAIRED, 0);
      return strict && proved < quotes.size() ? Exit.LIMIT.code() : Exit.OK.code();
    }
  }

  /// Documents by every path that they have.
  private static Map<String, Integer> numbers(List<IndexedDocument> documents) {
    Map<String, Integer> numbers = new HashMap<>();
    documents.forEach(
        document ->
            document
                .everywhere()
                .forEach(place -> numbers.putIfAbsent(place.id().value(), document.number())));
    return numbers;
  }

  private List<QuoteSearch.Wanted> read(Map<String, Integer> numbers) {
    List<QuoteSearch.Wanted> quotes = new ArrayList<>();
    if (file.equals(STDIN)) {
      Path name = Path.of("standard input");
      NumberedLines.each(
          name, console.in(), (line, text) -> quotes.add(quote(name, line, text, numbers)));
    } else {
      Path path = Path.of(file);
      NumberedLines.each(path, (line, text) -> quotes.add(quote(path, line, text, numbers)));
    }
    return quotes;
  }

  private static QuoteSearch.Wanted quote(
      Path file, long line, String text, Map<String, Integer> numbers) {
    JsonNode object;
    try {
      object = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new EvalException.MalformedFile(file, line, "no JSON: " + e.getOriginalMessage());
    }
    if (!object.isObject() || !object.path("quote").isTextual()) {
      throw new EvalException.MalformedFile(
          file, line, "expected an object with \"quote\", a string");
    }
    JsonNode document = object.path("document");
    if (document.isMissingNode() || document.isNull()) {
      return new QuoteSearch.Wanted(object.get("quote").asText(), null);
    }
    if (!document.isTextual()) {
      throw new EvalException.MalformedFile(
          file, line, "\"document\" is no string; leave it out to search all documents");
    }
    Integer number = numbers.get(document.asText());
    if (number == null) {
      String near =
          numbers.isEmpty()
              ? ""
              : "; the nearest is " + Spelling.nearest(document.asText(), numbers.keySet());
      throw new EvalException.MalformedFile(
          file, line, "no document " + document.asText() + " in the index" + near);
    }
    return new QuoteSearch.Wanted(object.get("quote").asText(), number);
  }

  private void print(QuoteSearch.Wanted wanted, QuoteSearch.Outcome outcome) {
    IndexedDocument document = outcome.document();
    Quotation found = outcome.quotation();
    if (common.json) {
      JsonLines.print(console.out(), json(wanted, outcome));
    } else if (document == null || found == null) {
      console
          .out()
          .print(outcome.state() + "\n" + Printable.block("“" + wanted.quote() + "”", "    "));
    } else {
      console
          .out()
          .print(
              outcome.state()
                  + " "
                  + Printable.place(document.id().value(), outcome.locator(), "", List.of())
                  + "\n"
                  + Printable.block("“" + found.words().strip() + "”", "    ")
                  + QuoteView.text(outcome.state(), found.differences()));
    }
  }

  private static ObjectNode json(QuoteSearch.Wanted wanted, QuoteSearch.Outcome outcome) {
    ObjectNode json = JsonLines.object();
    IndexedDocument document = outcome.document();
    Quotation found = outcome.quotation();
    json.put("state", outcome.state().name());
    json.put("document", document == null ? null : document.id().value());
    JsonLines.place(json, outcome.locator());
    json.put("start", found == null ? null : (Integer) found.span().start());
    json.put("end", found == null ? null : (Integer) found.span().end());
    json.put("quote", wanted.quote());
    json.put("source", found == null ? null : found.words());
    QuoteView.put(json, found == null ? List.of() : found.differences());
    return json;
  }

  private void summarize(int quotes, int documents, Map<Citation.State, Integer> counts) {
    StringBuilder text = new StringBuilder();
    counts.forEach(
        (state, count) ->
            text.append(text.isEmpty() ? ": " : ", ")
                .append(String.format(Locale.ROOT, "%,d %s", count, state)));
    common.note(
        console,
        String.format(
            Locale.ROOT, "quotes: %,d checked against %,d documents%s", quotes, documents, text));
    if (common.json) {
      ObjectNode json = JsonLines.object();
      ObjectNode summary = json.putObject("summary");
      summary.put("quotes", quotes);
      summary.put("documents", documents);
      ObjectNode states = summary.putObject("states");
      counts.forEach((state, count) -> states.put(state.name(), count));
      JsonLines.print(console.out(), json);
    }
  }
}
