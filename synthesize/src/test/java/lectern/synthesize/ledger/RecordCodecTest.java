package lectern.synthesize.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import lectern.synthesize.CallEnd.Outcome;
import lectern.synthesize.Completion.Finish;
import lectern.synthesize.Reply;
import lectern.synthesize.ToolCall;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RecordCodecTest {
  /// Sums of these lines were worked out by another program.
  private static final String HEADER =
      "{\"crc32c\":\"006351f3\",\"record\":{\"kind\":\"ledger\",\"format\":2}}\n";

  private static final String ENDED =
      """
      {"crc32c":"8160c52a","record":{"kind":"ended","id":"w.1","call":\
      {"provider":"moonshot","model":"kimi-k3","at":"2026-11-20T12:00:00Z","tier":"SHORT","scope":"everything","digest":"0a1b","prompt_tokens":1000,"max_completion_tokens":4096,"most_usd":0.25,"attempt":1,"priced_as_of":"2026-10-26"},\
      "outcome":"REPLIED","cost_usd":0.0125,"first_token_millis":40,"elapsed_millis":90,"trace_id":"trace-1","cache_write_derived":true,"failure":null,\
      "usage":{"prompt_tokens":1000,"cached_tokens":768,"cache_write_tokens":232,"completion_tokens":50},"finish":"STOP","model":"kimi-k3","reply_chars":10,"reply":{"text":"Six months","reasoning":"because"}}}
      """;

  @Test
  void aLineIsWhatTheDocumentationSays() {
    assertEquals(HEADER, new String(RecordCodec.header(), StandardCharsets.UTF_8));
    assertEquals(ENDED, new String(ended(Calls.reply("Six months")), StandardCharsets.UTF_8));
  }

  @Test
  void toolCallsStandBehindTheWords() {
    Reply reply =
        new Reply(
            "",
            null,
            Finish.TOOL_CALLS,
            Calls.USAGE,
            "kimi-k3",
            List.of(new ToolCall("today:0", "today", "{}")));
    String line = new String(ended(reply), StandardCharsets.UTF_8);
    assertTrue(
        line.endsWith(
            """
            "finish":"TOOL_CALLS","model":"kimi-k3","reply_chars":0,"reply":{"text":"","reasoning":null,"tool_calls":[{"id":"today:0","name":"today","arguments":"{}"}]}}}
            """),
        line);
  }

  @Property
  void anyStringComesBackAsItWas(@ForAll String text, @ForAll String reasoning) {
    Reply reply = new Reply(text, reasoning, Finish.STOP, Calls.USAGE, text);
    byte[] line = ended(reply);
    assertEquals(Optional.of(reply), RecordCodec.reply(line, "0a1b"));
    assertEquals(line.length - 1, new String(line, StandardCharsets.UTF_8).indexOf('\n'));
  }

  @Property
  void soDoAllToolCalls(@ForAll String id, @ForAll String arguments) {
    Reply reply =
        new Reply(
            "",
            null,
            Finish.TOOL_CALLS,
            Calls.USAGE,
            "kimi-k3",
            List.of(new ToolCall(id, "today", arguments), new ToolCall(arguments, id, "{}")));
    byte[] line = ended(reply);
    assertEquals(Optional.of(reply), RecordCodec.reply(line, "0a1b"));
    assertTrue(RecordCodec.read(line, line.length).isPresent());
  }

  @Test
  void surrogatesWithoutTheirOtherHalfComeBackToo() {
    byte[] line = ended(Calls.reply("cut \ud83d"));
    assertEquals(Optional.of(Calls.reply("cut \ud83d")), RecordCodec.reply(line, "0a1b"));
  }

  @Test
  void whatIsReadForSumsHasNoWords() {
    byte[] line = ended(Calls.reply("Six months"));
    LedgerRecord record = RecordCodec.read(line, line.length).orElseThrow();
    assertTrue(record instanceof LedgerRecord.Ended, record.toString());
    assertTrue(!record.toString().contains("Six months"), record.toString());
    assertTrue(!record.toString().contains("because"), record.toString());
  }

  private static byte[] ended(Reply reply) {
    RecordedEnd end = RecordedEnd.of(Calls.end(Outcome.REPLIED, reply));
    return RecordCodec.ended("w.1", Calls.call("0a1b"), end, reply);
  }
}
