package lectern.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lectern.synthesize.standin.StandIn;

/// A collection of four documents that a model with a small window reads in four parts.
///
/// @param folder of the documents
/// @param aside of everything else
record MillsCorpus(Path folder, Path aside) {
  static final String QUESTION = "What is the yearly rent of the mill?";

  private static final String FILLER = "Nothing of interest stands in this paragraph at all.\n\n";

  /// The rent is told twice, and otherwise.
  static MillsCorpus in(Path temporary) throws IOException {
    MillsCorpus corpus =
        new MillsCorpus(
            Files.createDirectory(temporary.resolve("mills")),
            Files.createDirectory(temporary.resolve("aside")));
    corpus.add("a-lease.txt", "The yearly rent of the mill is 42,000 pounds.");
    corpus.add("b-letter.txt", "The weather was fine all through the week.");
    corpus.add("c-deed.txt", "The yearly rent of the mill is 45,000 pounds.");
    corpus.add("d-minutes.txt", "Tea was taken at four in the drawing room.");
    return corpus;
  }

  /// Adds a document of some 12,000 tokens.
  void add(String name, String text) throws IOException {
    Files.writeString(
        folder.resolve(name), FILLER.repeat(550) + text + "\n\n" + FILLER.repeat(550));
  }

  /// Kimi with a window of 32,768 tokens.
  private Path catalogue() throws IOException {
    return Files.writeString(
        aside.resolve("models.toml"),
        """
        [[model]]
        provider = "moonshot"
        id = "kimi-k3.1-pro"
        window-tokens = 32_768
        max-completion-tokens = 32_768
        thinking = "effort"
        sampling-pinned = true
        source = "https://example.org"
        as-of = 2026-11-20
        [[model.price]]
        from = 2026-10-24
        input-usd-per-mtok = 2.00
        cached-input-usd-per-mtok = 0.20
        output-usd-per-mtok = 10.00
        source = "https://example.org"
        """);
  }

  Map<String, String> environment(StandIn standIn) throws IOException {
    Map<String, String> all = new HashMap<>(offline());
    all.put("KIMI_BASE_URL", standIn.baseUrl().toString());
    all.put("KIMI_API_KEY", "sk-of-the-test");
    return all;
  }

  Map<String, String> offline() throws IOException {
    return Map.of(
        "LECTERN_STATE",
        aside.resolve("state").toString(),
        "LECTERN_INGEST_EMBED",
        "off",
        "LECTERN_CATALOGUE",
        catalogue().toString());
  }

  /// Command, folder, question and what follows.
  String[] command(String command, String... more) {
    String[] all = new String[more.length + 3];
    all[0] = command;
    all[1] = folder.toString();
    all[2] = QUESTION;
    System.arraycopy(more, 0, all, 3, more.length);
    return all;
  }

  Run run(StandIn standIn, String command, String... more) throws IOException {
    return Run.with("", environment(standIn), command(command, more));
  }

  Path ledger() {
    return aside.resolve("state").resolve("ledger");
  }

  List<String> names() {
    return List.of("a-lease.txt", "b-letter.txt", "c-deed.txt", "d-minutes.txt");
  }
}
