package lectern.synthesize.kimi;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatRequestParameters;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.net.http.HttpClient;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import lectern.synthesize.CallProgress;
import lectern.synthesize.ChatRequest;
import lectern.synthesize.Completion.Finish;
import lectern.synthesize.Prompt;
import org.jspecify.annotations.Nullable;

/// Sends one request through LangChain4j's streaming model and reads its reply to the end, on the
/// thread that asks. Tries nothing twice. Safe for use by many threads.
final class Sender {
  private final HttpClient http;
  private final Endpoint endpoint;
  private final KimiSettings settings;
  private final FailureReader failures;
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
    this.failures = new FailureReader(clock, endpoint.key());
  }

  /// @param beginning text that the answer goes on from, or ""
  /// @param onSend called when the request, made ready, goes out
  Attempt send(ChatRequest request, Wants wants, String beginning, Runnable onSend) {
    Exchange exchange = new Exchange();
    exchange.heardBy(progress);
    WireClient wire =
        new WireClient(
            http, settings, failures, body -> wants.rewritten(body, beginning), onSend, exchange);
    OpenAiStreamingChatModel model =
        OpenAiStreamingChatModel.builder()
            .httpClientBuilder(new WireClientBuilder(wire))
            .baseUrl(endpoint.baseUrl().toString())
            .apiKey(endpoint.key())
            .modelName(request.model().id())
            .returnThinking(true)
            .build();
    Collected collected = new Collected();
    model.chat(
        dev.langchain4j.model.chat.request.ChatRequest.builder()
            .messages(messages(request.prompt()))
            .parameters(
                OpenAiChatRequestParameters.builder()
                    .maxCompletionTokens(request.maxCompletionTokens())
                    .customParameters(wants.fields())
                    .build())
            .build(),
        collected);
    return collected.attempt(exchange);
  }

  /// Instructions, evidence, question: a call can end exactly where the evidence does.
  private static List<ChatMessage> messages(Prompt prompt) {
    List<ChatMessage> messages = new ArrayList<>();
    messages.add(SystemMessage.from(prompt.instructions()));
    messages.add(UserMessage.from(prompt.evidence()));
    messages.add(UserMessage.from(prompt.question()));
    return messages;
  }

  /// Gathers the pieces, so that those of a reply that breaks off are not lost.
  private static final class Collected implements StreamingChatResponseHandler {
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder reasoning = new StringBuilder();
    private @Nullable Throwable error;

    @Override
    public void onPartialResponse(String piece) {
      text.append(piece);
    }

    @Override
    public void onPartialThinking(PartialThinking piece) {
      reasoning.append(piece.text());
    }

    @Override
    public void onCompleteResponse(ChatResponse response) {
      // All of it has come in pieces.
    }

    @Override
    public void onError(Throwable cause) {
      error = cause;
    }

    Attempt attempt(Exchange exchange) {
      Failure failure = exchange.failure();
      if (failure == null && error != null) {
        failure =
            Failure.of(
                Failure.Kind.NOT_UNDERSTOOD,
                error.getCause() instanceof JsonProcessingException
                        || error instanceof JsonProcessingException
                    ? "an event is not of the interface's shape"
                    : FailureReader.line(String.valueOf(error.getMessage())));
      }
      return new Attempt(
          text.toString(),
          reasoning.toString(),
          failure == null ? finish(exchange.finish()) : null,
          failure,
          exchange.usage(),
          exchange.firstToken(),
          exchange.elapsed(),
          exchange.traceId());
    }

    private static Finish finish(@Nullable String reason) {
      return switch (reason) {
        case "length" -> Finish.LENGTH;
        case "content_filter" -> Finish.CONTENT_FILTER;
        case null, default -> Finish.STOP;
      };
    }
  }
}
