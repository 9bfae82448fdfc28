package lectern.eval.corpus;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// Writes a web page with a site's navigation and footer around the text.
final class HtmlWriter implements DocumentWriter {

  private static final String STYLE =
      "body{font-family:Georgia,serif;max-width:46em;margin:2em auto;line-height:1.5}"
          + "table{border-collapse:collapse}td,th{border:1px solid #999;padding:.2em .6em;text-align:left}"
          + "nav,footer{font-size:.85em;color:#555}";

  @Override
  public byte[] write(Manuscript manuscript) {
    StringBuilder out =
        new StringBuilder(
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    out.append("<title>").append(Markup.escape(manuscript.title())).append("</title>\n");
    out.append("<meta name=\"date\" content=\"").append(manuscript.field("date")).append("\">\n");
    out.append("<style>").append(STYLE).append("</style>\n</head>\n<body>\n");
    out.append("<nav>")
        .append(Markup.escape(manuscript.field("running")))
        .append("</nav>\n<main>\n");
    boolean inList = false;
    for (Part part : manuscript.parts()) {
      boolean bullet = part instanceof Part.Item(String marker, String _) && marker.equals("-");
      if (bullet != inList) {
        out.append(bullet ? "<ul>\n" : "</ul>\n");
        inList = bullet;
      }
      out.append(part(part, bullet)).append('\n');
    }
    out.append(inList ? "</ul>\n" : "").append("</main>\n<footer>");
    out.append(Markup.escape(manuscript.field("footer"))).append("</footer>\n</body>\n</html>\n");
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String part(Part part, boolean bullet) {
    return switch (part) {
      case Part.Title(String text) -> tagged("h1", text);
      case Part.Byline(String text) -> tagged("p", text);
      case Part.Heading(int level, String text) -> tagged("h" + (level + 1), text);
      case Part.Clause(String number, String text) -> tagged("p", number + " " + text);
      case Part.Item(String marker, String text) ->
          bullet ? tagged("li", text) : tagged("p", marker + " " + text);
      case Part.Paragraph(String text) -> tagged("p", text);
      case Part.Table(List<List<String>> rows) -> table(rows);
    };
  }

  private static String tagged(String tag, String text) {
    return "<" + tag + ">" + Markup.runs(text, "<strong>", "</strong>") + "</" + tag + ">";
  }

  private static String table(List<List<String>> rows) {
    StringBuilder out = new StringBuilder("<table>\n");
    String tag = "th";
    for (List<String> row : rows) {
      out.append("<tr>");
      for (String cell : row) {
        out.append(tagged(tag, cell));
      }
      out.append("</tr>\n");
      tag = "td";
    }
    return out.append("</table>").toString();
  }
}
