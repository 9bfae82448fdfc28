package lectern.synthesize.cite;

/// Finds a string in a text, in linear time whatever the two are: a text of one letter repeated
/// would make `indexOf` compare each of its places to the end of the quote.
final class ExactSearch {
  /// Letters compared for each letter of the text before the slower way that is never quadratic is
  /// taken.
  private static final int PATIENCE = 4;

  /// Letters that [String#indexOf] looks for.
  private static final int HEAD = 8;

  private final String text;
  private final String wanted;
  private final String head;
  private long left;
  private int[] borders = {};

  ExactSearch(String text, String wanted) {
    this.text = text;
    this.wanted = wanted;
    this.head = wanted.substring(0, Math.min(HEAD, wanted.length()));
    this.left = (long) PATIENCE * text.length();
  }

  /// First place of the string at an offset or later, or -1.
  int next(int from) {
    int last = text.length() - wanted.length();
    int at = from;
    while (at <= last && left > 0) {
      at = text.indexOf(head, at);
      if (at < 0 || at > last) {
        return -1;
      }
      left -= wanted.length();
      if (text.startsWith(wanted, at)) {
        return at;
      }
      at++;
    }
    return at > last ? -1 : byBorders(at);
  }

  /// The search of Knuth, Morris and Pratt.
  private int byBorders(int from) {
    int[] back = borders.length == 0 ? made() : borders;
    borders = back;
    int held = 0;
    for (int i = from; i < text.length(); i++) {
      while (held > 0 && text.charAt(i) != wanted.charAt(held)) {
        held = back[held];
      }
      if (text.charAt(i) == wanted.charAt(held)) {
        held++;
      }
      if (held == wanted.length()) {
        return i - held + 1;
      }
    }
    return -1;
  }

  /// Length of the longest border of each prefix: what it both begins and ends with.
  private int[] made() {
    int[] back = new int[wanted.length() + 1];
    int held = 0;
    for (int i = 1; i < wanted.length(); i++) {
      while (held > 0 && wanted.charAt(i) != wanted.charAt(held)) {
        held = back[held];
      }
      if (wanted.charAt(i) == wanted.charAt(held)) {
        held++;
      }
      back[i + 1] = held;
    }
    return back;
  }
}
