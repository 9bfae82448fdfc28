package lectern.ingest.walk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import lectern.ingest.IngestOutcome;
import lectern.ingest.split.PassageSplitter;
import lectern.ingest.split.SplitSettings;
import lectern.ingest.tika.TikaParser;
import lectern.ingest.tika.TikaSettings;
import lectern.ingest.tokens.O200kCounter;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// File names of any script, though this process's locale knows ASCII only.
class PosixLocaleTest {
  @Test
  void namesSurviveAPosixLocale(@TempDir Path folder) throws Exception {
    try {
      Files.writeString(folder.resolve("契約書.txt"), "text one");
      Files.writeString(folder.resolve("договор \"1\"\n.txt"), "text two");
      Files.createDirectory(folder.resolve("Verträge"));
      Files.writeString(folder.resolve("Verträge").resolve("é.txt"), "text three");
    } catch (IOException | IllegalArgumentException e) {
      Assumptions.abort("this machine cannot write such names");
    }
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            folder.toString());
    builder.environment().clear();
    builder.environment().put("LC_ALL", "C");
    Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    List<String> lines =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .toList();
    assertEquals(0, process.waitFor());
    assertEquals(
        List.of("Verträge/é.txt: text three", "договор \"1\"␤.txt: text two", "契約書.txt: text one"),
        lines);
  }

  /// Run under another locale.
  static final class Main {
    private Main() {}

    public static void main(String[] arguments) {
      MemorySink sink = new MemorySink();
      try (TikaParser parser = new TikaParser(TikaSettings.DEFAULTS.withWorkers(1))) {
        new FolderIngest(
                parser,
                new PassageSplitter(SplitSettings.DEFAULTS, new O200kCounter()),
                sink,
                WalkSettings.DEFAULTS,
                InstantSource.system())
            .run(
                IngestRequest.of(Path.of(arguments[0])),
                outcome -> print(outcome, sink),
                Progress.NONE);
      }
    }

    private static void print(IngestOutcome outcome, MemorySink sink) {
      String id = outcome.file().value();
      String text =
          sink.family(id).isEmpty()
              ? outcome.toString()
              : sink.family(id).getFirst().source().text();
      byte[] line = (id.replace('\n', '␤') + ": " + text + "\n").getBytes(StandardCharsets.UTF_8);
      System.out.write(line, 0, line.length);
      System.out.flush();
    }
  }
}
