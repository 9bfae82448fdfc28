package lectern.synthesize.standin;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/// One admitted call of `/v1/chat/completions`, from the read request to the last byte.
final class ChatCall {
  /// Characters of a streamed piece: three or four tokens.
  private static final int PIECE_CHARS = 16;

  private static final Duration LONG_WAIT = Duration.ofSeconds(1);

  /// @param number of the call, from 0
  record Admitted(
      long number,
      Account account,
      ChatRequest request,
      RenderedPrompt prompt,
      Fault fault,
      Map<String, String> trace) {}

  private final Shared shared;
  private final Connection connection;
  private final Admitted call;
  private final ChatRequest request;
  private final RenderedPrompt prompt;
  private final Fault fault;
  private final ReplyJson json;
  private int cachedTokens;
  private int sentTokens;
  private int sentChars;
  private Instant firstToken = Instant.EPOCH;
  private boolean begun;
  private boolean over;

  ChatCall(Shared shared, Connection connection, Admitted call) {
    this.shared = shared;
    this.connection = connection;
    this.call = call;
    request = call.request();
    prompt = call.prompt();
    fault = call.fault();
    json =
        new ReplyJson(
            "chatcmpl-" + call.trace().getOrDefault(Desk.TRACE, ""),
            shared.settings().clock().instant().getEpochSecond(),
            request.model().id(),
            shared.settings().wire());
  }

  void run() throws IOException, InterruptedException {
    try {
      cachedTokens =
          shared
              .cache()
              .read(call.account().name(), request.model().id(), prompt, request.cachesForAnHour());
      Composed composed = composed();
      if (fault == Fault.SLOW_HEADERS) {
        pause(shared.settings().faults().slow());
      }
      if (request.stream()) {
        stream(composed);
      } else {
        whole(composed);
      }
    } catch (IOException e) {
      if (!over) {
        shared.till().refused(Refusal.gone());
      }
      throw e;
    } finally {
      settle(true);
    }
  }

  private Composed composed() {
    Reader.Asked asked =
        new Reader.Asked(request.turns(), prompt.tokens(), shared.drawn(prompt.whole()));
    Reader.Reply reply = shared.settings().reader().read(asked);
    return fault == Fault.NULL_CONTENT
        ? Composed.withoutContent(request.thinks() ? reply.reasoning() : "")
        : Composed.of(reply, request, shared.tokens(), "" + call.number());
  }

  private void whole(Composed composed) throws IOException, InterruptedException {
    pause(untilFirstToken());
    read();
    sentTokens = composed.tokens(shared.tokens());
    pause(shared.settings().time().writing(sentTokens));
    String body = json.whole(composed, used()).toString();
    settle(fault != Fault.ERROR_EVENT);
    Breakage.respond(
        connection,
        fault,
        Desk.headers(call.trace(), "application/json; charset=utf-8"),
        body.getBytes(StandardCharsets.UTF_8),
        this::stall);
  }

  private void stream(Composed composed) throws IOException, InterruptedException {
    connection.begin(200, Desk.headers(call.trace(), "text/event-stream; charset=utf-8"));
    EventStream events = new EventStream(connection, shared.settings().wire().splitsUtf8());
    await(events, untilFirstToken());
    read();
    events.event(json.opening());
    String content = composed.content() == null ? "" : composed.content();
    int breaksAt =
        Breakage.isOfStreams(fault)
            ? (composed.reasoning().length() + content.length()) / 2
            : Integer.MAX_VALUE;
    if (!pieces(events, "reasoning_content", composed.reasoning(), breaksAt)
        || !pieces(events, "content", content, breaksAt)) {
      settle(fault != Fault.ERROR_EVENT);
      Breakage.end(connection, events, fault, this::stall);
      return;
    }
    if (!composed.toolCalls().isEmpty()) {
      sentTokens += shared.tokens().count(composed.toolCalls().toString());
      for (String chunk : json.toolCalls(composed.toolCalls())) {
        events.event(chunk);
      }
    }
    settle(true);
    events.event(json.finished(composed.finish(), used()));
    if (request.includesUsage() && shared.settings().wire().inClosing()) {
      events.event(json.closing(used()));
    }
    events.event("[DONE]");
    connection.end();
  }

