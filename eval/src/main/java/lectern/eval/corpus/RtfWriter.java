package lectern.eval.corpus;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// Writes Rich Text Format in seven-bit characters.
final class RtfWriter implements DocumentWriter {

  private static final int TEXT_WIDTH_TWIPS = 9300;

  @Override
  public byte[] write(Manuscript manuscript) {
    StringBuilder out = new StringBuilder("{\\rtf1\\ansi\\ansicpg1252\\deff0\\uc1\n");
    out.append("{\\fonttbl{\\f0\\froman Times New Roman;}}\n");
    out.append("{\\info{\\title ").append(escape(manuscript.title())).append("}}\n");
    out.append("{\\header\\pard\\fs17 ")
        .append(escape(manuscript.field("running", manuscript.title())));
    out.append("\\par}\n\\fs22\n");
    for (Part part : manuscript.parts()) {
      out.append(
          switch (part) {
            case Part.Title(String text) ->
                "\\pard\\qc\\sa200{\\b\\fs32 " + runs(text) + "}\\par\n";
            case Part.Byline(String text) -> "\\pard\\qc\\sa80 " + runs(text) + "\\par\n";
            case Part.Heading(int level, String text) ->
                "\\pard\\keepn\\sb240\\sa100\\outlinelevel"
                    + (level - 1)
                    + "{\\b "
                    + runs(text)
                    + "}\\par\n";
            case Part.Clause(String number, String text) ->
                "\\pard\\li720\\fi-720\\sa120 " + number + "\\tab " + runs(text) + "\\par\n";
            case Part.Item(String marker, String text) ->
                "\\pard\\li1287\\fi-567\\sa80 "
                    + escape(marker)
                    + "\\tab "
                    + runs(text)
                    + "\\par\n";
            case Part.Paragraph(String text) -> "\\pard\\sa120 " + runs(text) + "\\par\n";
            case Part.Table(List<List<String>> rows) -> table(rows);
          });
    }
    return out.append("}\n").toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static String table(List<List<String>> rows) {
    StringBuilder out = new StringBuilder();
    for (List<String> row : rows) {
      out.append("\\trowd");
      for (int column = 1; column <= row.size(); column++) {
        out.append("\\cellx").append(TEXT_WIDTH_TWIPS * column / row.size());
      }
      out.append('\n');
      for (String cell : row) {
        out.append("\\pard\\intbl ").append(runs(cell)).append("\\cell\n");
      }
      out.append("\\row\n");
    }
    return out.append("\\pard\\par\n").toString();
  }

  private static String runs(String text) {
    StringBuilder out = new StringBuilder();
    for (TextRun run : TextRun.of(text)) {
      out.append(run.bold() ? "{\\b " + escape(run.text()) + "}" : escape(run.text()));
    }
    return out.toString();
  }

  private static String escape(String text) {
    StringBuilder out = new StringBuilder();
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '\\' || c == '{' || c == '}') {
        out.append('\\').append(c);
      } else if (c < 128) {
        out.append(c);
      } else {
        out.append("\\u").append((short) c).append('?');
      }
    }
    return out.toString();
  }
}
