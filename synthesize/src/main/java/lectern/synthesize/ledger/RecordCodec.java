package lectern.synthesize.ledger;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32C;
import lectern.synthesize.CallEnd;
import lectern.synthesize.Completion.Finish;
import lectern.synthesize.ModelCall;
import lectern.synthesize.Prediction;
import lectern.synthesize.Reply;
import lectern.synthesize.Tier;
import lectern.synthesize.ToolCall;
import lectern.synthesize.Usage;
import org.jspecify.annotations.Nullable;

/// Records as lines: `{"crc32c":"…","record":{…}}`, where the checksum is that of the bytes of the
/// inner object. The words of a reply come last, so that sums need not read them.
final class RecordCodec {
  /// Raised when lines of today could not be read by the code of yesterday: 2 has replies that call
  /// tools.
  static final int FORMAT = 2;

  private static final byte[] BEFORE_SUM = ascii("{\"crc32c\":\"");
  private static final byte[] BEFORE_RECORD = ascii("\",\"record\":");
  private static final byte[] AFTER_RECORD = ascii("}");
  private static final int SUM_CHARS = 8;
  private static final int RECORD_START = BEFORE_SUM.length + SUM_CHARS + BEFORE_RECORD.length;

  /// Escaped, any string of Java comes back as it was, ill-formed ones included.
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private RecordCodec() {}

  static byte[] header() {
    ObjectNode json = JSON.createObjectNode();
    json.put("kind", "ledger");
    json.put("format", FORMAT);
    return line(json);
  }

  static byte[] begun(String id, ModelCall call) {
    ObjectNode json = JSON.createObjectNode();
    json.put("kind", "begun");
    json.put("id", id);
    json.set("call", json(call));
    return line(json);
  }

  /// @param reply where `end` says that there is one
  static byte[] ended(String id, ModelCall call, RecordedEnd end, @Nullable Reply reply) {
    ObjectNode json = JSON.createObjectNode();
    json.put("kind", "ended");
    json.put("id", id);
    json.set("call", json(call));
    json.put("outcome", end.outcome().name());
    json.put("cost_usd", end.costUsd());
    Duration first = end.firstToken();
    json.put("first_token_millis", first == null ? null : first.toMillis());
    json.put("elapsed_millis", end.elapsed().toMillis());
    json.put("trace_id", end.traceId());
    json.put("cache_write_derived", end.cacheWriteDerived());
    json.put("failure", end.failure());
    if (reply != null) {
      json.set("usage", json(reply.usage()));
      json.put("finish", reply.finish().name());
      json.put("model", reply.model());
      json.put("reply_chars", end.replyChars());
      ObjectNode words = json.putObject("reply");
      words.put("text", reply.text());
      words.put("reasoning", reply.reasoning());
      if (!reply.toolCalls().isEmpty()) {
        ArrayNode calls = words.putArray("tool_calls");
        for (ToolCall called : reply.toolCalls()) {
          calls
              .addObject()
              .put("id", called.id())
              .put("name", called.name())
              .put("arguments", called.arguments());
        }
      }
    }
    return line(json);
  }

  private static ObjectNode json(ModelCall call) {
    ObjectNode json = JSON.createObjectNode();
    json.put("provider", call.provider());
    json.put("model", call.model());
    json.put("at", call.at().toString());
    json.put("tier", call.tier().name());
    json.put("scope", call.scope());
    json.put("digest", call.digest());
    json.put("prompt_tokens", call.promptTokens());
    json.put("max_completion_tokens", call.maxCompletionTokens());
    json.put("most_usd", call.mostUsd());
    json.put("attempt", call.attempt());
    LocalDate priced = call.pricedAsOf();
    json.put("priced_as_of", priced == null ? null : priced.toString());
    Prediction prediction = call.prediction();
    if (prediction != null) {
      json.set("prediction", PredictionJson.of(prediction));
    }
    return json;
  }

  private static ObjectNode json(Usage usage) {
    ObjectNode json = JSON.createObjectNode();
    json.put("prompt_tokens", usage.promptTokens());
    json.put("cached_tokens", usage.cachedTokens());
    json.put("cache_write_tokens", usage.cacheWriteTokens());
    json.put("completion_tokens", usage.completionTokens());
    return json;
  }

  private static byte[] line(ObjectNode record) {
    byte[] inner;
    try {
      inner = JSON.writeValueAsBytes(record);
    } catch (IOException e) {
      throw new UncheckedIOException("an object of plain values cannot be written", e);
    }
    byte[] line = new byte[RECORD_START + inner.length + AFTER_RECORD.length + 1];
    System.arraycopy(BEFORE_SUM, 0, line, 0, BEFORE_SUM.length);
    byte[] sum = ascii(HexFormat.of().toHexDigits(checksum(inner, 0, inner.length)));
    System.arraycopy(sum, 0, line, BEFORE_SUM.length, SUM_CHARS);
    System.arraycopy(BEFORE_RECORD, 0, line, BEFORE_SUM.length + SUM_CHARS, BEFORE_RECORD.length);
    System.arraycopy(inner, 0, line, RECORD_START, inner.length);
    System.arraycopy(AFTER_RECORD, 0, line, RECORD_START + inner.length, AFTER_RECORD.length);
    line[line.length - 1] = '\n';
    return line;
  }

