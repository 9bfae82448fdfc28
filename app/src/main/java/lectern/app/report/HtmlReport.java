package lectern.app.report;

import java.time.Instant;
import java.util.List;
import lectern.synthesize.Answer;
import lectern.synthesize.Citation;
import lectern.synthesize.Conflict;
import lectern.synthesize.Reading;

/// A report as one HTML page that needs nothing beside it, runs nothing and loads nothing. All that
/// documents or models wrote is text in it.
final class HtmlReport {
  private static final String HEAD =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <meta name="referrer" content="no-referrer">
      <title>%s</title>
      <style>
      :root { color-scheme: light dark; --ink: #1c1c1c; --paper: #fdfdfb; --quiet: #595959; --line: #d8d8d2; --link: #0b4f8a; --good: #14662f; --bad: #a11a1a; }
      @media (prefers-color-scheme: dark) { :root { --ink: #e8e8e4; --paper: #171816; --quiet: #b0b0aa; --line: #3c3d3a; --link: #8cc4f5; --good: #7fd69a; --bad: #ff9d94; } }
      body { margin: 0 auto; max-width: 44rem; padding: 2rem 1.25rem 4rem; font: 1.05rem/1.6 Charter, Georgia, serif; color: var(--ink); background: var(--paper); overflow-wrap: anywhere; }
      h1 { font-size: 1.5rem; line-height: 1.3; }
      h2 { font-size: 1.1rem; margin-top: 2.25rem; padding-top: .75rem; border-top: 1px solid var(--line); }
      .answer { white-space: pre-wrap; }
      a { color: var(--link); }
      sup { line-height: 0; }
      sup a { padding: 0 .15em; }
      q, blockquote { font-style: italic; quotes: "“" "”"; }
      dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; margin: 0; }
      dt { color: var(--quiet); }
      dd { margin: 0; }
      li { margin: .5rem 0; }
      li:target { outline: 2px solid var(--link); outline-offset: .3rem; }
      .state { font: .8rem/1 ui-sans-serif, system-ui, sans-serif; letter-spacing: .03em; }
      .verified { color: var(--good); }
      .other { color: var(--bad); font-weight: bold; }
      @media print { :root { --ink: #000; --paper: #fff; --link: #000; --good: #000; --bad: #000; } body { max-width: none; padding: 0; font-size: 11pt; } li, dl { break-inside: avoid; } }
      </style>
      </head>
      <body>
      <main>
      """;

  private HtmlReport() {}

  /// The whole report.
  ///
  /// @param now when it is made
  static String of(Answer answer, SourceLink link, Instant now) {
    Footnotes footnotes = Footnotes.of(answer);
    String question = escaped(answer.question().text());
    StringBuilder page = new StringBuilder(HEAD.replace("%s", question));
    page.append("<h1>").append(question).append("</h1>\n<p class=\"answer\">");
    int[] uses = new int[footnotes.notes().size() + 1];
    for (Footnotes.Piece piece : footnotes.pieces()) {
      switch (piece) {
        case Footnotes.Piece.Words(String words) -> page.append(escaped(words));
        case Footnotes.Piece.Mark(int number) -> mark(number, ++uses[number], page);
      }
    }
    page.append("</p>\n");
    differing(answer, link, page);
    if (!footnotes.notes().isEmpty()) {
      page.append("<h2 id=\"sources\">Sources</h2>\n<ol>\n");
      for (int i = 0; i < footnotes.notes().size(); i++) {
        page.append("<li id=\"source-").append(i + 1).append("\">");
        source(footnotes.notes().get(i), link, page);
        page.append(" <a href=\"#mark-")
            .append(i + 1)
            .append("-1\" aria-label=\"Back to the answer\">↩</a></li>\n");
      }
      page.append("</ol>\n");
    }
    page.append("<h2>How it was made</h2>\n<dl>\n");
    Facts.of(answer, now)
        .forEach(
            (name, said) ->
                page.append("<dt>")
                    .append(escaped(name))
                    .append("</dt><dd>")
                    .append(escaped(said))
                    .append("</dd>\n"));
    page.append("</dl>\n");
    List<Reading.Unread> unread = answer.reading().unread();
    if (!unread.isEmpty()) {
      page.append("<h2>Not read</h2>\n<ul>\n");
      for (Reading.Unread one : unread) {
        page.append("<li>")
            .append(escaped(one.document().id().value() + ": " + one.why()))
            .append("</li>\n");
      }
      page.append("</ul>\n");
    }
    return page.append("</main>\n</body>\n</html>\n").toString();
  }

  private static void mark(int number, int use, StringBuilder page) {
    page.append("<sup><a id=\"mark-").append(number).append('-').append(use);
    page.append("\" href=\"#source-").append(number).append("\" aria-label=\"Source ");
    page.append(number).append("\">").append(number).append("</a></sup>");
  }

  private static void differing(Answer answer, SourceLink link, StringBuilder page) {
    if (answer.conflicts().isEmpty()) {
      return;
    }
    page.append("<h2>Alike in words, other figures</h2>\n<ul>\n");
    for (Conflict one : answer.conflicts()) {
      page.append("<li>").append(Facts.dated(one.earlier()));
      source(one.earlier().quote(), link, page);
      page.append("<br>").append(Facts.dated(one.later()));
      source(one.later().quote(), link, page);
      page.append("</li>\n");
    }
    page.append("</ul>\n");
  }

  private static void source(Citation citation, SourceLink link, StringBuilder page) {
    String address = link.of(citation);
    String place = escaped(SourceLink.place(citation));
    page.append(address == null ? place : "<a href=\"" + escaped(address) + "\">" + place + "</a>");
    String quote = SourceLink.quote(citation);
    if (!quote.isEmpty()) {
      page.append(": <q>").append(escaped(quote)).append("</q>");
    }
    boolean verified =
        citation.state() == Citation.State.VERIFIED || citation.state() == Citation.State.REPAIRED;
    page.append(" <span class=\"state ").append(verified ? "verified" : "other").append("\">");
    page.append(citation.state()).append("</span>");
  }

  /// Text that HTML takes for nothing else, in an element and in an attribute. Characters that HTML
  /// does not allow are left out.
  static String escaped(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> {
                  boolean bidi = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
                  if (c == '\n' || c == '\t' || (!Character.isISOControl(c) && !bidi)) {
                    safe.appendCodePoint(c);
                  }
                }
              }
            });
    return safe.toString();
  }
}
