package lectern.synthesize.kimi;

import java.math.BigDecimal;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.random.RandomGenerator;
import lectern.synthesize.CallLedger;
import lectern.synthesize.CallProgress;
import lectern.synthesize.ChatClient;
import lectern.synthesize.ChatRequest;
import lectern.synthesize.Completion;
import lectern.synthesize.Reply;
import lectern.synthesize.Usage;
import lectern.synthesize.kimi.Failure.Kind;
import org.jspecify.annotations.Nullable;

/// Kimi, or a relative that speaks as OpenAI does, at one endpoint: what is paid for stands in the
/// ledger, what is worth it is tried again, what breaks off is gone on with. Safe for use by many
/// threads.
public final class KimiClient implements ChatClient, AutoCloseable {
  /// First wait of a failure that says nothing of waiting; each further one is twice as long.
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

  /// The reply is in the ledger, and given back for the same request.
  private static final String ANEW =
      "the same question gets the same reply from the ledger unless --anew asks, and pays, again";

  private final Endpoint endpoint;
  private final KimiSettings settings;
  private final KimiOptions options;
  private final CallLedger ledger;
  private final Governor governor;
  private final Time time;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final CallProgress progress;
  private final Refusals refusals;
  private final HttpClient http;
  private final Sender sender;

  /// @param ledger of the endpoint's account
  /// @param governor of the endpoint's account
  /// @param clock for the ledger alone
  /// @param random spreads the waits
  /// @param proxy which one leads to the endpoint
  /// @param progress hears what a question waits for, and why, while it does
  public KimiClient(
      Endpoint endpoint,
      KimiSettings settings,
      KimiOptions options,
      CallLedger ledger,
      Governor governor,
      Time time,
      InstantSource clock,
      RandomGenerator random,
      ProxySelector proxy,
      CallProgress progress) {
    this.endpoint = endpoint;
    this.settings = settings;
    this.options = options;
    this.ledger = ledger;
    this.governor = governor;
    this.time = time;
    this.clock = clock;
    this.random = random;
    this.progress = progress;
    this.http = http(settings.connect(), proxy);
    this.refusals = new Refusals(endpoint, EnvironmentProxy.named(proxy, endpoint.baseUrl()));
    this.sender = new Sender(http, endpoint, settings, clock, progress);
  }

  static HttpClient http(Duration connect, ProxySelector proxy) {
    return HttpClient.newBuilder()
        // A redirect could lead the key elsewhere.
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(connect)
        .proxy(proxy)
        .build();
  }

  @Override
  public Completion complete(ChatRequest request) {
    return complete(request, parts(request), false);
  }

  /// This client for calls that no other model can answer: refusals for the account's limits are no
  /// tries, and are waited for until the deadline.
  public ChatClient patient() {
    return new ChatClient() {
      @Override
      public Completion complete(ChatRequest request) {
        return KimiClient.this.complete(request, parts(request), true);
      }

      @Override
      public boolean holds(ChatRequest request) {
        return KimiClient.this.holds(request);
      }
    };
  }

  /// Moonshot holds a reply to a schema; of others it is only known that they take JSON for a form,
  /// and they go by what the question says of it.
  private ChatParts parts(ChatRequest request) {
    String form = request.form();
    if (form == null) {
      return ChatParts.NONE;
    }
    return ChatParts.NONE.as(
        endpoint.provider().quirks().moonshotTools()
            ? new ReplyFormat.Schema("answer", form, true)
            : ReplyFormat.JSON);
  }

  /// Sends the prompt with what goes with it, and waits for the whole completion.
  ///
  /// @param request its prompt tokens include those of the parts
  /// @throws lectern.synthesize.SynthesisException if no completion can be had, or the parts are
  ///   none that the model takes
  /// @throws CancellationException if the thread is interrupted
  public Completion complete(ChatRequest request, ChatParts parts) {
    return complete(request, parts, false);
  }

