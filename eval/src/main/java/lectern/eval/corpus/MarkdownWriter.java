package lectern.eval.corpus;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// Writes Markdown with pipe tables.
final class MarkdownWriter implements DocumentWriter {

  @Override
  public byte[] write(Manuscript manuscript) {
    StringBuilder out = new StringBuilder();
    boolean inList = false;
    for (Part part : manuscript.parts()) {
      boolean item = part instanceof Part.Item;
      if (!out.isEmpty() && !(item && inList)) {
        out.append('\n');
      }
      inList = item;
      out.append(
          switch (part) {
            case Part.Title(String text) -> "# " + text;
            case Part.Byline(String text) -> text;
            case Part.Heading(int level, String text) -> "#".repeat(level + 1) + " " + text;
            case Part.Clause(String number, String text) -> number + " " + text;
            case Part.Item(String marker, String text) -> marker + " " + text;
            case Part.Paragraph(String text) -> text;
            case Part.Table(List<List<String>> rows) -> table(rows);
          });
      out.append('\n');
    }
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String table(List<List<String>> rows) {
    StringBuilder out = new StringBuilder();
    for (int row = 0; row < rows.size(); row++) {
      out.append(row > 0 ? "\n" : "")
          .append("| ")
          .append(String.join(" | ", rows.get(row)))
          .append(" |");
      if (row == 0) {
        out.append("\n|").append("---|".repeat(rows.getFirst().size()));
      }
    }
    return out.toString();
  }
}
