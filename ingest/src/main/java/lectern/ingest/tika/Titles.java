package lectern.ingest.tika;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import lectern.ingest.Block;
import org.jspecify.annotations.Nullable;

/// A document's title: what its metadata say where that is a title, else its first heading, else,
/// in a format without headings, its first line where it looks like one, else its file name.
final class Titles {
  private static final int MAX_CHARS = 200;
  private static final int MAX_LINE_CHARS = 120;
  private static final int LOOK_BLOCKS = 5;

  /// What programs put into the title field by themselves.
  private static final Pattern NO_TITLE =
      Pattern.compile(
          "(?i)microsoft (office )?(word|excel|powerpoint)\\b.*|untitled.*|unbenannt.*|document ?\\d*"
              + "|dokument ?\\d*|slide \\d+|powerpoint[ -]pr.sentation.*|presentation ?\\d*|workbook ?\\d*"
              + "|title|no title|\\(?unspecified\\)?|null|none|\\S+\\.(docx?|pdf|xlsx?|pptx?|rtf|odt|"
              + "indd|dvi|qxd|tex|ps|wpd|html?|txt|fm|pmd|cdr|tmp|p65)|.*\\.(dvi|indd|qxd|doc|docx)");

  /// What stands above a title: where the document was filed, on which page.
  private static final Pattern MARKING =
      Pattern.compile(
          "(?i)(exhibit|ex|annex|appendix|schedule|page|execution (copy|version)|confidential|draft)"
              + "[\\s\\-–—.:]*[\\w.()\\-–]{0,12}|.{0,3}|\\[.*|.*confidential treatment.*|[\\d\\s/.\\-]+");

  private Titles() {}

  static String of(
      @Nullable String declared, List<Block> blocks, String text, boolean firstLine, String name) {
    return title(declared)
        .or(() -> heading(blocks, text))
        .or(() -> firstLine ? line(blocks, text) : Optional.empty())
        .orElseGet(() -> fileTitle(name));
  }

  static Optional<String> title(@Nullable String declared) {
    String line = Cleaning.cut(Cleaning.line(declared == null ? "" : declared), MAX_CHARS);
    return line.length() < 3 || !wordy(line) || NO_TITLE.matcher(line).matches()
        ? Optional.empty()
        : Optional.of(line);
  }

  private static Optional<String> heading(List<Block> blocks, String text) {
    return blocks.stream()
        .limit(LOOK_BLOCKS)
        .filter(Block.Heading.class::isInstance)
        .map(
            block ->
                Cleaning.cut(text.substring(block.span().start(), block.span().end()), MAX_CHARS))
        .filter(line -> wordy(line) && !MARKING.matcher(line).matches())
        .findFirst();
  }

  private static Optional<String> line(List<Block> blocks, String text) {
    for (Block block : blocks.subList(0, Math.min(LOOK_BLOCKS, blocks.size()))) {
      if (block.span().length() > MAX_LINE_CHARS) {
        return Optional.empty();
      }
      String line = text.substring(block.span().start(), block.span().end()).replace('\n', ' ');
      if (!MARKING.matcher(line).matches()) {
        return line.length() >= 4
                && wordy(line)
                && ",;:.".indexOf(line.charAt(line.length() - 1)) < 0
            ? Optional.of(line)
            : Optional.empty();
      }
    }
    return Optional.empty();
  }

  /// The file name without its extension.
  static String fileTitle(String name) {
    String clean = Cleaning.line(name);
    int dot = clean.lastIndexOf('.');
    String title = Cleaning.cut(dot > 0 ? clean.substring(0, dot) : clean, MAX_CHARS);
    return title.isBlank() ? "document" : title;
  }

  /// Whether at least half of the characters are letters.
  private static boolean wordy(String line) {
    return !line.isEmpty()
        && line.codePoints().filter(Character::isLetter).count() * 2 >= line.length();
  }
}
