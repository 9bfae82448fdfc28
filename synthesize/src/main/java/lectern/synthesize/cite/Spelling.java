package lectern.synthesize.cite;

import java.text.Normalizer;
import java.util.regex.Pattern;

/// Compares words letter by letter.
final class Spelling {
  /// Letters of a word from which one that differs may be a slip.
  static final int LEAST_LETTERS = 5;

  /// The same where the source was read off a picture.
  static final int LEAST_LETTERS_READ = 4;

  private static final int LEAST_LETTERS_READ_OF_TWO = 7;

  private static final Pattern MARKS = Pattern.compile("\\p{M}+");

  private Spelling() {}

  /// Whether two words differ by a slip: a letter inside, or two that changed places.
  ///
  /// @param scanned whether one was read off a picture
  static boolean isNear(String a, String b, boolean scanned) {
    int shorter = Math.min(a.length(), b.length());
    int one = scanned ? LEAST_LETTERS_READ : LEAST_LETTERS;
    if (shorter < one || Math.abs(a.length() - b.length()) > 2) {
      return false;
    }
    if (isSwap(a, b)) {
      return true;
    }
    int head = 0;
    while (head < shorter && a.charAt(head) == b.charAt(head)) {
      head++;
    }
    int tail = 0;
    while (tail < shorter && a.charAt(a.length() - 1 - tail) == b.charAt(b.length() - 1 - tail)) {
      tail++;
    }
    // What a word means turns at its ends: un-, in-, -or, -ee, -ed.
    int edges = scanned ? 1 : 2;
    int changed = Math.max(a.length(), b.length()) - head - Math.min(tail, shorter - head);
    return head >= edges
        && tail >= edges
        && changed <= (scanned && shorter >= LEAST_LETTERS_READ_OF_TWO ? 2 : 1);
  }

  /// Whether two letters beside each other changed places.
  static boolean isSwap(String a, String b) {
    if (a.length() != b.length() || a.length() < LEAST_LETTERS) {
      return false;
    }
    int at = 0;
    while (at < a.length() && a.charAt(at) == b.charAt(at)) {
      at++;
    }
    return at + 1 < a.length()
        && a.charAt(at) == b.charAt(at + 1)
        && a.charAt(at + 1) == b.charAt(at)
        && a.substring(at + 2).equals(b.substring(at + 2));
  }

  /// A word with one letter for each class of those that look alike in print.
  static String shape(String word) {
    return print(word).replace("cl", "d").replace("vv", "w").replace('e', 'c').replace('b', 'h');
  }

  /// The same for the classes that hold in a name.
  static String print(String word) {
    return word.replace("rn", "m")
        .replace('1', 'l')
        .replace('i', 'l')
        .replace('0', 'o')
        .replace('5', 's');
  }

  /// British and American spelling as one.
  static String oneSpelling(String word) {
    return word.replace("is", "iz").replace("ys", "yz").replace("our", "or");
  }

  /// Without accents.
  static String bare(String word) {
    return MARKS.matcher(Normalizer.normalize(word, Normalizer.Form.NFD)).replaceAll("");
  }
}
