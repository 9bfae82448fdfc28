package lectern.synthesize.kimi;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiChatRequestParameters;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import lectern.synthesize.AnswerPieces;
import lectern.synthesize.CallProgress;
import lectern.synthesize.ChatRequest;
import lectern.synthesize.Completion.Finish;
import lectern.synthesize.Prompt;
import lectern.synthesize.ToolCall;
import org.jspecify.annotations.Nullable;

/// Sends one request through LangChain4j's model and reads its reply to the end, on the thread that
/// asks. Tries nothing twice. Safe for use by many threads.
final class Sender {
  private final HttpClient http;
  private final Endpoint endpoint;
  private final KimiSettings settings;
  private final InstantSource clock;
  private final CallProgress progress;

  Sender(
      HttpClient http,
      Endpoint endpoint,
      KimiSettings settings,
      InstantSource clock,
      CallProgress progress) {
    this.progress = progress;
    this.http = http;
    this.endpoint = endpoint;
    this.settings = settings;
    this.clock = clock;
  }

  /// @param beginning text that the answer goes on from, or ""
  /// @param left longest that the whole exchange may take
  /// @param onSend called when the request, made ready, goes out
  Attempt send(ChatRequest request, Wants wants, String beginning, Duration left, Runnable onSend) {
    Exchange exchange = new Exchange(left);
    exchange.heardBy(progress);
    ServerWords words = new ServerWords(endpoint.key(), request.prompt().evidence());
    WireClientBuilder wire =
        new WireClientBuilder(
            new WireClient(
                http,
                settings,
                new FailureReader(clock, words),
                ReplyBounds.of(request),
                body -> wants.rewritten(body, beginning),
                onSend,
                exchange));
    var asked =
        dev.langchain4j.model.chat.request.ChatRequest.builder()
            .messages(messages(request.prompt()))
            .parameters(
                OpenAiChatRequestParameters.builder()
                    .maxCompletionTokens(request.maxCompletionTokens())
                    .customParameters(wants.fields())
                    .build())
            .build();
    Collected collected = new Collected(request.pieces(), words);
    if (wants.parts().streamed()) {
      OpenAiStreamingChatModel.builder()
          .httpClientBuilder(wire)
          .baseUrl(endpoint.baseUrl().toString())
          .apiKey(endpoint.key())
          .modelName(request.model().id())
          .returnThinking(true)
          .build()
          .chat(asked, collected);
    } else {
      OpenAiChatModel model =
          OpenAiChatModel.builder()
              .httpClientBuilder(wire)
              .baseUrl(endpoint.baseUrl().toString())
              .apiKey(endpoint.key())
              .modelName(request.model().id())
              .returnThinking(true)
              .maxRetries(0)
              .build();
      try {
        collected.whole(model.chat(asked).aiMessage());
      } catch (RuntimeException e) {
        collected.onError(e);
      }
    }
    return collected.attempt(exchange, request, wants);
  }

  /// Instructions, evidence, question: a call can end exactly where the evidence does.
  private static List<ChatMessage> messages(Prompt prompt) {
    List<ChatMessage> messages = new ArrayList<>();
    messages.add(SystemMessage.from(prompt.instructions()));
    if (!prompt.evidence().isEmpty()) {
      messages.add(UserMessage.from(prompt.evidence()));
    }
    if (!prompt.question().isEmpty()) {
      messages.add(UserMessage.from(prompt.question()));
    }
    return messages;
  }

  /// Gathers the pieces, so that those of a reply that breaks off are not lost.
  private static final class Collected implements StreamingChatResponseHandler {
    private final AnswerPieces pieces;
    private final ServerWords words;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder reasoning = new StringBuilder();
    private @Nullable Throwable error;

    /// Where the text begins that was not passed on.
    private int kept;

    Collected(AnswerPieces pieces, ServerWords words) {
      this.pieces = pieces;
      this.words = words;
    }

    @Override
    public void onPartialResponse(String piece) {
      text.append(piece);
      // Whole words: a key that is repeated in pieces is taken out as well.
      int end = text.length();
      while (end > kept && !Character.isWhitespace(text.charAt(end - 1))) {
        end--;
      }
      passOn(end);
    }

    private void passOn(int end) {
      if (end > kept) {
        pieces.piece(words.unkeyed(text.substring(kept, end)));
        kept = end;
      }
    }

    @Override
    public void onPartialThinking(PartialThinking piece) {
      reasoning.append(piece.text());
    }

    @Override
    public void onCompleteResponse(ChatResponse response) {
      // All of it has come in pieces.
    }

    void whole(AiMessage message) {
      text.append(Objects.requireNonNullElse(message.text(), ""));
      reasoning.append(Objects.requireNonNullElse(message.thinking(), ""));
    }

    @Override
    public void onError(Throwable cause) {
      error = cause;
    }

    Attempt attempt(Exchange exchange, ChatRequest request, Wants wants) {
      passOn(text.length());
      Failure failure = exchange.failure();
      if (failure == null && error != null) {
        failure =
            Failure.of(
                Failure.Kind.NOT_UNDERSTOOD,
                error.getCause() instanceof JsonProcessingException
                        || error instanceof JsonProcessingException
                    ? "an event is not of the interface's shape"
                    : words.line(String.valueOf(error.getMessage())));
      }
      List<String> notes = new ArrayList<>();
      String model = exchange.model();
      if (model != null && !isSame(model, request.model().id())) {
        notes.add(
            "the reply says that another model wrote it: "
                + words.line(model)
                + " in place of "
                + request.model().id());
      }
      List<ToolCall> called =
          exchange.toolCalls().calls().stream().map(call -> unkeyed(call, words)).toList();
      if (!called.isEmpty() && wants.parts().tools().isEmpty()) {
        notes.add(
            "the model called a tool though none was offered: "
                + words.line(called.getFirst().name())
                + "; the call is left out");
        called = List.of();
      }
      Finish finish = failure == null ? finish(exchange.finish(), !called.isEmpty()) : null;
      return new Attempt(
          words.unkeyed(text.toString()),
          words.unkeyed(reasoning.toString()),
          finish == Finish.TOOL_CALLS ? called : List.of(),
          finish,
          failure,
          exchange.usage(),
          exchange.firstToken(),
          exchange.elapsed(),
          exchange.traceId(),
          notes);
    }

    /// Some leave out who made it, or add its date.
    private static boolean isSame(String told, String asked) {
      String one = told.substring(told.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
      String other = asked.substring(asked.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
      return one.startsWith(other) || other.startsWith(one);
    }

    private static ToolCall unkeyed(ToolCall call, ServerWords words) {
      return new ToolCall(
          words.unkeyed(call.id()), words.unkeyed(call.name()), words.unkeyed(call.arguments()));
    }

    /// Tool calls that the tokens' end cut are none. Some say `stop` where tools are called.
    private static Finish finish(@Nullable String reason, boolean calls) {
      return switch (reason) {
        case "length" -> Finish.LENGTH;
        case "content_filter" -> Finish.CONTENT_FILTER;
        case null, default -> calls ? Finish.TOOL_CALLS : Finish.STOP;
      };
    }
  }
}
