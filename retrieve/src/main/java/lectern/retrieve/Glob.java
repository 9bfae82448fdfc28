package lectern.retrieve;

/// Patterns with `*` for any characters and `?` for one.
final class Glob {
  private Glob() {}

  /// Whether a whole text has the form of a pattern; in time of at most their lengths' product.
  static boolean matches(String pattern, String text) {
    int p = 0;
    int star = -1;
    int behindStar = 0;
    int t = 0;
    while (t < text.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        behindStar = t;
      } else if (p < pattern.length()
          && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(t))) {
        p++;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++behindStar;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }
}
