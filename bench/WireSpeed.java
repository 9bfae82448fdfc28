import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import lectern.synthesize.CallLedger;
import lectern.synthesize.ChatRequest;
import lectern.synthesize.Completion;
import lectern.synthesize.ModelCall;
import lectern.synthesize.ModelCard;
import lectern.synthesize.OutputCharge;
import lectern.synthesize.Prompt;
import lectern.synthesize.Provider;
import lectern.synthesize.Reply;
import lectern.synthesize.SynthesisException;
import lectern.synthesize.Tier;
import lectern.synthesize.catalogue.ModelCatalogue;
import lectern.synthesize.kimi.Endpoint;
import lectern.synthesize.kimi.EnvironmentProxy;
import lectern.synthesize.kimi.Governor;
import lectern.synthesize.kimi.KimiClient;
import lectern.synthesize.kimi.KimiOptions;
import lectern.synthesize.kimi.KimiSettings;
import lectern.synthesize.kimi.Limits;
import lectern.synthesize.kimi.Time;
import lectern.synthesize.ledger.FileLedger;
import lectern.synthesize.ledger.LedgerAccount;
import lectern.synthesize.ledger.LedgerReading;
import lectern.synthesize.ledger.RecordedCall;
import lectern.synthesize.standin.Bill;
import lectern.synthesize.standin.FaultPlan;
import lectern.synthesize.standin.LimitRules;
import lectern.synthesize.standin.StandIn;
import lectern.synthesize.standin.StandInClock;
import lectern.synthesize.standin.StandInSettings;
import lectern.synthesize.standin.TimeModel;
import lectern.synthesize.standin.VirtualClock;

/// What the client costs on the wire, how it uses the limits of an account, and what it survives.
///
/// Run from the repository after `./lectern --version` has built it:
/// `java --enable-native-access=ALL-UNNAMED -cp 'app/target/lib/*' bench/WireSpeed.java overhead|events|streams|governor|governor-real|faults [N]`.
///
/// - `overhead`: a prompt of N tokens (1,000,000) to a server that reads it and answers at once: by the JDK's client with the body ready, and by ours.
/// - `events`: a reply of N events (100,000): by the JDK's client line by line, and by ours.
/// - `streams`: N (400) replies under way at once in one process, the server in another: memory.
/// - `governor`: calls under the limits of tiers 0, 1 and 4, by a virtual clock that client and stand-in share; `governor-real`: tier 1 with long
///   prompts, by the clock on the wall.
/// - `faults`: N (10,000) calls, of which a fifth goes wrong in fourteen ways; then all of them again.
class WireSpeed {
  private static final String KEY = "sk-bench";
  private static final ModelCatalogue CATALOGUE = ModelCatalogue.shipped();
  private static final ModelCard MODEL = CATALOGUE.find("kimi-k3.1-pro", LocalDate.of(2026, 11, 29));
  private static final Provider PROVIDER = CATALOGUE.provider("moonshot");

  public static void main(String[] arguments) throws Exception {
    int n = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 0;
    switch (arguments[0]) {
      case "overhead" -> overhead(n == 0 ? 1_000_000 : n);
      case "events" -> events(n == 0 ? 100_000 : n);
      case "streams" -> streams(n == 0 ? 400 : n);
      case "hold" -> hold(n);
      case "governor" -> governor(n == 0 ? 1_000 : n);
      case "governor-real" -> governorReal();
      case "faults" -> faults(n == 0 ? 10_000 : n);
      default -> throw new IllegalArgumentException(arguments[0]);
    }
    System.exit(0);
  }

  // ---- overhead

  private static final String EVENT = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"word \"}}]}\n\n";
  private static final String END =
      "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\",\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":2,\"cached_tokens\":0}}]}\n\n"
          + "data: [DONE]\n\n";

