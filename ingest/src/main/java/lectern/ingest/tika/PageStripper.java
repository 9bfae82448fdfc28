package lectern.ingest.tika;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import lectern.ingest.Span;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDFontDescriptor;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.jspecify.annotations.Nullable;

/// Reads the lines of a PDF's pages with their places, sizes and weights.
final class PageStripper extends PDFTextStripper {
  /// What was found on a page.
  ///
  /// @param height of the page in points
  /// @param lines in the order of the page's content
  record Page(float height, List<PrintedLine> lines) {}

  /// Where print of another size begins in the line in hand.
  ///
  /// @param start in its text; -1 where the text is not what is printed
  private record Run(int start, float size, float y) {}

  private static final float BOLD_WEIGHT = 600;

  /// A gap of so many times the letters' size is no space between words.
  private static final float COLUMN_GAP = 2.5f;

  /// Print of less than this share of a line's size may be raised: superscripts have about two
  /// thirds of it.
  private static final float SMALLER = 0.85f;

  /// A superscript stands higher than its line by more than this share of its size.
  private static final float RAISED = 0.12f;

  private final Budget budget;
  private final List<Page> pages = new ArrayList<>();
  private final Map<PDFont, Boolean> bold = new HashMap<>();
  private List<PrintedLine> lines = new ArrayList<>();
  private float height;

  // The line in hand.
  private final StringBuilder text = new StringBuilder();
  private final List<Run> runs = new ArrayList<>();
  private final Map<Float, Integer> sizes = new HashMap<>();
  private float left;
  private float right;
  private float y;
  private float size;
  private int sizeGlyphs;
  private @Nullable PDFont font;
  private boolean fontIsBold;
  private int glyphs;
  private int boldGlyphs;
  private boolean opens;
  private boolean columns;

  private @Nullable IOException trouble;

  private PageStripper(Budget budget) {
    this.budget = budget;
    // As Tika has it; looking for glyphs that are printed twice costs a tree for every glyph.
    setSuppressDuplicateOverlappingText(false);
  }

  /// Reads all pages. A page that cannot be read ends where it broke.
  ///
  /// @throws IOException where no page could be read
  static List<Page> read(PDDocument document, Budget budget) throws IOException {
    PageStripper stripper = new PageStripper(budget);
    stripper.writeText(document, Writer.nullWriter());
    boolean nothing = stripper.pages.stream().allMatch(page -> page.lines().isEmpty());
    if (stripper.trouble != null && nothing) {
      throw stripper.trouble;
    }
    return stripper.pages;
  }

  @Override
  public void processPage(PDPage page) throws IOException {
    while (pages.size() < getCurrentPageNo() - 1) {
      // Pages without contents are left out, but counted.
      pages.add(new Page(0, List.of()));
    }
    lines = new ArrayList<>();
    PDRectangle box = page.getCropBox();
    boolean turned = page.getRotation() % 180 != 0;
    height = turned ? box.getWidth() : box.getHeight();
    try {
      super.processPage(page);
    } catch (Budget.Reached e) {
      throw e;
    } catch (IOException e) {
      trouble = trouble == null ? e : trouble;
    } catch (RuntimeException e) {
      trouble = trouble == null ? new IOException(e) : trouble;
    }
    endLine();
    pages.add(new Page(height, lines));
  }

