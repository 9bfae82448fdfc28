package lectern.ingest.tika;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import lectern.ingest.Block;
import lectern.ingest.DocumentId;
import lectern.ingest.DocumentParser;
import lectern.ingest.ParseResult;
import lectern.ingest.Sha256;
import lectern.ingest.SourceDocument;
import lectern.ingest.SourceFile;

/// Files for parsers, and what parsers make of them.
final class Sources {
  private Sources() {}

  static SourceFile of(Path path) {
    try {
      byte[] bytes = Files.readAllBytes(path);
      return new SourceFile(
          new DocumentId(String.valueOf(path.getFileName())), path, Sha256.of(bytes), bytes.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static SourceFile of(Path folder, String name, byte[] bytes) {
    try {
      return of(Files.write(folder.resolve(name), bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static SourceFile of(Path folder, String name, String text) {
    return of(folder, name, text.getBytes(StandardCharsets.UTF_8));
  }

  static List<SourceDocument> family(DocumentParser parser, SourceFile file) {
    return switch (parser.parse(file)) {
      case ParseResult.Parsed(List<SourceDocument> documents) -> documents;
      case ParseResult.Rejected rejected -> fail(file.id() + ": " + rejected);
    };
  }

  static SourceDocument document(DocumentParser parser, SourceFile file) {
    return family(parser, file).getFirst();
  }

  static ParseResult.Rejected rejected(DocumentParser parser, SourceFile file) {
    return switch (parser.parse(file)) {
      case ParseResult.Parsed(List<SourceDocument> documents) ->
          fail(file.id() + " was read: " + documents);
      case ParseResult.Rejected rejected -> rejected;
    };
  }

  /// Each block as its kind, place and text: `Heading 1 @ p. 1: Lease`.
  static List<String> blocks(SourceDocument document) {
    return document.blocks().stream()
        .map(
            block ->
                switch (block) {
                      case Block.Heading heading -> "Heading " + heading.level();
                      case Block.Paragraph _ -> "Paragraph";
                      case Block.ListItem item -> "ListItem " + item.depth();
                      case Block.Table table -> "Table " + table.rows().size();
                      case Block.Code _ -> "Code";
                      case Block.Furniture _ -> "Furniture";
                      case Block.Footnote note -> "Footnote " + note.mark();
                    }
                    + document
                        .locators()
                        .at(block.span().start())
                        .map(locator -> " @ " + locator.words())
                        .orElse("")
                    + ": "
                    + document.text().substring(block.span().start(), block.span().end()))
        .collect(Collectors.toList());
  }

  static byte[] zip(Map<String, byte[]> members) {
    java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> member : members.entrySet()) {
        zip.putNextEntry(new ZipEntry(member.getKey()));
        zip.write(member.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /// Names of a family's documents.
  static List<String> ids(List<SourceDocument> family) {
    return family.stream().map(document -> document.id().value()).toList();
  }
}
