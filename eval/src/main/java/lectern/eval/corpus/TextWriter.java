package lectern.eval.corpus;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// Writes plain text, wrapped as people wrap it in mails and field notes.
final class TextWriter implements DocumentWriter {

  private static final int LINE_CHARS = 78;

  @Override
  public byte[] write(Manuscript manuscript) {
    return text(manuscript).getBytes(StandardCharsets.UTF_8);
  }

  static String text(Manuscript manuscript) {
    StringBuilder out = new StringBuilder();
    for (Part part : manuscript.parts()) {
      out.append(out.isEmpty() ? "" : "\n");
      switch (part) {
        case Part.Title(String text) -> out.append(underlined(text, '='));
        case Part.Byline(String text) -> out.append(wrapped(text, ""));
        case Part.Heading(int _, String text) -> out.append(underlined(text, '-'));
        case Part.Clause(String number, String text) ->
            out.append(wrapped(number + " " + text, "    "));
        case Part.Item(String marker, String text) ->
            out.append(wrapped("  " + marker + " " + text, "    "));
        case Part.Paragraph(String text) -> out.append(wrapped(text, ""));
        case Part.Table table -> out.append(table(table));
      }
    }
    return out.toString();
  }

  private static String underlined(String text, char rule) {
    return TextRun.plain(text)
        + "\n"
        + String.valueOf(rule).repeat(TextRun.plain(text).length())
        + "\n";
  }

  private static String wrapped(String text, String indent) {
    StringBuilder out = new StringBuilder();
    StringBuilder line = new StringBuilder();
    boolean first = true;
    for (String word : TextRun.plain(text).split(" ", -1)) {
      if (!first && line.length() + 1 + word.length() > LINE_CHARS) {
        out.append(line).append('\n');
        line = new StringBuilder(indent).append(word);
      } else {
        line.append(first ? "" : " ").append(word);
      }
      first = false;
    }
    return out.append(line).append('\n').toString();
  }

  private static String table(Part.Table table) {
    int[] widths = table.widths();
    StringBuilder out = new StringBuilder();
    for (List<String> row : table.rows()) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < widths.length; column++) {
        String cell = TextRun.plain(row.get(column));
        line.append(cell).append(" ".repeat(widths[column] - cell.length() + 2));
      }
      out.append(line.toString().stripTrailing()).append('\n');
    }
    return out.toString();
  }
}