  private Completion complete(ChatRequest request, ChatParts parts, boolean patient) {
    KimiOptions asked = options.keeping(request.ttl());
    Wants wants = new Wants(request.model(), endpoint.provider(), asked, parts);
    PartsCheck.check(wants);
    Billing billing = new Billing(request, asked.ttl(), endpoint.provider());
    String digest = RequestDigest.of(request, endpoint, wants);
    Optional<Reply> held = request.primes() ? Optional.empty() : ledger.reply(digest);
    if (held.isPresent()) {
      request.pieces().piece(held.get().text());
      return recorded(held.get());
    }
    try {
      return new Run(request, wants, billing, digest, patient).complete();
    } finally {
      progress.over();
    }
  }

  @Override
  public boolean holds(ChatRequest request) {
    Wants wants =
        new Wants(
            request.model(), endpoint.provider(), options.keeping(request.ttl()), parts(request));
    return ledger.reply(RequestDigest.of(request, endpoint, wants)).isPresent();
  }

  private static Completion recorded(Reply reply) {
    List<String> notes = new ArrayList<>();
    notes.add("the reply to this very prompt stood in the ledger; nothing was sent or paid");
    shortOf(reply.finish(), reply.text()).ifPresent(notes::add);
    return new Completion(
        reply.text(),
        reply.reasoning(),
        reply.finish(),
        Usage.NONE,
        reply.model(),
        Duration.ZERO,
        BigDecimal.ZERO,
        notes,
        reply.toolCalls());
  }

