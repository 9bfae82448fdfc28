package lectern.app.report;

import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import lectern.synthesize.Answer;
import lectern.synthesize.Citation;
import lectern.synthesize.Conflict;
import lectern.synthesize.Reading;

/// A report in Markdown, with footnotes as GitHub and others have them. Nothing that documents or
/// models wrote can be taken for a link, a picture, HTML or a footnote of the report.
final class MarkdownReport {
  /// Whatever begins something inside a line. Lists and headings of the answer stay.
  private static final Pattern MARKUP = Pattern.compile("[\\\\`\\[\\]<>&!|]");

  private static final Pattern LINE_MARKUP = Pattern.compile("[\\\\`*_{}\\[\\]<>()#+!|~&]");

  private MarkdownReport() {}

  /// The whole report.
  ///
  /// @param now when it is made
  static String of(Answer answer, SourceLink link, Instant now) {
    Footnotes footnotes = Footnotes.of(answer);
    StringBuilder text = new StringBuilder("# ");
    text.append(line(answer.question().text())).append("\n\n");
    for (Footnotes.Piece piece : footnotes.pieces()) {
      switch (piece) {
        case Footnotes.Piece.Words(String words) ->
            // A line stays a line.
            text.append(MARKUP.matcher(words).replaceAll("\\\\$0").replace("\n", "  \n"));
        case Footnotes.Piece.Mark(int number) -> text.append("[^").append(number).append(']');
      }
    }
    text.append("\n\n");
    differing(answer, text);
    text.append("## How it was made\n\n");
    Facts.of(answer, now)
        .forEach(
            (name, said) ->
                text.append("- **").append(name).append("**: ").append(line(said)).append('\n'));
    List<Reading.Unread> unread = answer.reading().unread();
    if (!unread.isEmpty()) {
      text.append("\n## Not read\n\n");
      for (Reading.Unread one : unread) {
        text.append("- ").append(line(one.document().id().value() + ": " + one.why())).append('\n');
      }
    }
    text.append('\n');
    for (int i = 0; i < footnotes.notes().size(); i++) {
      Citation note = footnotes.notes().get(i);
      text.append("[^").append(i + 1).append("]: ").append(footnote(note, link)).append('\n');
    }
    return text.toString();
  }

  private static void differing(Answer answer, StringBuilder text) {
    if (answer.conflicts().isEmpty()) {
      return;
    }
    text.append("## Alike in words, other figures\n\n");
    for (Conflict one : answer.conflicts()) {
      text.append("- ").append(quoted(one.earlier())).append("; ");
      text.append(quoted(one.later())).append('\n');
    }
    text.append('\n');
  }

  private static String quoted(Conflict.Said said) {
    Citation.Resolved quote = said.quote();
    return Facts.dated(said)
        + "“"
        + line(SourceLink.quote(quote))
        + "” ("
        + line(SourceLink.place(quote))
        + ")";
  }

  private static String footnote(Citation note, SourceLink link) {
    String address = link.of(note);
    String place = line(SourceLink.place(note));
    String quote = SourceLink.quote(note);
    return (address == null ? place : "[" + place + "](<" + address + ">)")
        + (quote.isEmpty() ? "" : ": “" + line(quote) + "”")
        + " ("
        + note.state()
        + ")";
  }

  /// On one line, without markup.
  private static String line(String text) {
    return LINE_MARKUP
        .matcher(text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip())
        .replaceAll("\\\\$0");
  }
}
