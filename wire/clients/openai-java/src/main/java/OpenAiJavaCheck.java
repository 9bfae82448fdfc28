import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.MultipartField;
import com.openai.core.http.HttpResponse;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.NotFoundException;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.ResponseFormatJsonSchema;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.chat.completions.ChatCompletionToolChoiceOption;
import com.openai.models.files.FileCreateParams;
import com.openai.models.files.FileObject;
import com.openai.models.files.FilePurpose;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Drives an interface that speaks as Moonshot does with the official OpenAI client: plain, streamed, with tools,
/// with a JSON Schema, and with files. Argument: the base URL. Prints one line a check; fails at the first that does not hold.
public class OpenAiJavaCheck {
  private static final String MODEL = "kimi-k3.1-pro";

  public static void main(String[] arguments) throws IOException {
    OpenAIClient client =
        OpenAIOkHttpClient.builder().baseUrl(arguments[0]).apiKey("sk-wire").maxRetries(0).build();
    ChatCompletion plain = client.chat().completions().create(asked().build());
    String answer = plain.choices().getFirst().message().content().orElse("");
    check(answer.contains("£42,000"), "a plain reply holds the answer");
    check(plain.choices().getFirst().finishReason().toString().equals("stop"), "and ends with stop");
    check(plain.usage().orElseThrow().promptTokens() > 0, "and tells its usage");
    streamed(client, answer, plain.usage().orElseThrow().promptTokens());
    tools(client);
    schema(client);
    refusals(client);
    files(client);
    client.close();
  }

  private static ChatCompletionCreateParams.Builder asked() {
    return ChatCompletionCreateParams.builder()
        .model(MODEL)
        .maxCompletionTokens(16_000)
        .addSystemMessage("Quote the documents and cite their labels.")
        .addUserMessage(
            "[d1#0] The yearly rent of 14 Harbour Street is £42,000, due on the first of each quarter.")
        .addUserMessage("What is the yearly rent of 14 Harbour Street?");
  }

  private static void streamed(OpenAIClient client, String answer, long promptTokens) {
    StringBuilder text = new StringBuilder();
    long[] told = {0};
    ChatCompletionCreateParams params =
        asked().streamOptions(ChatCompletionStreamOptions.builder().includeUsage(true).build()).build();
    try (StreamResponse<ChatCompletionChunk> stream = client.chat().completions().createStreaming(params)) {
      stream.stream()
          .forEach(
              chunk -> {
                chunk.choices().forEach(choice -> text.append(choice.delta().content().orElse("")));
                chunk.usage().ifPresent(usage -> told[0] = usage.promptTokens());
              });
    }
    check(text.toString().equals(answer), "a stream brings the same answer");
    check(told[0] == promptTokens, "and the same usage");
  }

  private static void tools(OpenAIClient client) {
    FunctionDefinition function =
        FunctionDefinition.builder()
            .name("look_up")
            .description("Looks a document up.")
            .parameters(
                FunctionParameters.builder()
                    .putAdditionalProperty("type", JsonValue.from("object"))
                    .putAdditionalProperty(
                        "properties", JsonValue.from(Map.of("label", Map.of("type", "string"))))
                    .putAdditionalProperty("required", JsonValue.from(List.of("label")))
                    .build())
            .build();
    ChatCompletion called =
        client
            .chat()
            .completions()
            .create(
                asked()
                    .addFunctionTool(function)
                    .toolChoice(ChatCompletionToolChoiceOption.Auto.REQUIRED)
                    .build());
    check(
        called.choices().getFirst().message().toolCalls().orElse(List.of()).getFirst().asFunction().function().name()
            .equals("look_up"),
        "a tool is called");
  }

  private static void schema(OpenAIClient client) {
    ResponseFormatJsonSchema format =
        ResponseFormatJsonSchema.builder()
            .jsonSchema(
                ResponseFormatJsonSchema.JsonSchema.builder()
                    .name("answer")
                    .strict(true)
                    .schema(
                        ResponseFormatJsonSchema.JsonSchema.Schema.builder()
                            .putAdditionalProperty("type", JsonValue.from("object"))
                            .putAdditionalProperty(
                                "properties", JsonValue.from(Map.of("answer", Map.of("type", "string"))))
                            .putAdditionalProperty("required", JsonValue.from(List.of("answer")))
                            .putAdditionalProperty("additionalProperties", JsonValue.from(false))
                            .build())
                    .build())
            .build();
    ChatCompletion shaped = client.chat().completions().create(asked().responseFormat(format).build());
    String content = shaped.choices().getFirst().message().content().orElse("").strip();
    check(content.startsWith("{") && content.contains("\"answer\""), "an answer has the shape of a schema");
  }

  private static void refusals(OpenAIClient client) {
    try {
      client.chat().completions().create(asked().temperature(0.3).build());
      throw new AssertionError("a pinned temperature was taken");
    } catch (BadRequestException e) {
      check(e.getMessage().contains("temperature"), "a pinned temperature is refused");
    }
    try {
      client.chat().completions().create(asked().model("kimi-k2.5").build());
      throw new AssertionError("a retired model was found");
    } catch (NotFoundException e) {
      check(true, "a retired model is not found");
    }
    check(
        client.models().list().data().stream().anyMatch(model -> model.id().equals(MODEL)),
        "the models are listed");
  }

  private static void files(OpenAIClient client) throws IOException {
    byte[] words = "The yearly rent is £42,000.\r\n".getBytes(StandardCharsets.UTF_8);
    FileObject file =
        client
            .files()
            .create(
                FileCreateParams.builder()
                    .file(
                        MultipartField.<InputStream>builder()
                            .value(new ByteArrayInputStream(words))
                            .filename("lease.txt")
                            .build())
                    .purpose(FilePurpose.of("file-extract"))
                    .build());
    check(file.filename().equals("lease.txt") && file.bytes() == words.length, "a file is taken");
    try (HttpResponse content = client.files().content(file.id())) {
      check(Arrays.equals(words, content.body().readAllBytes()), "its text comes back");
    }
    check(
        client.files().list().data().stream().anyMatch(row -> row.id().equals(file.id())),
        "it is listed");
    check(client.files().delete(file.id()).deleted(), "and deleted");
    try {
      client.files().retrieve(file.id());
      throw new AssertionError("a deleted file was found");
    } catch (NotFoundException e) {
      check(true, "and then not found");
    }
  }

  private static void check(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError(what);
    }
    System.out.println("openai-java: " + what);
  }
}
