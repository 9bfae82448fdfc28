import java.io.IOException;
import java.lang.ref.Reference;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import lectern.synthesize.CacheTtl;
import lectern.synthesize.CallEnd;
import lectern.synthesize.Completion;
import lectern.synthesize.ModelCall;
import lectern.synthesize.Prediction;
import lectern.synthesize.PrefixPoint;
import lectern.synthesize.PromptTrace;
import lectern.synthesize.Reply;
import lectern.synthesize.TextCount;
import lectern.synthesize.Tier;
import lectern.synthesize.Usage;
import lectern.synthesize.ledger.FileLedger;
import lectern.synthesize.ledger.LedgerAccount;
import lectern.synthesize.ledger.LedgerReading;

/// Calls written down per second, each with its intent and its end on disk, by 1, 16 and 400 threads; time to open what was written, to give a reply
/// back and to sum it all. Before it, what the disk does by itself: lines of a kilobyte, one fsync each.
///
/// Run from the repository after `./lectern --version` has built it:
/// `java -cp 'app/target/lib/*' bench/LedgerSpeed.java FOLDER [SECONDS] [REPLY_CHARS]`, where FOLDER is on the disk to measure and is emptied after.
/// `… LedgerSpeed.java make FOLDER PROCESSES` writes and keeps a ledger of as many processes with one call each; `… open FOLDER` opens it in a JVM
/// that has done nothing else, as a command does. `… held FOLDER [CALLS] [POINTS]` says what is held in memory of CALLS calls (100,000) whose prompts
/// have POINTS boundaries (12), by whoever made them, by who opens their ledger, and by who sums them up.
class LedgerSpeed {
  private static final LedgerAccount ACCOUNT = LedgerAccount.of("moonshot", "api.moonshot.ai", "bench");
  private static final int[] THREADS = {1, 16, 400};
  private static final int DISK_BYTES = 1_024;

  static void main(String[] arguments) throws Exception {
    switch (arguments[0]) {
      case "make" -> make(Path.of(arguments[1]), Integer.parseInt(arguments[2]));
      case "open" -> read(Path.of(arguments[1]));
      case "held" ->
          held(
              Path.of(arguments[1]),
              arguments.length > 2 ? Integer.parseInt(arguments[2]) : 100_000,
              arguments.length > 3 ? Integer.parseInt(arguments[3]) : 12);
      default -> measure(arguments);
    }
  }

  private static void make(Path folder, int processes) {
    long start = System.nanoTime();
    for (int i = 0; i < processes; i++) {
      try (FileLedger ledger = open(folder)) {
        ledger.begin(call(i + ".0")).end(replied("Six months' notice. ".repeat(200)));
      }
    }
    System.out.printf(Locale.ROOT, "%,d processes in %,.0f ms%n", processes, (System.nanoTime() - start) / 1e6);
  }

  private static void held(Path parent, int calls, int points) throws Exception {
    Path folder = Files.createTempDirectory(Files.createDirectories(parent), "ledger");
    Prediction prediction = prediction(points);
    try {
      run(folder.resolve("warm"), 16, Duration.ofSeconds(2), "Six months");
      long before = usedBytes();
      try (FileLedger ledger = open(folder)) {
        try (ExecutorService pool = Executors.newFixedThreadPool(100)) {
          for (int i = 0; i < calls; i++) {
            String digest = HexFormat.of().toHexDigits(i).repeat(8);
            pool.execute(() -> ledger.begin(call(digest, prediction)).end(replied("Six months")));
          }
        }
        said("who made them", calls, usedBytes() - before);
        ledger.reply("0");
      }
      heldOpen(folder, calls);
      heldRead(folder);
    } finally {
      delete(folder);
    }
  }

  // Methods of their own: what one held must be gone when the next begins.

  private static void heldOpen(Path folder, int calls) throws InterruptedException {
    long before = usedBytes();
    try (FileLedger ledger = open(folder)) {
      said("who opens them", calls, usedBytes() - before);
      ledger.reply("0");
    }
  }

  private static void heldRead(Path folder) throws InterruptedException {
    long before = usedBytes();
    LedgerReading reading = LedgerReading.of(folder);
    said("who sums them", reading.calls().size(), usedBytes() - before);
    Reference.reachabilityFence(reading);
  }

  private static void said(String who, int calls, long bytes) {
    System.out.printf(Locale.ROOT, "held by %s: %,.1f MB, %,d bytes a call%n", who, bytes / 1e6, bytes / calls);
  }

