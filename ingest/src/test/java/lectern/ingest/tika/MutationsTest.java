package lectern.ingest.tika;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lectern.ingest.Block;
import lectern.ingest.ClauseReader;
import lectern.ingest.ParseResult;
import lectern.ingest.Passage;
import lectern.ingest.SourceDocument;
import lectern.ingest.Span;
import lectern.ingest.split.PassageSplitter;
import lectern.ingest.split.SplitSettings;
import lectern.ingest.tokens.O200kCounter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Holds what is true of every parsed file over the samples in every format and what may befall
/// them: of each format the smallest sample, and every sixth mutation of it. With the system
/// property `lectern.mutations.step` another share, 1 for all of them, of all samples.
class MutationsTest {
  private static final Path SAMPLES = Path.of("..", "data-samples");

  private static final int STEP = Integer.getInteger("lectern.mutations.step", 6);

  /// A sample takes a second at most; a worker that hangs costs this.
  private static final Duration LIMIT = Duration.ofSeconds(20);

  /// From a limit's end to its outcome, on a machine that has other things to do.
  private static final Duration GRACE = Duration.ofSeconds(20);

  private final PassageSplitter splitter =
      new PassageSplitter(SplitSettings.DEFAULTS, new O200kCounter());

  @Test
  void everyFileEndsInOneOutcomeAndLeavesNothingOver(@TempDir Path folder) throws IOException {
    Set<ProcessHandle> before = ProcessHandle.current().descendants().collect(Collectors.toSet());
    Map<ParseResult.Reason, Integer> rejected = new TreeMap<>();
    int count = 0;
    try (TikaParser parser = new TikaParser(settings())) {
      int number = 0;
      for (Path sample : samples()) {
        ParseResult whole = parser.parse(Sources.of(sample));
        if (!sample.startsWith(SAMPLES.resolve("broken"))) {
          assertInstanceOf(ParseResult.Parsed.class, whole, sample.toString());
        }
        assertSound(sample.toString(), whole);
        for (var mutation : Mutations.of(sample).entrySet()) {
          if (number++ % STEP == 0) {
            Instant start = Instant.now();
            var file = Sources.of(folder, mutation.getKey(), mutation.getValue());
            ParseResult result = parser.parse(file);
            Duration took = Duration.between(start, Instant.now());
            assertTrue(took.compareTo(LIMIT.plus(GRACE)) < 0, mutation.getKey() + ": " + took);
            assertSound(mutation.getKey(), result);
            count++;
            if (result instanceof ParseResult.Rejected(ParseResult.Reason reason, String _)) {
              rejected.merge(reason, 1, Integer::sum);
            }
          }
        }
      }
    }
    System.out.println(count + " mutations, of which without text: " + rejected);
    assertTrue(count > 0);
    // A killed process takes a moment to be gone.
    CompletableFuture<?>[] exits =
        left(before).stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(exits)
        .completeOnTimeout(null, GRACE.toMillis(), TimeUnit.MILLISECONDS)
        .join();
    assertEquals(List.of(), left(before));
  }

  private static List<ProcessHandle> left(Set<ProcessHandle> before) {
    return ProcessHandle.current()
        .descendants()
        .filter(process -> process.isAlive() && !before.contains(process))
        .toList();
  }

  private static TikaSettings settings() {
    TikaSettings defaults = TikaSettings.DEFAULTS;
    return new TikaSettings(
        1,
        defaults.workerHeapMegabytes(),
        LIMIT,
        defaults.maxFileBytes(),
        defaults.maxTextChars(),
        defaults.maxMembers(),
        defaults.maxMemberBytes(),
        defaults.maxDepth(),
        defaults.filesPerWorker(),
        defaults.ocr());
  }

  private static List<Path> samples() throws IOException {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(SAMPLES)) {
      all =
          walk.filter(Files::isRegularFile)
              // An index that somebody made of them is none of them.
              .filter(file -> !file.toString().contains(".lectern"))
              .sorted(
                  Comparator.comparingLong((Path p) -> p.toFile().length()).thenComparing(p -> p))
              .toList();
    }
    if (STEP == 1) {
      return all;
    }
    Set<String> formats = new HashSet<>();
    List<Path> chosen = new ArrayList<>();
    for (Path path : all) {
      String name = String.valueOf(path.getFileName());
      if (!path.startsWith(SAMPLES.resolve("broken"))
          && formats.add(name.substring(name.lastIndexOf('.') + 1))) {
        chosen.add(path);
      }
    }
    return chosen;
  }

  private void assertSound(String name, ParseResult result) {
    switch (result) {
      case ParseResult.Rejected(ParseResult.Reason _, String detail) ->
          assertFalse(detail.isBlank(), name);
      case ParseResult.Parsed(List<SourceDocument> documents) ->
          documents.forEach(document -> assertSound(name + " " + document.id(), document));
    }
  }

  private void assertSound(String name, SourceDocument document) {
    String text = document.text();
    assertEquals(text.strip(), text, name);
    assertTrue(Normalizer.isNormalized(text, Normalizer.Form.NFC), name);
    List<Passage> passages = splitter.split(document, 1);
    assertEquals(text, passages.stream().map(Passage::text).collect(Collectors.joining()), name);
    int last = 0;
    for (Passage passage : passages) {
      assertEquals(last, passage.span().start(), name);
      last = passage.span().end();
    }
    last = 0;
    for (Block block : document.blocks()) {
      assertTrue(block.span().start() >= last, name + " " + block);
      last = block.span().end();
      assertWithin(name, block, text);
    }
    assertTrue(last <= text.length(), name);
    document
        .locators()
        .entries()
        .forEach(entry -> assertTrue(entry.start() < text.length(), name + " " + entry));
    ClauseReader.of(text, document.blocks())
        .entries()
        .forEach(entry -> assertTrue(entry.start() < text.length(), name + " " + entry));
    String printed = document.repairs().printed(text, new Span(0, text.length()));
    assertEquals(letters(text), letters(printed), name);
  }

  private static void assertWithin(String name, Block block, String text) {
    switch (block) {
      case Block.Table(Span span, List<Block.Row> rows, int _) -> {
        int last = span.start();
        for (Block.Row row : rows) {
          assertTrue(row.span().start() >= last && row.span().end() <= span.end(), name + row);
          last = row.span().start();
          for (Span cell : row.cells()) {
            assertTrue(cell.start() >= last && cell.end() <= row.span().end(), name + row);
            last = cell.end();
          }
        }
      }
      case Block.Footnote(Span _, String _, int at) -> assertTrue(at <= text.length(), name);
      case Block.Heading _,
          Block.Paragraph _,
          Block.ListItem _,
          Block.Furniture _,
          Block.Code _ -> {}
    }
  }

  /// Letters as they are read, whatever prints them.
  private static String letters(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC).replaceAll("[\\W&&[^\\p{L}]]", "");
  }
}