  /// Reads the request and answers with as many events.
  private static HttpServer server(int events) throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    byte[] event = EVENT.getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/v1/chat/completions",
        exchange -> {
          exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
          exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
          exchange.sendResponseHeaders(200, 0);
          try (OutputStream out = new java.io.BufferedOutputStream(exchange.getResponseBody(), 8_192)) {
            for (int i = 0; i < events; i++) {
              out.write(event);
            }
            out.write(END.getBytes(StandardCharsets.UTF_8));
          }
        });
    server.start();
    return server;
  }

  private static void overhead(int tokens) throws Exception {
    HttpServer server = server(3);
    String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    String evidence = "The yearly rent of 14 Harbour Street is due. ".repeat(tokens / 10);
    byte[] body =
        ("{\"model\":\"kimi-k3.1-pro\",\"stream\":true,\"messages\":[{\"role\":\"system\",\"content\":\"Be exact.\"},{\"role\":\"user\",\"content\":\""
                + evidence
                + "\"},{\"role\":\"user\",\"content\":\"What?\"}]}")
            .getBytes(StandardCharsets.UTF_8);
    HttpClient bare = HttpClient.newHttpClient();
    KimiClient ours = client(url, Limits.UNKNOWN, Time.SYSTEM, KimiSettings.DEFAULTS, new Forgetful());
    List<double[]> bareRuns = new ArrayList<>();
    List<double[]> ourRuns = new ArrayList<>();
    for (int round = 0; round < 25; round++) {
      bareRuns.add(measured(() -> bare(bare, url, body)));
      int call = round;
      ourRuns.add(measured(() -> ours.complete(request(evidence, "What? " + call, tokens))));
    }
    report("JDK's client, body ready", bareRuns.subList(5, 25));
    report("ours", ourRuns.subList(5, 25));
    System.out.printf(
        Locale.ROOT,
        "ours beside it: %.1f ms more, %.1f times the body (%.1f MB) allocated more%n",
        median(ourRuns.subList(5, 25), 0) - median(bareRuns.subList(5, 25), 0),
        (median(ourRuns.subList(5, 25), 1) - median(bareRuns.subList(5, 25), 1)) / (body.length / 1e6),
        body.length / 1e6);
    server.stop(0);
  }

  private interface Call {
    void run() throws Exception;
  }

  /// Milliseconds and megabytes allocated by all threads, the server's in this process too: they are the same in both.
  private static double[] measured(Call call) throws Exception {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getTotalThreadAllocatedBytes();
    long begin = System.nanoTime();
    call.run();
    double millis = (System.nanoTime() - begin) / 1e6;
    return new double[] {millis, (threads.getTotalThreadAllocatedBytes() - before) / 1e6};
  }

  private static long bare(HttpClient client, String url, byte[] body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/chat/completions"))
            .version(HttpClient.Version.HTTP_1_1)
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + KEY)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    var reply = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    try (BufferedReader lines = new BufferedReader(new InputStreamReader(reply.body(), StandardCharsets.UTF_8))) {
      return lines.lines().count();
    }
  }

  private static void report(String what, List<double[]> runs) {
    System.out.printf(
        Locale.ROOT, "%-28s %8.1f ms  %8.1f MB allocated in all threads (median of %d)%n", what, median(runs, 0), median(runs, 1), runs.size());
  }

  private static double median(List<double[]> runs, int column) {
    List<Double> sorted = runs.stream().map(run -> run[column]).sorted().toList();
    return sorted.get(sorted.size() / 2);
  }

  // ---- events

  private static void events(int events) throws Exception {
    HttpServer server = server(events);
    String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    HttpClient bare = HttpClient.newHttpClient();
    KimiClient ours = client(url, Limits.UNKNOWN, Time.SYSTEM, KimiSettings.DEFAULTS, new Forgetful());
    List<double[]> bareRuns = new ArrayList<>();
    List<double[]> ourRuns = new ArrayList<>();
    for (int round = 0; round < 9; round++) {
      bareRuns.add(measured(() -> bare(bare, url, "{}".getBytes(StandardCharsets.UTF_8))));
      int call = round;
      ourRuns.add(measured(() -> ours.complete(request("[d1#0] Rent.", "What? " + call, 1_000, events))));
    }
    double bareMillis = median(bareRuns.subList(3, 9), 0);
    double ourMillis = median(ourRuns.subList(3, 9), 0);
    System.out.printf(
        Locale.ROOT,
        "JDK's client, lines alone: %,.0f events/s; ours, each parsed twice: %,.0f events/s (%.2f of it; median of 6)%n",
        events / bareMillis * 1_000,
        events / ourMillis * 1_000,
        bareMillis / ourMillis);
    server.stop(0);
  }

  // ---- streams

  /// A server of its own process: writes one event of each reply, and the rest once all are there.
  private static void hold(int streams) throws Exception {
    HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_000);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    CountDownLatch go = new CountDownLatch(1);
    AtomicInteger here = new AtomicInteger();
    server.createContext(
        "/v1/chat/completions",
        exchange -> {
          exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
          exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
          exchange.sendResponseHeaders(200, 0);
          try (OutputStream out = exchange.getResponseBody()) {
            out.write(EVENT.getBytes(StandardCharsets.UTF_8));
            out.flush();
            if (here.incrementAndGet() == streams) {
              System.out.println("all");
            }
            go.await();
            out.write(END.getBytes(StandardCharsets.UTF_8));
          } catch (InterruptedException e) {
            throw new IOException(e);
          }
        });
    server.start();
    System.out.println("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
    System.in.read();
    go.countDown();
    Thread.sleep(5_000);
  }

  private static void streams(int streams) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            ProcessHandle.current().info().command().orElse("java"),
            "-cp",
            System.getProperty("java.class.path"),
            "bench/WireSpeed.java",
            "hold",
            Integer.toString(streams));
    Process server = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    BufferedReader said = server.inputReader(StandardCharsets.UTF_8);
    KimiClient client = client(said.readLine(), Limits.UNKNOWN, Time.SYSTEM, KimiSettings.DEFAULTS, new Forgetful());
    String evidence = "The yearly rent of 14 Harbour Street is due. ".repeat(3_200);
    long before = used();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      AtomicInteger ended = new AtomicInteger();
      long begin = System.nanoTime();
      for (int i = 0; i < streams; i++) {
        int call = i;
        threads.submit(
            () -> {
              client.complete(request(evidence, "What? " + call, 32_000));
              ended.incrementAndGet();
            });
      }
      if (!"all".equals(said.readLine())) {
        throw new IllegalStateException("not all came");
      }
      double seconds = (System.nanoTime() - begin) / 1e9;
      Thread.sleep(500);
      long during = used();
      System.out.printf(
          Locale.ROOT,
          "%d replies under way at once, prompts of %,d characters: all there after %.2f s; heap %.1f MB before, %.1f MB with them (%.0f KB each); %d threads of the system%n",
          streams,
          evidence.length(),
          seconds,
          before / 1e6,
          during / 1e6,
          (during - before) / 1e3 / streams,
          ManagementFactory.getThreadMXBean().getThreadCount());
      server.getOutputStream().write('\n');
      server.getOutputStream().flush();
      threads.shutdown();
      threads.awaitTermination(1, java.util.concurrent.TimeUnit.MINUTES);
      System.out.println(ended.get() + " of them ended well");
    }
    server.destroy();
  }

  private static long used() throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      System.gc();
      Thread.sleep(100);
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  // ---- governor

  private static void governor(int calls) throws Exception {
    try (VirtualClock clock = VirtualClock.from(Instant.parse("2026-11-29T00:00:00Z"))) {
      // A small budget comes to the limit of calls, a large one to that of tokens, with hardly a byte to carry.
      governed(clock, virtual(clock), 0, Math.min(calls, 120), 60, 2_000);
      governed(clock, virtual(clock), 1, calls * 3, 60, 2_000);
      governed(clock, virtual(clock), 1, calls * 2, 60, 20_000);
      governed(clock, virtual(clock), 4, calls * 5, 60, 20_000);
    }
  }

  /// By the clock on the wall: some four minutes.
  private static void governorReal() throws Exception {
    governed(StandInClock.SYSTEM, Time.SYSTEM, 1, 328, 20_000, 2_000);
  }

  private static void governed(
      StandInClock clock, Time time, int tier, int calls, int evidenceTokens, int completionTokens) throws Exception {
    TimeModel model = new TimeModel(Duration.ofSeconds(2), 0, 0, 0, Duration.ZERO);
    try (StandIn standIn =
        StandIn.start(
            StandInSettings.DEFAULTS
                .withTier(tier)
                .withClock(clock)
                .withTime(model)
                .withReader(prompt -> new lectern.synthesize.standin.Reader.Reply("hm", "Yes.")))) {
      Limits limits = Limits.of(CATALOGUE.tiers().get(tier));
      KimiSettings patient =
          new KimiSettings(
              Duration.ofMinutes(5), Duration.ofMinutes(5), Duration.ofMinutes(5), Duration.ofMinutes(5), Duration.ofDays(2), 6);
      KimiClient client = client(standIn.baseUrl().toString(), limits, time, patient, new Forgetful());
      String evidence = "The yearly rent of 14 Harbour Street is due. ".repeat(Math.max(1, evidenceTokens / 10));
      Instant begin = clock.instant();
      AtomicInteger well = new AtomicInteger();
      List<Instant> ends = java.util.Collections.synchronizedList(new ArrayList<>());
      Semaphore most = new Semaphore(600);
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < calls; i++) {
          int call = i;
          most.acquire();
          threads.submit(
              () -> {
                try {
                  client.complete(request(evidence, "What? " + call, (long) (1.12 * evidenceTokens) + 400, completionTokens));
                  ends.add(clock.instant());
                  well.incrementAndGet();
                } catch (RuntimeException e) {
                  System.err.println(e.getMessage());
                } finally {
                  most.release();
                }
              });
        }
      }
      Bill bill = standIn.bill();
      // What is let through comes in bursts, a minute apart; the last one, which may not fill its minute, is left out.
      List<Instant> sorted = ends.stream().sorted().toList();
      int last = 0;
      for (int i = 1; i < sorted.size(); i++) {
        if (Duration.between(sorted.get(i - 1), sorted.get(i)).toSeconds() > 20) {
          last = i;
        }
      }
      double minutes = Duration.between(sorted.getFirst(), sorted.get(last)).toMillis() / 60_000.0;
      double perCall = bill.total().promptTokens() / (double) calls + completionTokens;
      System.out.printf(
          Locale.ROOT,
          "tier %d, %,d calls of %,.0f tokens by the stand-in's count: %d well; before the last burst %d in %.1f minutes: %.1f %% of the allowed calls, %.1f %% of the allowed tokens; refused: %s%n",
          tier,
          calls,
          perCall,
          well.get(),
          last,
          minutes,
          100 * last / minutes / limits.requestsPerMinute(),
          100 * last * perCall / minutes / limits.tokensPerMinute(),
          Forgetful.FAILURES);
      Forgetful.FAILURES.clear();
    }
  }

  private static Time virtual(VirtualClock clock) {
    return new Time() {
      @Override
      public long nanos() {
        Duration since = Duration.between(Instant.parse("2026-11-28T00:00:00Z"), clock.instant());
        return since.toNanos();
      }

      @Override
      public void sleep(Duration duration) throws InterruptedException {
        clock.sleep(duration);
      }
    };
  }

  // ---- faults

  private static final String FAULTS =
      "overload:0.03,server-error:0.02,unavailable:0.01,busy:0.01,truncate:0.03,cut:0.02,reset:0.02,error-event:0.02,"
          + "null-content:0.01,html:0.01,bad-json:0.01,stall:0.005,slow-headers:0.005,slow-first-token:0.005,slow=3s";

  private static void faults(int calls) throws Exception {
    Path folder = Files.createTempDirectory("wire");
    Duration limit = Duration.ofMillis(1_500);
    KimiSettings settings = new KimiSettings(limit, limit, limit, limit, Duration.ofMinutes(10), 12);
    // Waits between tries are shortened: the plan's faults do not depend on them.
    Time hurried =
        new Time() {
          @Override
          public long nanos() {
            return System.nanoTime();
          }

          @Override
          public void sleep(Duration duration) throws InterruptedException {
            Thread.sleep(duration.dividedBy(50));
          }
        };
    try (StandIn standIn =
        StandIn.start(
            StandInSettings.DEFAULTS.withFaults(FaultPlan.parse(FAULTS)).withLimits(LimitRules.DEFAULTS.withCharge(LimitRules.Charge.NOTHING)))) {
      long begin = System.nanoTime();
      try (FileLedger ledger = ledger(folder)) {
        KimiClient client = client(standIn.baseUrl().toString(), Limits.UNKNOWN, hurried, settings, ledger);
        System.out.println("first pass: " + all(client, calls));
        client.close();
      }
      long requests = requests(standIn);
      LedgerReading reading = LedgerReading.of(folder);
      System.out.printf(
          Locale.ROOT,
          "%.0f s; the stand-in billed or refused %,d requests: %,d billed for $%s, and refused %s%n",
          (System.nanoTime() - begin) / 1e9,
          requests,
          standIn.bill().total().requests(),
          standIn.bill().total().usd(),
          standIn.bill().refusals());
      BigDecimal paid = sum(reading, RecordedCall::paidUsd);
      BigDecimal held = sum(reading, RecordedCall::heldUsd);
      System.out.printf(
          Locale.ROOT,
          "the ledger holds %,d calls: %s; $%s paid, $%s held as unknown; damaged: %d%n",
          reading.calls().size(),
          reading.calls().stream().collect(java.util.stream.Collectors.groupingBy(RecordedCall::state, java.util.TreeMap::new, java.util.stream.Collectors.counting())),
          paid,
          held,
          reading.damages().size());
      try (FileLedger ledger = ledger(folder)) {
        KimiClient client = client(standIn.baseUrl().toString(), Limits.UNKNOWN, hurried, settings, ledger);
        System.out.println("second pass: " + all(client, calls));
        client.close();
      }
      System.out.printf(Locale.ROOT, "billed or refused in the second pass: %,d%n", requests(standIn) - requests);
    }
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }

  private static FileLedger ledger(Path folder) {
    return FileLedger.open(folder, LedgerAccount.of("moonshot", "stand-in", KEY), InstantSource.system(), new Random(), System.err::println);
  }

  private static BigDecimal sum(LedgerReading reading, java.util.function.Function<RecordedCall, BigDecimal> part) {
    return reading.calls().stream().map(part).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /// Those that were billed or refused; the stand-in counts no others.
  private static long requests(StandIn standIn) {
    Bill bill = standIn.bill();
    return bill.total().requests() + bill.refusals().values().stream().mapToLong(Long::longValue).sum();
  }

  private static String all(KimiClient client, int calls) throws InterruptedException {
    AtomicInteger well = new AtomicInteger();
    AtomicInteger empty = new AtomicInteger();
    AtomicInteger failed = new AtomicInteger();
    Semaphore most = new Semaphore(64);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < calls; i++) {
        int call = i;
        most.acquire();
        threads.submit(
            () -> {
              try {
                String rent = "[d1#0] The yearly rent of 14 Harbour Street is £" + (10_000 + call) + ".";
                Completion completion = client.complete(request(rent, "What is the yearly rent of 14 Harbour Street?", 200));
                if (completion.text().contains("£" + (10_000 + call))) {
                  well.incrementAndGet();
                } else {
                  empty.incrementAndGet();
                }
              } catch (SynthesisException e) {
                failed.incrementAndGet();
                System.err.println(e.getMessage());
              } finally {
                most.release();
              }
            });
      }
    }
    return well + " answered, " + empty + " cut off empty, " + failed + " failed";
  }

  // ---- shared

  private static final int MAX_COMPLETION = 2_000;

  private static ChatRequest request(String evidence, String question, long promptTokens) {
    return request(evidence, question, promptTokens, MAX_COMPLETION);
  }

  private static ChatRequest request(String evidence, String question, long promptTokens, int completionTokens) {
    return new ChatRequest(
        new Prompt("Quote the documents and cite their labels.", evidence, question), MODEL, completionTokens, Tier.SHORT, "everything", promptTokens);
  }

  private static KimiClient client(String url, Limits limits, Time time, KimiSettings settings, CallLedger ledger) {
    return new KimiClient(
        new Endpoint(PROVIDER, URI.create(url), KEY),
        settings,
        KimiOptions.DEFAULTS,
        ledger,
        new Governor(limits, List.of(), OutputCharge.BUDGET, time),
        time,
        InstantSource.system(),
        new Random(1),
        new EnvironmentProxy(Map.of()),
        _ -> {});
  }

  /// Keeps nothing, so that the wire alone is measured.
  private static final class Forgetful implements CallLedger {
    static final Map<String, Integer> FAILURES = new java.util.concurrent.ConcurrentHashMap<>();

    @Override
    public Optional<Reply> reply(String digest) {
      return Optional.empty();
    }

    @Override
    public Entry begin(ModelCall call) {
      return end -> {
        if (end.failure() != null) {
          FAILURES.merge(end.failure().replaceAll("org-\\w+|current: \\d+", "…"), 1, Integer::sum);
        }
      };
    }
  }
}
