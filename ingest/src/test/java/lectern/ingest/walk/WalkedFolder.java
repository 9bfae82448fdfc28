package lectern.ingest.walk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lectern.ingest.FieldValue;
import lectern.ingest.IngestOutcome;
import lectern.ingest.split.PassageSplitter;
import lectern.ingest.split.SplitSettings;
import lectern.ingest.tokens.O200kCounter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

/// A folder that is walked into a sink in memory.
abstract class WalkedFolder {
  @TempDir Path root;
  final MemorySink sink = new MemorySink();
  LineParser parser = new LineParser("lines-1");
  Summary summary = new Summary(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, Duration.ZERO, false, List.of());

  /// Long after every file was written, so that their times are proof.
  InstantSource clock = InstantSource.offset(InstantSource.system(), Duration.ofDays(1));

  @Nullable Map<String, Map<String, FieldValue>> manifest;
  boolean retry;
  boolean rehash;
  WalkSettings settings = WalkSettings.DEFAULTS;

  IngestRequest request() {
    Map<String, Manifest.Row> rows = new TreeMap<>();
    if (manifest != null) {
      manifest.forEach((path, fields) -> rows.put(path, new Manifest.Row(path, fields)));
    }
    return IngestRequest.of(root)
        .with(new Manifest(manifest != null, rows, List.of()))
        .retrying(retry)
        .rehashing(rehash);
  }

  FolderIngest ingest() {
    return new FolderIngest(
        parser,
        new PassageSplitter(SplitSettings.DEFAULTS, new O200kCounter()),
        sink,
        settings,
        clock);
  }

  /// Outcomes in short: `Indexed a.txt 1`.
  List<String> run() {
    List<String> outcomes = new ArrayList<>();
    parser.parsed.set(0);
    sink.calls.clear();
    summary = ingest().run(request(), outcome -> outcomes.add(words(outcome)), Progress.NONE);
    return outcomes;
  }

  /// What a run would do, in short: `b.txt MOVED a.txt`.
  List<String> differences() {
    return FolderIngest.difference(
            parser,
            new PassageSplitter(SplitSettings.DEFAULTS, new O200kCounter()),
            settings,
            clock,
            request(),
            sink.held())
        .stream()
        .map(
            difference ->
                difference.file()
                    + " "
                    + difference.kind()
                    + (difference.other() == null ? "" : " " + difference.other()))
        .toList();
  }

  static String words(IngestOutcome outcome) {
    return switch (outcome) {
      case IngestOutcome.Indexed it -> "Indexed " + it.file() + " " + it.number();
      case IngestOutcome.Unchanged it -> "Unchanged " + it.file();
      case IngestOutcome.Described it -> "Described " + it.file();
      case IngestOutcome.Duplicate it -> "Duplicate " + it.file() + " of " + it.of();
      case IngestOutcome.Moved it -> "Moved " + it.from() + " " + it.file();
      case IngestOutcome.Removed it -> "Removed " + it.file();
      case IngestOutcome.Failed it ->
          "Failed "
              + it.file()
              + " "
              + it.cause().reason()
              + " "
              + it.attempts()
              + " "
              + it.tried();
    };
  }

  void write(String name, String text) throws IOException {
    Path path = root.resolve(name);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