  /// Sends a text in pieces.
  ///
  /// @param breaksAt characters of the whole reply after which no more are sent
  /// @return whether it was sent to its end
  private boolean pieces(EventStream events, String field, String text, int breaksAt)
      throws IOException, InterruptedException {
    int tokensBefore = sentTokens;
    ScriptTokens.Count count = shared.tokens().new Count();
    for (int from = 0; from < text.length(); ) {
      if (sentChars >= breaksAt) {
        return false;
      }
      int to = Math.min(text.length(), from + PIECE_CHARS);
      if (to < text.length() && Character.isLowSurrogate(text.charAt(to))) {
        to++;
      }
      events.event(json.delta(field, text.substring(from, to)));
      sentChars += to - from;
      for (; from < to; from++) {
        count.take(text.charAt(from));
      }
      sentTokens = tokensBefore + count.tokens();
      keepPace();
    }
    return sentChars < breaksAt;
  }

  private Duration untilFirstToken() {
    return fault == Fault.SLOW_FIRST_TOKEN
        ? shared.settings().faults().slow()
        : shared
            .settings()
            .time()
            .untilFirstToken(
                (long) prompt.tokens() - cachedTokens, shared.drawnWait(call.number()));
  }

  /// The prompt has been read: from now on others find it in the cache.
  private void read() {
    begun = true;
    firstToken = shared.settings().clock().instant();
    shared
        .cache()
        .write(
            call.account().name(),
            request.model().id(),
            prompt,
            cachedTokens,
            request.cachesForAnHour());
  }

  private void keepPace() throws IOException, InterruptedException {
    Duration due = shared.settings().time().writing(sentTokens);
    if (!due.isZero()) {
      pause(due.minus(Duration.between(firstToken, shared.settings().clock().instant())));
    }
  }

  /// Waits for the first token, with comments to keep the connection alive.
  private void await(EventStream events, Duration wait) throws IOException, InterruptedException {
    Duration left = wait;
    Duration every = shared.settings().wire().keepAlive();
    while (every.isPositive() && left.compareTo(every) > 0) {
      pause(every);
      events.comment("keep-alive");
      left = left.minus(every);
    }
    pause(left);
  }

  private void stall() throws IOException, InterruptedException {
    pause(shared.settings().faults().slow());
  }

  /// Waits in the stand-in's time, as long as the client is there.
  private void pause(Duration wait) throws IOException, InterruptedException {
    if (!wait.isPositive()) {
      return;
    }
    StandInClock clock = shared.settings().clock();
    if (clock.equals(StandInClock.SYSTEM)) {
      check(connection.goneWithin(wait));
      return;
    }
    Instant end = clock.instant().plus(wait);
    Duration step = wait.compareTo(LONG_WAIT) < 0 ? wait : Duration.ofMillis(250);
    for (Duration left = wait; left.isPositive(); left = Duration.between(clock.instant(), end)) {
      clock.sleep(left.compareTo(step) < 0 ? left : step);
      check(wait.compareTo(LONG_WAIT) >= 0 && connection.goneWithin(Duration.ofMillis(1)));
      step = step.multipliedBy(2);
    }
  }

  private static void check(boolean gone) throws IOException {
    if (gone) {
      throw new IOException("the client has gone");
    }
  }

  private ReplyJson.Used used() {
    return new ReplyJson.Used(prompt.tokens(), cachedTokens, sentTokens);
  }

  /// Ends the call, once: what was sent is billed, and another may begin. Before the last byte is
  /// sent, so that a client that has read it finds it so.
  private void settle(boolean billed) {
    if (over) {
      return;
    }
    over = true;
    shared.limits().end(call.account(), sentTokens);
    // Who goes before the first token is not billed: nothing was read yet.
    if (!billed || !begun) {
      return;
    }
    int written = shared.cache().takes(prompt) ? prompt.tokens() - cachedTokens : 0;
    BigDecimal usd =
        request
            .model()
            .usd(prompt.tokens(), cachedTokens, written, request.cachesForAnHour(), sentTokens);
    shared
        .till()
        .bill(
            new Bill.Line(
                call.account().name(),
                request.model().id(),
                1,
                prompt.tokens(),
                cachedTokens,
                written,
                sentTokens,
                usd));
  }
}
