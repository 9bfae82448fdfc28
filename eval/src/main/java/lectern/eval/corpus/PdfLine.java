package lectern.eval.corpus;

import java.util.ArrayList;
import java.util.List;

/// One set line of text.
///
/// @param words in order
/// @param width in points, spaces at their natural width
/// @param gaps spaces in the line, which justification may stretch
/// @param last whether the paragraph ends here
record PdfLine(List<Word> words, float width, int gaps, boolean last) {

  /// @param glued whether no space stands before it: the rest of a word that changes weight in the
  ///   middle
  record Word(String text, boolean bold, boolean glued, float width) {}

  /// Breaks a text into lines no wider than `measure` points.
  static List<PdfLine> broken(
      String text, PdfFace face, float size, float measure, boolean allBold) {
    float space = face.width(" ", false, size);
    List<PdfLine> lines = new ArrayList<>();
    List<Word> line = new ArrayList<>();
    float width = 0;
    int gaps = 0;
    for (Word word : words(text, face, size, allBold)) {
      boolean gap = !line.isEmpty() && !word.glued();
      float needed = word.width() + (gap ? space : 0);
      if (gap && width + needed > measure) {
        lines.add(new PdfLine(List.copyOf(line), width, gaps, false));
        line.clear();
        width = 0;
        gaps = 0;
        gap = false;
        needed = word.width();
      }
      line.add(word);
      width += needed;
      gaps += gap ? 1 : 0;
    }
    lines.add(new PdfLine(List.copyOf(line), width, gaps, true));
    return lines;
  }

  private static List<Word> words(String text, PdfFace face, float size, boolean allBold) {
    List<Word> words = new ArrayList<>();
    boolean spaceBefore = true;
    for (TextRun run : TextRun.of(text)) {
      boolean bold = run.bold() || allBold;
      boolean glued = !spaceBefore && !run.text().startsWith(" ");
      for (String piece : run.text().strip().split(" +", -1)) {
        if (!piece.isEmpty()) {
          words.add(new Word(piece, bold, glued, face.width(piece, bold, size)));
          glued = false;
        }
      }
      spaceBefore = run.text().endsWith(" ");
    }
    return words;
  }
}