  /// What a line says, the words of a reply left out; empty where its checksum is wrong or it says
  /// nothing that this version understands.
  ///
  /// @param line with or without its line feed
  static Optional<LedgerRecord> read(byte[] line, int length) {
    int end = end(line, length);
    if (end < 0) {
      return Optional.empty();
    }
    try {
      JsonNode json = head(line, RECORD_START, end - RECORD_START);
      return switch (json.path("kind").asText()) {
        case "ledger" -> Optional.of(new LedgerRecord.Header(json.path("format").intValue()));
        case "begun" -> Optional.of(new LedgerRecord.Begun(text(json, "id"), call(json)));
        case "ended" ->
            Optional.of(new LedgerRecord.Ended(text(json, "id"), call(json), recordedEnd(json)));
        default -> Optional.empty();
      };
    } catch (IOException | RuntimeException _) {
      // Its bytes are as they were written, but by a version that knows more.
      return Optional.empty();
    }
  }

  /// The reply of a line that ends a call; empty where the line is not what it was.
  ///
  /// @param digest of the call's request
  static Optional<Reply> reply(byte[] line, String digest) {
    int end = end(line, line.length);
    if (end < 0) {
      return Optional.empty();
    }
    try {
      JsonNode json = JSON.readTree(line, RECORD_START, end - RECORD_START);
      if (!text(json.path("call"), "digest").equals(digest)) {
        return Optional.empty();
      }
      JsonNode words = json.path("reply");
      return Optional.of(
          new Reply(
              text(words, "text"),
              textOrNull(words, "reasoning"),
              Finish.valueOf(text(json, "finish")),
              usage(json.path("usage")),
              text(json, "model"),
              words
                  .path("tool_calls")
                  .valueStream()
                  .map(
                      call ->
                          new ToolCall(
                              text(call, "id"), text(call, "name"), text(call, "arguments")))
                  .toList()));
    } catch (IOException | RuntimeException _) {
      return Optional.empty();
    }
  }

  /// Where the inner object ends, or −1 where the line is no record or its checksum is wrong.
  private static int end(byte[] line, int length) {
    int whole = length > 0 && line[length - 1] == '\n' ? length - 1 : length;
    int end = whole - AFTER_RECORD.length;
    if (end <= RECORD_START
        || !isAt(line, 0, BEFORE_SUM)
        || !isAt(line, BEFORE_SUM.length + SUM_CHARS, BEFORE_RECORD)
        || !isAt(line, end, AFTER_RECORD)) {
      return -1;
    }
    int sum = checksum(line, RECORD_START, end - RECORD_START);
    return isAt(line, BEFORE_SUM.length, ascii(HexFormat.of().toHexDigits(sum))) ? end : -1;
  }

  private static boolean isAt(byte[] line, int at, byte[] wanted) {
    return Arrays.equals(line, at, at + wanted.length, wanted, 0, wanted.length);
  }

  private static int checksum(byte[] bytes, int from, int length) {
    CRC32C sum = new CRC32C();
    sum.update(bytes, from, length);
    return (int) sum.getValue();
  }

  /// The fields up to the words of the reply.
  private static JsonNode head(byte[] line, int from, int length) throws IOException {
    ObjectNode head = JSON.createObjectNode();
    try (JsonParser parser = JSON.createParser(line, from, length)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME && !"reply".equals(parser.currentName())) {
        String name = parser.currentName();
        parser.nextToken();
        head.set(name, JSON.<JsonNode>readTree(parser));
      }
    }
    return head;
  }

  private static ModelCall call(JsonNode json) {
    JsonNode call = json.path("call");
    String priced = textOrNull(call, "priced_as_of");
    return new ModelCall(
        text(call, "provider"),
        text(call, "model"),
        Instant.parse(text(call, "at")),
        Tier.valueOf(text(call, "tier")),
        text(call, "scope"),
        text(call, "digest"),
        call.path("prompt_tokens").longValue(),
        call.path("max_completion_tokens").intValue(),
        decimal(call, "most_usd"),
        call.path("attempt").intValue(),
        priced == null ? null : LocalDate.parse(priced),
        PredictionJson.read(call.path("prediction")));
  }

  private static RecordedEnd recordedEnd(JsonNode json) {
    JsonNode first = json.path("first_token_millis");
    String finish = textOrNull(json, "finish");
    return new RecordedEnd(
        CallEnd.Outcome.valueOf(text(json, "outcome")),
        json.has("usage") ? usage(json.path("usage")) : null,
        finish == null ? null : Finish.valueOf(finish),
        textOrNull(json, "model"),
        json.path("reply_chars").intValue(),
        decimal(json, "cost_usd"),
        first.isNumber() ? Duration.ofMillis(first.longValue()) : null,
        Duration.ofMillis(json.path("elapsed_millis").longValue()),
        textOrNull(json, "trace_id"),
        json.path("cache_write_derived").booleanValue(),
        textOrNull(json, "failure"));
  }

  private static Usage usage(JsonNode json) {
    return new Usage(
        json.path("prompt_tokens").longValue(),
        json.path("cached_tokens").longValue(),
        json.path("cache_write_tokens").longValue(),
        json.path("completion_tokens").longValue());
  }

  private static String text(JsonNode json, String field) {
    String text = textOrNull(json, field);
    if (text == null) {
      throw new IllegalArgumentException("no " + field);
    }
    return text;
  }

  private static @Nullable String textOrNull(JsonNode json, String field) {
    return json.path(field).textValue();
  }

  private static @Nullable BigDecimal decimal(JsonNode json, String field) {
    JsonNode value = json.path(field);
    return value.isNumber() ? value.decimalValue() : null;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
