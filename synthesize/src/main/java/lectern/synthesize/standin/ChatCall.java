package lectern.synthesize.standin;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// One call of `/v1/chat/completions`, from the read request to the last byte.
final class ChatCall {
  /// Characters of a streamed piece: three or four tokens.
  private static final int PIECE_CHARS = 16;

  private final Shared shared;
  private final Connection connection;
  private final Account account;
  private final ChatRequest request;
  private final Map<String, String> trace;
  private final RenderedPrompt prompt;
  private final int cachedTokens;
  private final ReplyJson json;
  private boolean settled;

  ChatCall(
      Shared shared,
      Connection connection,
      Account account,
      ChatRequest request,
      RenderedPrompt prompt,
      Map<String, String> trace) {
    this.shared = shared;
    this.connection = connection;
    this.account = account;
    this.request = request;
    this.prompt = prompt;
    this.trace = trace;
    cachedTokens = 0;
    json =
        new ReplyJson(
            "chatcmpl-" + trace.getOrDefault(Desk.TRACE, ""),
            shared.settings().clock().instant().getEpochSecond(),
            request.model().id(),
            shared.settings().wire());
  }

  void run() throws IOException, InterruptedException {
    Reader.Reply reply =
        shared
            .settings()
            .reader()
            .read(new Reader.Asked(request.turns(), prompt.tokens(), shared.drawn(prompt.whole())));
    Composed composed = Composed.of(reply, request, shared.tokens());
    if (request.stream()) {
      stream(composed);
    } else {
      whole(composed);
    }
  }

  private void whole(Composed composed) throws IOException {
    String content = composed.content();
    int completion =
        shared.tokens().count(composed.reasoning())
            + (content == null ? 0 : shared.tokens().count(content));
    byte[] body =
        json.whole(composed.reasoning(), content, null, composed.finish(), used(completion))
            .toString()
            .getBytes(StandardCharsets.UTF_8);
    settle(completion);
    connection.respond(200, Desk.headers(trace, "application/json; charset=utf-8"), body);
  }

  private void stream(Composed composed) throws IOException {
    connection.begin(200, Desk.headers(trace, "text/event-stream; charset=utf-8"));
    EventStream events = new EventStream(connection, shared.settings().wire().splitsUtf8());
    events.event(json.opening());
    int sent = 0;
    try {
      sent += pieces(events, "reasoning_content", composed.reasoning());
      String content = composed.content();
      if (content != null) {
        sent += pieces(events, "content", content);
      }
      settle(sent);
      events.event(json.finished(composed.finish(), used(sent)));
      if (request.includesUsage() && shared.settings().wire().inClosing()) {
        events.event(json.closing(used(sent)));
      }
      events.event("[DONE]");
      connection.end();
    } finally {
      settle(sent);
    }
  }

  private int pieces(EventStream events, String field, String text) throws IOException {
    ScriptTokens.Count count = shared.tokens().new Count();
    for (int from = 0; from < text.length(); ) {
      int to = Math.min(text.length(), from + PIECE_CHARS);
      if (to < text.length() && Character.isLowSurrogate(text.charAt(to))) {
        to++;
      }
      events.event(json.delta(field, text.substring(from, to)));
      for (; from < to; from++) {
        count.take(text.charAt(from));
      }
    }
    return count.tokens();
  }

  private ReplyJson.Used used(int completionTokens) {
    return new ReplyJson.Used(prompt.tokens(), cachedTokens, completionTokens);
  }

  /// Bills the call, once. Before the last byte is sent, so that a client that has read it finds it
  /// billed.
  private void settle(int completionTokens) {
    if (settled) {
      return;
    }
    settled = true;
    BigDecimal usd = request.model().usd(prompt.tokens(), cachedTokens, 0, false, completionTokens);
    shared
        .till()
        .bill(
            new Bill.Line(
                account.name(),
                request.model().id(),
                1,
                prompt.tokens(),
                cachedTokens,
                0,
                completionTokens,
                usd));
  }
}