  /// What a reply lacks that has ended before the model had said all; empty for a whole one.
  private static Optional<String> shortOf(Completion.Finish finish, String text) {
    if (finish != Completion.Finish.LENGTH) {
      return finish == Completion.Finish.STOP && text.isBlank()
          ? Optional.of("no word of an answer came; " + ANEW)
          : Optional.empty();
    }
    return Optional.of(
        (text.isBlank()
                ? "no word of an answer came: the reasoning used up the completion's tokens; "
                : "the answer is cut off: the completion's tokens were used up; ")
            + ANEW);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  /// All tries of one completion.
  private final class Run {
    private final ChatRequest request;
    private final Wants wants;
    private final Billing billing;
    private final String digest;
    private final boolean patient;
    private final long begin = time.nanos();
    private final long deadline = begin + settings.deadline().toNanos();
    private final List<String> notes = new ArrayList<>();
    private String text = "";
    private String reasoning = "";

    /// The most that came of an answer in one piece.
    private String received = "";

    private Usage usage = Usage.NONE;
    private @Nullable BigDecimal cost = BigDecimal.ZERO;
    private BigDecimal held = BigDecimal.ZERO;
    private int tries;

    /// Tries that were none, since patience has them waited for.
    private int limited;

    /// How the last call failed.
    private @Nullable Kind last;

    private final Map<Kind, Integer> failures = new EnumMap<>(Kind.class);

    Run(ChatRequest request, Wants wants, Billing billing, String digest, boolean patient) {
      this.request = request;
      this.wants = wants;
      this.billing = billing;
      this.digest = digest;
      this.patient = patient;
    }

    Completion complete() {
      try {
        return tried();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CancellationException(stopped());
      }
    }

    private Completion tried() throws InterruptedException {
      while (true) {
        Attempt attempt = once();
        Failure failure = attempt.failure();
        if (failure == null) {
          governor.accepted();
          return completion(attempt);
        }
        last = failure.kind();
        if (last == Kind.CANCELLED && Thread.currentThread().isInterrupted()) {
          throw new InterruptedException();
        }
        String came = text + attempt.text();
        received = came.length() > received.length() ? came : received;
        Duration pause = pauseFor(failure);
        keep(attempt, failure, pause);
        time.sleep(pause);
      }
    }

    private String stopped() {
      String model = request.model().name();
      if (last == Kind.CANCELLED) {
        return "stopped while "
            + model
            + " was asked: its call is ended and written down as cancelled, what came of it is kept,"
            + " and what it may cost is held in `lectern costs`";
      }
      return last == null
          ? "stopped before " + model + " was asked: nothing was sent"
          : "stopped before "
              + model
              + " was asked again: no call was under way, and those that failed are written down";
    }

    private Attempt once() throws InterruptedException {
      tries++;
      progress.waitsFor(
          "room within the account's limits", Duration.ofNanos(deadline - time.nanos()));
      Governor.Permit permit =
          governor.acquire(request.promptTokens(), request.maxCompletionTokens(), deadline);
      if (permit == null) {
        throw refusals.noRoom(request.model(), settings, cost, received);
      }
      try (permit) {
        CallLedger.Entry entry = ledger.begin(billing.call(digest, clock.instant(), tries));
        Attempt attempt;
        try {
          Duration left = Duration.ofNanos(Math.max(0, deadline - time.nanos()));
          attempt = sender.send(request, wants, text, left, permit::sent);
        } catch (RuntimeException e) {
          entry.end(Billing.unknown(e));
          throw e;
        }
        Exchange.ReportedUsage told = attempt.usage();
        if (told != null) {
          permit.counted(told.promptTokens(), told.completionTokens());
        }
        Billing.Bill bill = billing.bill(attempt, text, reasoning);
        entry.end(bill.end());
        paid(bill);
        return attempt;
      }
    }

    private void paid(Billing.Bill bill) {
      usage = usage.plus(bill.usage());
      BigDecimal more = bill.atMostUsd();
      if (bill.isHeld()) {
        held = held.add(more == null ? BigDecimal.ZERO : more);
      }
      BigDecimal before = cost;
      cost = before == null || more == null ? null : before.add(more);
    }

    private Completion completion(Attempt attempt) {
      if (held.signum() > 0) {
        notes.add(
            "of the price, up to $" + held + " is for calls whose usage the provider did not tell");
      }
      notes.addAll(attempt.notes());
      String thought = Billing.thought(reasoning, attempt);
      Completion.Finish finish =
          attempt.finish() == null ? Completion.Finish.STOP : attempt.finish();
      if (!request.primes()) {
        shortOf(finish, text + attempt.text()).ifPresent(notes::add);
      }
      return new Completion(
          text + attempt.text(),
          thought.isEmpty() ? null : thought,
          finish,
          usage,
          request.model().id(),
          Duration.ofNanos(time.nanos() - begin),
          cost,
          notes,
          attempt.toolCalls());
    }

    private void told(String note) {
      notes.add(note);
      progress.note(note);
    }

    /// What broke off is gone on with where the provider can; else it is asked for anew.
    private void keep(Attempt attempt, Failure failure, Duration pause) {
      boolean goesOn =
          (failure.kind() == Kind.TRUNCATED || failure.kind() == Kind.TIMED_OUT)
              && !attempt.text().isEmpty()
              && wants.continues();
      told(
          refusals.what(request.model(), failure)
              + (goesOn ? "; goes on from what came" : "; tries again")
              + String.format(Locale.ROOT, " in %.1f s", pause.toMillis() / 1_000.0));
      if (goesOn) {
        text += attempt.text();
        reasoning = Billing.thought(reasoning, attempt);
      } else if (!attempt.text().isEmpty()) {
        request.pieces().anew();
        request.pieces().piece(text);
      }
    }

    private Duration pauseFor(Failure failure) {
      limited += patient && failure.kind() == Kind.RATE_LIMITED ? 1 : 0;
      boolean left = tries - limited < settings.tries();
      boolean again =
          switch (failure.kind().retry()) {
            case NEVER -> false;
            case ONCE -> failures.merge(failure.kind(), 1, Integer::sum) < 2 && left;
            case WAIT -> left;
          };
      Duration asked = failure.pause();
      Duration pause = jittered();
      if (asked != null && asked.compareTo(pause) > 0) {
        pause = asked;
      }
      if (failure.kind() == Kind.RATE_LIMITED) {
        governor.refused(failure, pause);
      }
      if (!again || time.nanos() + pause.toNanos() - deadline > 0) {
        throw refusals.given(request.model(), failure, tries, cost, received);
      }
      return pause;
    }

    /// Full jitter: anything up to twice the wait before ("Exponential backoff and jitter", AWS,
    /// 2015).
    private Duration jittered() {
      double most = (double) FIRST_PAUSE.toMillis() * Math.pow(2, tries - 1);
      double capped = Math.min(most, (double) LONGEST_PAUSE.toMillis());
      return Duration.ofMillis(Math.round(capped * random.nextDouble()));
    }
  }
}
