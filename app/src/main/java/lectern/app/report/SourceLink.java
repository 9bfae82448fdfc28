package lectern.app.report;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lectern.ingest.ClauseMap;
import lectern.ingest.Locator;
import lectern.retrieve.IndexedDocument;
import lectern.synthesize.Citation;
import org.jspecify.annotations.Nullable;

/// Addresses of source files, as a report in some folder opens them.
///
/// @param root folder of the collection, absolute
/// @param folder of the report, absolute
record SourceLink(Path root, Path folder) {
  /// Where the source of a citation is opened; null where no document stands behind it.
  @Nullable String of(Citation citation) {
    return switch (citation) {
      case Citation.Resolved resolved -> of(resolved.document(), resolved.locator());
      case Citation.Fabricated fabricated -> of(fabricated.document(), null);
      case Citation.Unknown _ -> null;
    };
  }

  /// A path from the report's folder where the file is in or below it, so that both can be moved
  /// together; else the file's own address. Of a PDF the page is opened.
  String of(IndexedDocument document, @Nullable Locator locator) {
    Path file = root.resolve(document.file().value()).normalize();
    String address =
        file.startsWith(folder) ? relative(folder.relativize(file)) : file.toUri().toASCIIString();
    return locator instanceof Locator.Page(int number)
            && document.id().equals(document.file())
            && document.mediaType().equals("application/pdf")
        ? address + "#page=" + number
        : address;
  }

  /// Begins with a full stop, so that no name is taken for a scheme.
  private static String relative(Path path) {
    StringBuilder address = new StringBuilder("./");
    path.forEach(
        name -> address.append(address.length() > 2 ? "/" : "").append(encoded("" + name)));
    return address.toString();
  }

  private static String encoded(String name) {
    try {
      return new URI(null, null, "/" + name, null).toASCIIString().substring(1);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("no path: " + name, e);
    }
  }

  /// Document, page, clause and headings, in words.
  static String place(Citation citation) {
    return switch (citation) {
      case Citation.Resolved resolved -> {
        List<String> place = new ArrayList<>();
        place.add(resolved.document().id().value());
        Locator locator = resolved.locator();
        if (locator != null) {
          place.add(locator.words());
        }
        if (!resolved.clause().isEmpty()) {
          place.add(ClauseMap.words(resolved.clause()));
        }
        if (!resolved.headingPath().isEmpty()) {
          place.add(String.join(" › ", resolved.headingPath()));
        }
        yield String.join(", ", place);
      }
      case Citation.Fabricated fabricated -> fabricated.document().id().value();
      case Citation.Unknown unknown -> "no evidence has the label " + unknown.label();
    };
  }

  /// The words of the source; of a quote that stands nowhere the answer's.
  static String quote(Citation citation) {
    return switch (citation) {
      case Citation.Resolved resolved -> oneLine(resolved.quote());
      case Citation.Fabricated fabricated -> oneLine(fabricated.quote());
      case Citation.Unknown _ -> "";
    };
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }
}
