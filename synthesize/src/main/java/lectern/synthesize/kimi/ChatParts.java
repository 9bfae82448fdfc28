package lectern.synthesize.kimi;

import java.util.List;

/// What goes to a model with a prompt of text, and in which form its reply comes. What is not asked
/// for is not sent.
///
/// Tokens that parts take are the caller's to count in `ChatRequest.promptTokens`.
///
/// @param media pictures and videos, behind the evidence
/// @param tools functions that the model may ask to have called
/// @param toolChoice whether it calls them; not sent where there are none
/// @param turns what came after the question, oldest first
/// @param format form of the reply's text
/// @param streamed whether the reply comes piece by piece; if not, no token tells that the provider
///   is at work. It is the same request to the ledger either way
public record ChatParts(
    List<Media> media,
    List<Tool> tools,
    ToolChoice toolChoice,
    List<Turn> turns,
    ReplyFormat format,
    boolean streamed) {
  /// Nothing but the prompt, and a streamed reply of text.
  public static final ChatParts NONE =
      new ChatParts(List.of(), List.of(), ToolChoice.AUTO, List.of(), ReplyFormat.TEXT, true);

  public ChatParts {
    media = List.copyOf(media);
    tools = List.copyOf(tools);
    turns = List.copyOf(turns);
  }

  /// These with other pictures and videos.
  public ChatParts seeing(Media... seen) {
    return new ChatParts(List.of(seen), tools, toolChoice, turns, format, streamed);
  }

  /// These with other tools.
  public ChatParts offering(ToolChoice choice, Tool... offered) {
    return new ChatParts(media, List.of(offered), choice, turns, format, streamed);
  }

  /// These with other turns.
  public ChatParts after(Turn... came) {
    return new ChatParts(media, tools, toolChoice, List.of(came), format, streamed);
  }

  /// These with another form of the reply's text.
  public ChatParts as(ReplyFormat wanted) {
    return new ChatParts(media, tools, toolChoice, turns, wanted, streamed);
  }

  /// These with the reply in one piece.
  public ChatParts whole() {
    return new ChatParts(media, tools, toolChoice, turns, format, false);
  }

  /// Whether a reply to them is text that may be gone on with where it broke off. Moonshot advises
  /// against a beginning beside a form of the reply, and half a tool call is no beginning.
  boolean isPlainText() {
    return tools.isEmpty() && turns.isEmpty() && format instanceof ReplyFormat.Text;
  }
}
