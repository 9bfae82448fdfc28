package lectern.synthesize.kimi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lectern.synthesize.CacheTtl;
import lectern.synthesize.ToolCall;
import org.junit.jupiter.api.Test;

class RequestDigestTest {
  private static String at(String address) {
    Endpoint endpoint = new Endpoint(Wire.moonshot(), URI.create(address), Wire.KEY);
    return of(endpoint, KimiOptions.DEFAULTS);
  }

  @Test
  void aReplyIsTheSameHoweverLongItsPrefixIsKept() {
    Endpoint endpoint = new Endpoint(Wire.moonshot(), Wire.moonshot().baseUrl(), Wire.KEY);
    KimiOptions hour = new KimiOptions("low", null, CacheTtl.ONE_HOUR, Map.of());
    KimiOptions hard = new KimiOptions("high", null, CacheTtl.FIVE_MINUTES, Map.of());
    assertEquals(of(endpoint, KimiOptions.DEFAULTS), of(endpoint, hour));
    assertNotEquals(of(endpoint, KimiOptions.DEFAULTS), of(endpoint, hard));
  }

  private static String of(Endpoint endpoint, KimiOptions options) {
    return RequestDigest.of(
        Wire.request(Wire.k3()),
        endpoint,
        new Wants(Wire.k3(), endpoint.provider(), options, ChatParts.NONE));
  }

  @Test
  void aStandInsReplyIsNotTheProviders() {
    String own = at("https://api.moonshot.ai/v1");
    assertEquals(own, at("https://API.moonshot.ai/v1/"));
    assertNotEquals(own, at("http://127.0.0.1:8089/v1"));
    assertNotEquals(at("http://127.0.0.1:8090/v1"), at("http://127.0.0.1:8089/v1"));
  }

  private static String with(KimiOptions options, ChatParts parts) {
    Endpoint endpoint = new Endpoint(Wire.moonshot(), URI.create("http://127.0.0.1/v1"), null);
    Wants wants = new Wants(Wire.k3(), endpoint.provider(), options, parts);
    return RequestDigest.of(Wire.request(Wire.k3()), endpoint, wants);
  }

  private static Tool tool(String name, String description, String parameters, boolean strict) {
    return new Tool(name, description, parameters, strict);
  }

  @Test
  void eachPartMakesARequestOfItsOwn() {
    ToolCall call = new ToolCall("1", "a", "{}");
    Turn.Assistant said = new Turn.Assistant("", "r", List.of(call));
    Turn.ToolResult result = new Turn.ToolResult("1", "x");
    Tool tool = tool("a", "d", "{}", true);
    ChatParts none = ChatParts.NONE;
    List<ChatParts> parts =
        List.of(
            none,
            none.seeing(new Media.Picture("https://example.org/1", null)),
            none.seeing(new Media.Picture("https://example.org/2", null)),
            none.seeing(new Media.Picture("https://example.org/1", Media.Detail.LOW)),
            none.seeing(new Media.Video("https://example.org/1")),
            none.offering(ToolChoice.AUTO, tool),
            none.offering(ToolChoice.REQUIRED, tool),
            none.offering(new ToolChoice.Named("a"), tool),
            none.offering(ToolChoice.AUTO, tool("b", "d", "{}", true)),
            none.offering(ToolChoice.AUTO, tool("a", "e", "{}", true)),
            none.offering(ToolChoice.AUTO, tool("a", "d", "{\"type\":\"object\"}", true)),
            none.offering(ToolChoice.AUTO, tool("a", "d", "{}", false)),
            none.offering(ToolChoice.AUTO, tool, tool("b", "d", "{}", true)),
            none.after(said, result),
            none.after(said, new Turn.ToolResult("1", "y")),
            none.after(new Turn.Assistant("", "s", List.of(call)), result),
            none.after(new Turn.Assistant("", null, List.of(call)), result),
            none.after(new Turn.Assistant("t", "r", List.of(call)), result),
            none.as(ReplyFormat.JSON),
            none.as(new ReplyFormat.Schema("n", "{}", true)),
            none.as(new ReplyFormat.Schema("n", "{}", false)),
            none.as(new ReplyFormat.Schema("m", "{}", true)));
    assertEquals(
        parts.size(),
        parts.stream().map(one -> with(KimiOptions.DEFAULTS, one)).distinct().count());
  }

  @Test
  void howAReplyComesMakesNoRequestOfItsOwn() {
    assertEquals(
        with(KimiOptions.DEFAULTS, ChatParts.NONE),
        with(KimiOptions.DEFAULTS, ChatParts.NONE.whole()));
  }

  /// The order of a map is another one in each process.
  @Test
  void theOrderOfExtraFieldsMakesNoRequestOfItsOwn() {
    Map<String, Object> there = new LinkedHashMap<>();
    there.put("type", "swarm");
    there.put("size", 3);
    Map<String, Object> back = new LinkedHashMap<>();
    back.put("size", 3);
    back.put("type", "swarm");
    assertEquals(
        with(
            new KimiOptions("low", null, CacheTtl.FIVE_MINUTES, Map.of("agent", there)),
            ChatParts.NONE),
        with(
            new KimiOptions("low", null, CacheTtl.FIVE_MINUTES, Map.of("agent", back)),
            ChatParts.NONE));
  }
}
