package lectern.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lectern.ingest.Label;
import lectern.retrieve.VectorWriter.EmbeddedPart;
import lectern.retrieve.lucene.LuceneSettings;
import lectern.retrieve.lucene.LuceneWriter;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Indexes that another version or other settings made.
class OtherIndexTest {
  @TempDir Path folder;
  private String at = "";

  @BeforeEach
  void ingestOneFile() throws IOException {
    at = folder.toString();
    Files.writeString(folder.resolve("a.txt"), "The rent is 100 pounds a month.");
    assertEquals(0, Run.of("ingest", at).exit());
  }

  @Test
  void anIndexOfAnotherVersionIsRefusedWithAWayOut() throws IOException {
    rewrite("format", "99");
    for (List<String> command : all()) {
      Run run = Run.of(command.toArray(String[]::new));
      assertEquals(Exit.INDEX.code(), run.exit(), command + run.err());
      assertTrue(run.err().contains("its format is 99, this lectern reads "), run.err());
      String hint = run.err().lines().toList().getLast();
      assertTrue(hint.startsWith("hint: ") && hint.contains("`lectern ingest"), run.err());
      assertEquals("", run.out());
    }
  }

  @Test
  void vectorsOfAnotherEmbedderRankNothingAndAreKept() {
    try (LuceneWriter writer =
        LuceneWriter.open(
            folder.resolve(".lectern"), LuceneSettings.DEFAULTS, Map.of("embedder", "other-3"))) {
      writer.embed(
          new Label(1, 0), List.of(new EmbeddedPart("0".repeat(64), new float[] {0, 0.6f, 0.8f})));
      writer.commit();
    }
    String why = "the vectors of the index were made by \"other-3\", not by \"";
    for (String mode : List.of("dense", "hybrid")) {
      Run run = Run.of("search", at, "rent", "--mode", mode);
      assertEquals(Exit.INDEX.code(), run.exit(), run.err());
      assertTrue(run.err().contains(why), run.err());
      assertTrue(run.err().contains("\nhint: Search with `--mode lexical`"), run.err());
    }
    Run words = Run.of("search", at, "rent");
    assertEquals(0, words.exit(), words.err());
    assertTrue(words.out().startsWith("1. [d1#0]"), words.out());
    assertTrue(words.err().startsWith("ranked by words alone: " + why), words.err());
    Run ask = Run.of("ask", at, "What is the rent?");
    assertEquals(0, ask.exit(), ask.err());
    assertTrue(ask.out().contains("The rent is 100 pounds"), ask.out());
    Run embed = Run.of("embed", at);
    assertEquals(Exit.INDEX.code(), embed.exit(), embed.err());
    assertTrue(embed.err().contains("made by \"other-3\""), embed.err());
    assertTrue(Run.of("status", at).out().contains("vectors      1 (100 %)"));
    assertEquals("sound\n", Run.of("doctor", at).out());
  }

  @Test
  void onlyWhatCountsTokensMindsHowTheyWereCounted() throws IOException {
    rewrite("counter", "kimi");
    for (List<String> command : looking()) {
      assertEquals(0, Run.of(command.toArray(String[]::new)).exit(), command.toString());
    }
    for (String command : List.of("ask", "plan")) {
      Run run = Run.of(command, at, "What is the rent?");
      assertEquals(Exit.INDEX.code(), run.exit(), run.err());
      assertTrue(run.err().contains("counted by \"kimi\""), run.err());
    }
    assertEquals(Exit.INDEX.code(), Run.of("ingest", at).exit());
  }

  @Test
  void onlyWhatCountsTokensReadsTheVocabulary() {
    Map<String, String> absent =
        Map.of("LECTERN_TOKENIZER", folder.resolve("tiktoken.model").toString());
    for (List<String> command : looking()) {
      Run run = Run.with("", absent, command.toArray(String[]::new));
      assertEquals(0, run.exit(), run.err());
    }
    Run ask = Run.with("", absent, "ask", at, "What is the rent?");
    assertEquals(Exit.USAGE.code(), ask.exit(), ask.err());
    assertTrue(ask.err().contains("cannot read the vocabulary"), ask.err());
  }

  private List<List<String>> looking() {
    return List.of(
        List.of("status", at),
        List.of("documents", at),
        List.of("show", at, "d1#0"),
        List.of("search", at, "rent"),
        List.of("doctor", at));
  }

  private List<List<String>> all() {
    return List.of(
        List.of("ingest", at),
        List.of("ask", at, "What is the rent?"),
        List.of("plan", at, "What is the rent?", "--no-ingest"),
        List.of("status", at),
        List.of("documents", at),
        List.of("show", at, "d1"),
        List.of("search", at, "rent"),
        List.of("doctor", at));
  }

  /// Changes what the last commit says of itself.
  private void rewrite(String key, String value) throws IOException {
    try (FSDirectory directory = FSDirectory.open(folder.resolve(".lectern"));
        IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
      Map<String, String> data = new TreeMap<>();
      writer.getLiveCommitData().forEach(entry -> data.put(entry.getKey(), entry.getValue()));
      data.put(key, value);
      writer.setLiveCommitData(data.entrySet());
    }
  }
}
