package lectern.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
