package lectern.ingest.tika;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import lectern.ingest.DocumentId;
import lectern.ingest.ParseResult.Reason;
import lectern.ingest.ParseResult.Rejected;
import lectern.ingest.Sha256;
import lectern.ingest.SourceDocument;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.metadata.TikaCoreProperties.EmbeddedResourceType;
import org.xml.sax.ContentHandler;

/// Makes documents of the attachments and archive members that a parser comes upon.
final class Members implements EmbeddedDocumentExtractor {
  private final FamilyReader reader;
  private final FamilyReader.Member parent;
  private final Budget budget;
  private final Path folder;
  private final boolean archive;
  private final List<SourceDocument> documents = new ArrayList<>();
  private final List<String> skipped = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  /// @param archive whether every member counts, or only those with text
  Members(
      FamilyReader reader,
      FamilyReader.Member parent,
      Budget budget,
      Path folder,
      boolean archive) {
    this.reader = reader;
    this.parent = parent;
    this.budget = budget;
    this.folder = folder;
    this.archive = archive;
  }

  List<SourceDocument> documents() {
    return documents;
  }

  /// Members that gave no document, each with its reason.
  List<String> skipped() {
    return skipped;
  }

  @Override
  public boolean shouldParseEmbedded(Metadata metadata) {
    if (budget.reached() != null) {
      return false;
    }
    String type = metadata.get(TikaCoreProperties.EMBEDDED_RESOURCE_TYPE);
    return type == null
        || type.equals(EmbeddedResourceType.ATTACHMENT.toString())
        || type.equals(EmbeddedResourceType.ALTERNATE_FORMAT_CHUNK.toString());
  }

  @Override
  public void parseEmbedded(
      InputStream in, ContentHandler handler, Metadata metadata, boolean outputHtml)
      throws IOException {
    String name = name(metadata);
    budget.member();
    if (!budget.opens(parent.depth())) {
      skipped.add(name + " (nested deeper than " + budget.maxDepth() + ")");
      return;
    }
    Path file = Files.createTempFile(folder, "member", "");
    try {
      Sha256 hash = new Sha256();
      try (OutputStream out = Files.newOutputStream(file)) {
        byte[] buffer = new byte[1 << 16];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
          budget.memberBytes(read);
          hash.update(buffer, read);
          out.write(buffer, 0, read);
        }
      }
      DocumentId id = parent.id().member(unique(name));
      take(
          name,
          reader.member(
              new FamilyReader.Member(file, id, base(name), hash.hex(), parent.depth() + 1),
              budget));
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private void take(String name, FamilyReader.Outcome outcome) {
    switch (outcome) {
      case FamilyReader.Outcome.Read(List<SourceDocument> read) -> documents.addAll(read);
      case FamilyReader.Outcome.NotRead(Rejected(Reason reason, String detail)) -> {
        boolean picture = reason == Reason.UNSUPPORTED_TYPE || reason == Reason.EMPTY;
        if (archive || !picture) {
          skipped.add(name + " (" + detail + ")");
        }
      }
    }
  }

  private String name(Metadata metadata) {
    String given = metadata.get(TikaCoreProperties.RESOURCE_NAME_KEY);
    String clean = given == null ? "" : Cleaning.line(given).replace('\\', '/');
    return clean.isEmpty() ? "member-" + (names.size() + 1) : clean;
  }

  private String unique(String name) {
    String candidate = name;
    for (int i = 2; !names.add(candidate); i++) {
      candidate = name + " (" + i + ")";
    }
    return candidate;
  }

  private static String base(String name) {
    String base = name.substring(name.lastIndexOf('/') + 1);
    return base.isBlank() ? name : base;
  }
}