  @Override
  protected void writeString(String word, List<TextPosition> positions) {
    budget.room((long) text.length() + word.length());
    boolean ligature = false;
    int start = text.length();
    int firstRun = runs.size();
    for (TextPosition position : positions) {
      if (glyphs++ == 0) {
        left = position.getXDirAdj();
        y = position.getYDirAdj();
      } else if (position.getXDirAdj() - right > COLUMN_GAP * position.getFontSizeInPt()) {
        columns = true;
      }
      right = position.getXDirAdj() + position.getWidthDirAdj();
      if (!position.getFont().equals(font)) {
        font = position.getFont();
        fontIsBold = bold.computeIfAbsent(font, PageStripper::isBold);
      }
      boldGlyphs += fontIsBold ? 1 : 0;
      // Sizes differ by rounding in scaled text.
      float rounded = Math.round(position.getFontSizeInPt() * 2) / 2f;
      if (rounded != size) {
        endSize();
        size = rounded;
      }
      if (sizeGlyphs++ == 0) {
        runs.add(new Run(start, rounded, position.getYDirAdj()));
      }
      String letters = position.getUnicode();
      start += letters.length();
      ligature |= !letters.isEmpty() && CleanLine.isLigature(letters.charAt(0));
    }
    text.append(ligature ? asPrinted(word, positions) : word);
    if (start != text.length()) {
      // From right to left, or with marks melted into letters: where a glyph stands is not known.
      for (int i = firstRun; i < runs.size(); i++) {
        runs.set(i, new Run(-1, runs.get(i).size(), runs.get(i).y()));
      }
    }
  }

  /// A word with its ligatures, of which the parser makes letters; where the word differs in more,
  /// as from right to left, it stays.
  private static String asPrinted(String word, List<TextPosition> positions) {
    StringBuilder printed = new StringBuilder();
    positions.forEach(position -> printed.append(position.getUnicode()));
    String letters = CleanLine.of(printed).text();
    return letters.equals(word) ? printed.toString() : word;
  }

  /// Counts the glyphs of the size in hand.
  private void endSize() {
    if (sizeGlyphs > 0) {
      sizes.merge(size, sizeGlyphs, Integer::sum);
    }
    sizeGlyphs = 0;
  }

  @Override
  protected void writeWordSeparator() {
    text.append(' ');
  }

  @Override
  protected void writeLineSeparator() {
    endLine();
  }

  @Override
  protected void writeParagraphStart() throws IOException {
    super.writeParagraphStart();
    endLine();
    opens = true;
  }

  /// A line with plain spaces for those that do not break, which patterns do not take for white
  /// space.
  private static String spaced(String line) {
    for (int i = 0; i < line.length(); i++) {
      if (line.charAt(i) > ' ' && Character.getType(line.charAt(i)) == Character.SPACE_SEPARATOR) {
        return spaced(line.replace(line.charAt(i), ' '));
      }
    }
    return line;
  }

  private void endLine() {
    String line = spaced(text.toString());
    endSize();
    if (!line.isBlank()) {
      float most =
          sizes.entrySet().stream()
              .max(Map.Entry.comparingByValue())
              .map(Map.Entry::getKey)
              .orElse(0f);
      lines.add(
          new PrintedLine(
              line,
              left,
              right,
              y,
              most,
              2 * boldGlyphs > glyphs,
              opens,
              columns,
              runs.size() > 1 ? superscripts(most) : List.of()));
      opens = false;
    }
    text.setLength(0);
    sizes.clear();
    runs.clear();
    glyphs = 0;
    boldGlyphs = 0;
    columns = false;
  }

  /// The stretches of the line in hand that are smaller than most of it, and raised.
  private List<Span> superscripts(float most) {
    float base = y;
    for (Run run : runs) {
      if (run.size() == most) {
        base = run.y();
        break;
      }
    }
    List<Span> found = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      Run run = runs.get(i);
      int end = i + 1 < runs.size() ? runs.get(i + 1).start() : text.length();
      if (run.start() >= 0
          && end > run.start()
          && run.size() < SMALLER * most
          && run.y() < base - RAISED * most) {
        // What is raised within an exponent belongs to it.
        boolean within = !found.isEmpty() && found.getLast().end() == run.start();
        int start = within ? found.removeLast().start() : run.start();
        found.add(new Span(start, end));
      }
    }
    return found;
  }

  private static boolean isBold(PDFont font) {
    String name = String.valueOf(font.getName()).toLowerCase(Locale.ROOT);
    if (name.contains("bold") || name.contains("black") || name.contains("heavy")) {
      return true;
    }
    PDFontDescriptor descriptor = font.getFontDescriptor();
    return descriptor != null
        && (descriptor.isForceBold() || descriptor.getFontWeight() >= BOLD_WEIGHT);
  }
}
