package lectern.eval.corpus;

import java.util.ArrayList;
import java.util.List;

/// A stretch of text in one weight.
record TextRun(String text, boolean bold) {

  private static final String MARK = "**";

  /// Splits `a **b** c` into three runs.
  static List<TextRun> of(String text) {
    List<TextRun> runs = new ArrayList<>();
    boolean bold = false;
    int from = 0;
    for (int at = text.indexOf(MARK); at >= 0; at = text.indexOf(MARK, from)) {
      if (at > from) {
        runs.add(new TextRun(text.substring(from, at), bold));
      }
      bold = !bold;
      from = at + MARK.length();
    }
    if (bold) {
      throw new IllegalArgumentException("Bold is never closed: " + text);
    }
    if (from < text.length()) {
      runs.add(new TextRun(text.substring(from), false));
    }
    return runs;
  }

  static String plain(String text) {
    return text.replace(MARK, "");
  }
}
