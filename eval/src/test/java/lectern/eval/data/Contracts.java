package lectern.eval.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import lectern.ingest.DocumentId;
import lectern.ingest.DocumentParser;
import lectern.ingest.ParseResult;
import lectern.ingest.Sha256;
import lectern.ingest.SourceDocument;
import lectern.ingest.SourceFile;
import lectern.retrieve.DocumentText;
import lectern.retrieve.IndexedDocument;
import lectern.synthesize.cite.AlphanumericProjection;

/// The contracts of CUAD v1 as PDFs, with the clauses that lawyers marked in them.
///
/// @param folder holds `contracts.jsonl`, `spans.jsonl` and `pdf/`
record Contracts(Path folder) {
  /// Fewer letters and digits than this stand anywhere.
  private static final int LEAST_LETTERS = 4;

  private static final String OMITTED = "<omitted>";

  private static final ObjectMapper JSON = new ObjectMapper();

  /// A contract.
  ///
  /// @param name by which the marked clauses refer to it
  record Contract(String name, Path pdf) {}

  /// Words that lawyers marked in a contract.
  record Gold(String contract, String text) {
    /// The words between what was left out, as letters and digits; those too short to be told from
    /// others are not among them.
    List<String> parts() {
      return Arrays.stream(text.split(OMITTED, -1))
          .map(AlphanumericProjection::project)
          .filter(part -> part.length() >= LEAST_LETTERS)
          .toList();
    }
  }

  List<Contract> contracts() {
    return lines("contracts.jsonl").stream()
        .map(row -> new Contract(row.get("file").asText(), folder.resolve(row.get("pdf").asText())))
        .toList();
  }

  /// The marked clauses that have words, each once.
  List<Gold> gold() {
    LinkedHashSet<Gold> gold = new LinkedHashSet<>();
    lines("spans.jsonl")
        .forEach(row -> gold.add(new Gold(row.get("file").asText(), row.get("text").asText())));
    return gold.stream().filter(span -> !span.parts().isEmpty()).toList();
  }

  private List<JsonNode> lines(String name) {
    try {
      List<JsonNode> rows = new ArrayList<>();
      for (String line : Files.readAllLines(folder.resolve(name))) {
        rows.add(JSON.readTree(line));
      }
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A contract as the index would hand it over, without its passages.
  static DocumentText parsed(DocumentParser parser, Path pdf) {
    DocumentId id = new DocumentId(String.valueOf(pdf.getFileName()));
    try {
      byte[] bytes = Files.readAllBytes(pdf);
      SourceFile file = new SourceFile(id, pdf, Sha256.of(bytes), bytes.length);
      return switch (parser.parse(file)) {
        case ParseResult.Parsed(List<SourceDocument> documents) -> text(documents.getFirst());
        case ParseResult.Rejected rejected ->
            throw new IllegalStateException(id.value() + ": " + rejected);
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static DocumentText text(SourceDocument source) {
    IndexedDocument document =
        new IndexedDocument(
            1,
            source.id(),
            source.id(),
            source.revision(),
            source.title(),
            source.mediaType(),
            0,
            0,
            0,
            source.text().length(),
            source.sizeBytes(),
            source.language(),
            source.metadata(),
            Map.of(),
            List.of());
    return new DocumentText(document, source.text(), source.blocks(), source.locators(), List.of());
  }
}