  private static long usedBytes() throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      System.gc();
      Thread.sleep(100);
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private static Prediction prediction(int points) {
    List<PrefixPoint> all = new ArrayList<>();
    for (int i = 0; i < points; i++) {
      all.add(new PrefixPoint(HexFormat.of().toHexDigits((long) i), i));
    }
    TextCount text = new TextCount(30_000, 0, 0, 0);
    return new Prediction(30_000, 29_952, "low", CacheTtl.FIVE_MINUTES, new PromptTrace(all, text, text));
  }

  private static void measure(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory(Files.createDirectories(Path.of(arguments[0])), "ledger");
    Duration time = Duration.ofSeconds(arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5);
    String text = "Six months' notice. ".repeat((arguments.length > 2 ? Integer.parseInt(arguments[2]) : 4_000) / 20);
    try {
      Files.createDirectories(folder);
      run(folder.resolve("warm"), 16, Duration.ofSeconds(2), text);
      System.out.printf(Locale.ROOT, "disk alone: %,.0f fsyncs a second%n", disk(folder.resolve("disk"), time));
      for (int threads : THREADS) {
        Path ledger = folder.resolve("ledger-" + threads);
        long calls = run(ledger, threads, time, text);
        System.out.printf(Locale.ROOT, "%d threads: %,.0f calls a second%n", threads, calls / (time.toMillis() / 1e3));
        if (read(ledger) != calls) {
          throw new IllegalStateException("not all of " + calls + " calls are there");
        }
      }
    } finally {
      delete(folder);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : new ArrayList<>(files.toList()).reversed()) {
        Files.delete(file);
      }
    }
  }

  private static double disk(Path file, Duration time) throws IOException {
    long start = System.nanoTime();
    long end = start + time.toNanos();
    long done = 0;
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      for (; System.nanoTime() < end; done++) {
        channel.write(ByteBuffer.allocate(DISK_BYTES));
        channel.force(false);
      }
    }
    return done / ((System.nanoTime() - start) / 1e9);
  }

  /// Calls that were written down from beginning to end.
  private static long run(Path folder, int threads, Duration time, String text) throws Exception {
    long end = System.nanoTime() + time.toNanos();
    try (FileLedger ledger = open(folder);
        ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Long>> all = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        String name = i + ".";
        all.add(
            pool.submit(
                () -> {
                  long done = 0;
                  for (; System.nanoTime() < end; done++) {
                    ledger.begin(call(name + done)).end(replied(text));
                  }
                  return done;
                }));
      }
      long sum = 0;
      for (Future<Long> each : all) {
        sum += each.get();
      }
      return sum;
    }
  }

  private static int read(Path folder) throws IOException {
    long bytes;
    try (Stream<Path> files = Files.walk(folder)) {
      bytes = files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
    long start = System.nanoTime();
    FileLedger ledger = open(folder);
    long opened = System.nanoTime();
    int found = ledger.reply("0.0").orElseThrow().text().length();
    long given = System.nanoTime();
    LedgerReading reading = LedgerReading.of(folder);
    long summed = System.nanoTime();
    ledger.close();
    if (!reading.damages().isEmpty() || found == 0) {
      throw new IllegalStateException("it is damaged");
    }
    System.out.printf(
        Locale.ROOT,
        "  %,d calls, %,.1f MB: opened in %,.0f ms, a reply in %.2f ms, read for sums in %,.0f ms%n",
        reading.calls().size(),
        bytes / 1e6,
        (opened - start) / 1e6,
        (given - opened) / 1e6,
        (summed - given) / 1e6);
    return reading.calls().size();
  }

  private static FileLedger open(Path folder) {
    return FileLedger.open(folder, ACCOUNT, InstantSource.system(), new SplittableRandom(), System.err::println);
  }

  private static ModelCall call(String digest) {
    return call(digest, null);
  }

  private static ModelCall call(String digest, Prediction prediction) {
    return new ModelCall(
        "moonshot", "kimi-k3", Instant.now(), Tier.SHORT, "everything", digest, 30_000, 4_096, new BigDecimal("0.15144"), 1, LocalDate.of(2026, 10, 26), prediction);
  }

  private static CallEnd replied(String text) {
    Usage usage = new Usage(30_000, 29_952, 0, 900);
    return new CallEnd(
        CallEnd.Outcome.REPLIED,
        new Reply(text, null, Completion.Finish.STOP, usage, "kimi-k3"),
        new BigDecimal("0.0226"),
        Duration.ofMillis(900),
        Duration.ofSeconds(12),
        "trace",
        false,
        null);
  }
}
