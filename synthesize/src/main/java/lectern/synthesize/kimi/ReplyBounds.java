package lectern.synthesize.kimi;

import lectern.synthesize.ChatRequest;

/// What a reply to one request can be at most: a server that says or sends more is not believed, or
/// not read on.
///
/// @param promptTokens that it may tell
/// @param completionTokens that it may tell
/// @param textChars of reasoning, answer and tool calls together, each piece counted as some more
/// @param lineBytes of one line of a stream, or of a reply in one piece
/// @param streamBytes of a whole stream
record ReplyBounds(
    long promptTokens, long completionTokens, long textChars, int lineBytes, long streamBytes) {
  /// What a piece counts beside its characters: it is kept until the reply ends.
  static final int PIECE_CHARS = 8;

  /// The window of the catalogue may be an old one.
  private static final int WINDOWS = 2;

  /// Some count the words that end a reply beside the maximum.
  private static final int MORE_TOKENS = 1_000;

  /// A token of English has 4; of blanks up to 80, some send single characters.
  private static final int CHARS_A_TOKEN = 64;

  /// For all that is not text.
  private static final int LINE_BYTES = 4 << 20;

  /// An event of one token has 200 to 500 bytes.
  private static final long STREAM_BYTES_A_TOKEN = 2_048;

  static ReplyBounds of(ChatRequest request) {
    long most = request.maxCompletionTokens();
    long completion = Math.min(Integer.MAX_VALUE, most + most / 4 + MORE_TOKENS);
    long text = completion * CHARS_A_TOKEN;
    return new ReplyBounds(
        Math.min(Integer.MAX_VALUE, (long) WINDOWS * request.model().windowTokens()),
        completion,
        text,
        (int) Math.min(Integer.MAX_VALUE - 8, LINE_BYTES + text),
        LINE_BYTES + completion * STREAM_BYTES_A_TOKEN);
  }
}
