package lectern.ingest.tika;

import java.time.Duration;

/// What a file may cost.
///
/// @param workers files parsed at the same time; two share a worker process
/// @param workerHeapMegabytes heap of one worker; a file that needs more, alone, is OUT_OF_MEMORY
/// @param timePerFile from sending the file to having its text; past it the file is TIMED_OUT
/// @param maxFileBytes larger files are TOO_LARGE, unopened
/// @param maxTextChars text of a file and its members together; past it the file is TOO_LARGE
/// @param maxMembers documents within a file, at any depth; past it the file is TOO_LARGE
/// @param maxMemberBytes bytes of all members together, unpacked; past it the file is TOO_LARGE
/// @param maxDepth members within members; deeper ones are left out and noted
/// @param filesPerWorker files after which a worker is replaced
/// @param ocr how scans are read; the time for it comes on top of `timePerFile`
public record TikaSettings(
    int workers,
    int workerHeapMegabytes,
    Duration timePerFile,
    long maxFileBytes,
    int maxTextChars,
    int maxMembers,
    long maxMemberBytes,
    int maxDepth,
    int filesPerWorker,
    OcrSettings ocr) {
  /// Two at a time, because a laptop has two cores to spare; callers with more raise it to the
  /// number of cores, at most 4: past that the index is the brake. 512 MiB parse every sound file
  /// of the sample collections. 60 s is ten times the slowest of them. 16M characters are four full
  /// windows of the largest model: longer files are data, not documents. 2,000 members are a
  /// mailbox of some years. Depth 3 is a document in an archive in a mail in an archive. 500 files
  /// a worker keep leaks of parser libraries small and restarts (0.7 s) rare.
  public static final TikaSettings DEFAULTS =
      new TikaSettings(
          2,
          512,
          Duration.ofSeconds(60),
          256L << 20,
          16_000_000,
          2_000,
          512L << 20,
          3,
          500,
          OcrSettings.DEFAULTS);

  public TikaSettings {
    atLeast("workers", workers, 1);
    atLeast("workerHeapMegabytes", workerHeapMegabytes, 32);
    atLeast("timePerFile in milliseconds", timePerFile.toMillis(), 1);
    atLeast("maxFileBytes", maxFileBytes, 1);
    atLeast("maxTextChars", maxTextChars, 1_000);
    atLeast("maxMembers", maxMembers, 1);
    atLeast("maxMemberBytes", maxMemberBytes, 1);
    atLeast("maxDepth", maxDepth, 0);
    atLeast("filesPerWorker", filesPerWorker, 1);
  }

  public TikaSettings withWorkers(int count) {
    return with(count, ocr);
  }

  public TikaSettings withOcr(OcrSettings other) {
    return with(workers, other);
  }

  private TikaSettings with(int workers, OcrSettings ocr) {
    return new TikaSettings(
        workers,
        workerHeapMegabytes,
        timePerFile,
        maxFileBytes,
        maxTextChars,
        maxMembers,
        maxMemberBytes,
        maxDepth,
        filesPerWorker,
        ocr);
  }

  /// Longest reply that a worker may send: the text in UTF-8, as much again for its structure.
  long maxReplyBytes() {
    return Math.min(Integer.MAX_VALUE - 64L, 8L * maxTextChars + (16L << 20));
  }

  private static void atLeast(String name, long value, long least) {
    if (value < least) {
      throw new IllegalArgumentException(name + " must be at least " + least + ": " + value);
    }
  }
}
