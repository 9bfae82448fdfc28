package lectern.ingest.tika;

import java.util.ArrayList;
import java.util.List;

/// What was read off a picture.
///
/// @param paragraphs in reading order, their lines joined by line feeds; none where what was found
///   is no text
/// @param words how many, or what looked like words
/// @param confidence mean over the words, 0 to 100; 0 for none
record OcrPage(List<String> paragraphs, int words, double confidence) {
  /// Columns of Tesseract's tab-separated output.
  private static final int LEVEL = 0;

  private static final int BLOCK = 2;
  private static final int PARAGRAPH = 3;
  private static final int LINE = 4;
  private static final int CONFIDENCE = 10;
  private static final int TEXT = 11;
  private static final int COLUMNS = 12;

  private static final String WORD = "5";

  /// Below it what looks like words are edges and dots: print in good state has 80 and more, and a
  /// page of a drawn "OME" in a thumbnail had 8.
  private static final double LEAST_CONFIDENCE = 30;

  /// Below it a page may have been read upside down: that gave 33 to 66, and print in good state 90
  /// and more.
  private static final double DOUBTFUL_CONFIDENCE = 70;

  OcrPage {
    paragraphs = List.copyOf(paragraphs);
  }

  /// Reads what `tesseract … tsv` prints: a row for every word, with the numbers of its block,
  /// paragraph and line.
  static OcrPage of(String rows) {
    List<StringBuilder> paragraphs = new ArrayList<>();
    String paragraph = "";
    String line = "";
    int words = 0;
    double sum = 0;
    for (String row : rows.split("\n", -1)) {
      String[] cells = row.split("\t", -1);
      if (cells.length != COLUMNS || !cells[LEVEL].equals(WORD) || cells[TEXT].isBlank()) {
        continue;
      }
      String ofParagraph = cells[BLOCK] + " " + cells[PARAGRAPH];
      if (!ofParagraph.equals(paragraph)) {
        paragraphs.add(new StringBuilder());
      } else {
        paragraphs.getLast().append(cells[LINE].equals(line) ? ' ' : '\n');
      }
      paragraph = ofParagraph;
      line = cells[LINE];
      paragraphs.getLast().append(cells[TEXT].strip());
      words++;
      sum += confidence(cells[CONFIDENCE]);
    }
    double confidence = words == 0 ? 0 : sum / words;
    return new OcrPage(
        confidence < LEAST_CONFIDENCE
            ? List.of()
            : paragraphs.stream().map(StringBuilder::toString).toList(),
        words,
        confidence);
  }

  /// Whether its words are hardly words; nothing read is no doubt.
  boolean isDoubtful() {
    return words > 0 && confidence < DOUBTFUL_CONFIDENCE;
  }

  /// What tells the better of two readings of one picture: few sure words are less than many.
  double weight() {
    return words * confidence;
  }

  private static double confidence(String cell) {
    try {
      return Double.parseDouble(cell);
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
