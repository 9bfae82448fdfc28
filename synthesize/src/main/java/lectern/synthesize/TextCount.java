package lectern.synthesize;

/// What there is of a text, by what models count: tokens of the collection's counter, and the
/// characters of which another model's vocabulary may make more or fewer of them.
///
/// @param tokens as the collection's counter counts
/// @param hanChars Chinese characters
/// @param symbolChars digits, punctuation and line ends of ASCII
/// @param otherChars of scripts that are neither Latin nor Chinese
public record TextCount(long tokens, long hanChars, long symbolChars, long otherChars) {
  public static final TextCount NONE = new TextCount(0, 0, 0, 0);

  /// Letters beyond are of other scripts: Greek begins at U+0370, Latin and its accents end before.
  private static final char LAST_LATIN = 0x24F;

  public TextCount {
    if (tokens < 0 || hanChars < 0 || symbolChars < 0 || otherChars < 0) {
      throw new IllegalArgumentException("a text has 0 or more of each");
    }
  }

  /// Looks at each character.
  ///
  /// @param tokens that the text was counted to have
  public static TextCount of(CharSequence text, long tokens) {
    long han = 0;
    long symbols = 0;
    long other = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == ' ';
        symbols += plain ? 0 : 1;
      } else if (c > LAST_LATIN) {
        boolean chinese = (c >= 0x3400 && c <= 0x9FFF);
        han += chinese ? 1 : 0;
        other += chinese ? 0 : 1;
      }
    }
    return new TextCount(tokens, han, symbols, other);
  }

  /// Both together.
  public TextCount plus(TextCount more) {
    return new TextCount(
        tokens + more.tokens,
        hanChars + more.hanChars,
        symbolChars + more.symbolChars,
        otherChars + more.otherChars);
  }
}
