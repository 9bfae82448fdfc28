package lectern.eval.retrieval;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import lectern.eval.EvalException;
import lectern.eval.data.SpanTests;
import lectern.ingest.DocumentId;
import lectern.ingest.Span;
import lectern.retrieve.DocumentText;
import lectern.retrieve.IndexedDocument;
import lectern.retrieve.PassageIndex;
import lectern.retrieve.Scope;
import lectern.synthesize.cite.AlphanumericProjection;

/// Where the marked spans of text files stand in the indexed texts: found by their letters and
/// digits, since line ends and blanks change on the way through a parser. Not for use by two
/// threads.
final class GoldSpans {
  private final Path texts;
  private final PassageIndex index;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final Map<String, Source> sources = new HashMap<>();
  private final Map<Integer, AlphanumericProjection> indexed = new HashMap<>();

  private record Source(String text, AlphanumericProjection letters) {}

  /// A marked span of an indexed document.
  ///
  /// @param document its number
  record Gold(int document, Span span) {}

  /// @param texts folder that was indexed
  GoldSpans(Path texts, PassageIndex index) {
    this.texts = texts;
    this.index = index;
    for (IndexedDocument document : index.documents(new Scope.Everything())) {
      numbers.put(document.id().value(), document.number());
      for (IndexedDocument.Copy copy : document.copies()) {
        numbers.put(copy.id().value(), document.number());
      }
    }
  }

  /// Empty where its file is not in the index, or its letters are not in the file's text there.
  ///
  /// @param file below the folder of the texts
  Optional<Gold> of(String file, SpanTests.Snippet snippet) {
    Integer number = numbers.get(new DocumentId(file).value());
    if (number == null) {
      return Optional.empty();
    }
    Source source = sources.computeIfAbsent(file, this::source);
    int length = source.text().codePointCount(0, source.text().length());
    if (snippet.span().end() > length) {
      return Optional.empty();
    }
    int start = source.text().offsetByCodePoints(0, snippet.span().start());
    int end = source.text().offsetByCodePoints(0, snippet.span().end());
    int from = source.letters().from(start);
    int to = source.letters().from(end);
    if (to <= from) {
      return Optional.empty();
    }
    String wanted = source.letters().text().substring(from, to);
    AlphanumericProjection text = indexed.computeIfAbsent(number, this::letters);
    int found = nearest(text.text(), wanted, from);
    return found < 0
        ? Optional.empty()
        : Optional.of(new Gold(number, text.original(found, found + wanted.length())));
  }

  /// The place of a text nearest to where it is expected; −1 where it is nowhere.
  private static int nearest(String text, String wanted, int expected) {
    if (text.startsWith(wanted, expected)) {
      return expected;
    }
    int before = text.lastIndexOf(wanted, expected);
    int after = text.indexOf(wanted, expected);
    if (before < 0 || after < 0) {
      return Math.max(before, after);
    }
    return expected - before <= after - expected ? before : after;
  }

  private AlphanumericProjection letters(int number) {
    return AlphanumericProjection.of(index.text(number).map(DocumentText::text).orElse(""));
  }

  private Source source(String file) {
    Path path = texts.resolve(file);
    try {
      String text = Files.readString(path);
      return new Source(text, AlphanumericProjection.of(text));
    } catch (CharacterCodingException _) {
      throw new EvalException.MalformedFile(path, 1, "it is not UTF-8");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path, e);
    }
  }
}
