package lectern.ingest.walk;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import lectern.ingest.IngestException;

/// What a run may do that is asked to add and to change nothing that is held.
final class Additions {
  /// Names in a message: enough to see whose files they are.
  private static final int SHOWN = 3;

  private Additions() {}

  /// @throws IngestException.NoFolder where a file would leave the index, or be another in it
  static void require(Path root, List<Difference> differences) {
    List<String> lost =
        differences.stream()
            .filter(difference -> loses(difference.kind()))
            .map(of -> Objects.requireNonNullElse(of.other(), of.file()).value())
            .toList();
    if (!lost.isEmpty()) {
      throw new IngestException.NoFolder(
          String.format(
              Locale.ROOT,
              "the index is not one of %s as it is now: %,d of its files would leave it or be replaced: %s%s",
              root,
              lost.size(),
              lost.stream().limit(SHOWN).collect(Collectors.joining(", ")),
              lost.size() > SHOWN ? ", …" : ""),
          "Name another folder for the index. One that was made of an earlier state of the files can"
              + " be deleted; it is made again.",
          null);
    }
  }

  private static boolean loses(Difference.Kind kind) {
    return switch (kind) {
      case CHANGED, DESCRIBED, MOVED, REMOVED -> true;
      case NEW, STALE, RETRY, DUPLICATE, FAILED, UNCHANGED -> false;
    };
  }
}
