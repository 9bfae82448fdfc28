package lectern.ingest.tika;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import lectern.ingest.Locator;

/// Reads texts made of lines: plain text, program text, Markdown, comma-separated values. Every
/// line keeps its number in the source.
final class LineReader {
  private static final Pattern HEADING =
      Pattern.compile(" {0,3}(#{1,6})(?:[ \\t]+(.*?))?(?:[ \\t]+#+)?[ \\t]*");
  private static final Pattern FENCE = Pattern.compile(" {0,3}(`{3,}|~{3,}).*");
  private static final Pattern ITEM = Pattern.compile("([ \\t]*)([-*+]|[0-9]{1,9}[.)])[ \\t]+(.*)");
  private static final Pattern RULE =
      Pattern.compile("\\s*\\|?\\s*:?-{2,}:?\\s*(\\|\\s*:?-{2,}:?\\s*)*\\|?\\s*");

  /// Makes a heading of the paragraph above it, or stands alone as a rule.
  private static final Pattern UNDERLINE = Pattern.compile(" {0,3}(={3,}|-{3,})[ \\t]*");

  /// How the lines between two rules at the top begin where they are for programs.
  private static final Pattern KEY = Pattern.compile("[A-Za-z][\\w-]*:");

  private static final int MAX_MARKUP_CHARS = 2_000;

  private final NormalText text;
  private final boolean numbered;
  private final List<NormalText.Line> open = new ArrayList<>();
  private final List<Integer> indents = new ArrayList<>();

  /// @param numbered whether lines keep their numbers; a mail's do not
  LineReader(NormalText text, boolean numbered) {
    this.text = text;
    this.numbered = numbered;
  }

  /// Paragraphs divided by blank lines.
  void prose(String source) {
    paragraphs(source, false);
  }

  void code(String source) {
    paragraphs(source, true);
  }

  private void paragraphs(String source, boolean code) {
    int number = 0;
    for (String raw : source.lines().toList()) {
      number++;
      int feed = raw.indexOf('\f');
      if (raw.isBlank() || feed == 0) {
        flush(code);
      }
      if (!raw.isBlank()) {
        open.add(line(raw, number));
      }
    }
    flush(code);
  }

  void markdown(String source) {
    MarkdownNotes notes = new MarkdownNotes(source.lines().toList(), text);
    List<String> lines = notes.lines();
    String fence = "";
    boolean table = false;
    for (int i = frontMatter(lines); i < lines.size(); i++) {
      String raw = lines.get(i);
      if (!fence.isEmpty()) {
        if (raw.strip().startsWith(fence)
            && raw.strip().replace(fence.substring(0, 1), "").isEmpty()) {
          flush(true);
          fence = "";
        } else {
          open.add(line(raw, i + 1));
        }
        continue;
      }
      // Markup stands on short lines; long ones would only cost the patterns time.
      String look = raw.length() > MAX_MARKUP_CHARS ? "" : raw;
      Matcher fenced = FENCE.matcher(look);
      Matcher heading = HEADING.matcher(look);
      Matcher listed = ITEM.matcher(look);
      Matcher underline = UNDERLINE.matcher(look);
      boolean names = !table;
      table = isRow(lines, i, table);
      if (open.isEmpty() && !table) {
        notes.before(i);
      }
      if (fenced.matches()) {
        flush(false);
        fence = fenced.group(1);
      } else if (table) {
        if (!open.isEmpty()) {
          flush(false);
        }
        if (!RULE.matcher(raw).matches()) {
          text.row(cells(raw), new Locator.Line(i + 1), names);
        }
      } else if (underline.matches() && !quotes()) {
        underlined(line(raw, i + 1), underline.group(1).charAt(0) == '=' ? 1 : 2);
      } else if (heading.matches()) {
        flush(false);
        indents.clear();
        text.at(new Locator.Line(i + 1));
        text.heading(heading.group(1).length(), heading.group(2) == null ? "" : heading.group(2));
      } else if (listed.matches()) {
        flush(false);
        i = item(lines, i, listed);
      } else if (raw.isBlank()) {
        flush(false);
      } else {
        open.add(line(raw, i + 1));
      }
    }
    flush(!fence.isEmpty());
    notes.end();
  }

  /// Reads what stands between rules at the top, for programs; returns the line behind it.
  private int frontMatter(List<String> lines) {
    if (lines.size() < 2
        || !lines.getFirst().stripTrailing().equals("---")
        || !KEY.matcher(lines.get(1)).lookingAt()) {
      return 0;
    }
    int end = 1;
    while (end < lines.size() && !lines.get(end).stripTrailing().matches("---|\\.\\.\\.")) {
      end++;
    }
    if (end == lines.size()) {
      return 0;
    }
    for (int i = 1; i < end; i++) {
      open.add(line(lines.get(i), i + 1));
    }
    flush(true);
    return end + 1;
  }

  /// Whether the open paragraph is a quotation, which no line below it makes a heading.
  private boolean quotes() {
    return !open.isEmpty() && open.getFirst().text().stripLeading().startsWith(">");
  }

  private void underlined(NormalText.Line underline, int level) {
    if (open.isEmpty()) {
      open.add(underline);
      flush(false);
      return;
    }
    indents.clear();
    Locator first = open.getFirst().locator();
    if (first != null) {
      text.at(first);
    }
    text.heading(level, open.stream().map(NormalText.Line::text).collect(Collectors.joining(" ")));
    open.clear();
  }

  /// Reads a list item with the lines that continue it; returns the last line read.
  private int item(List<String> lines, int first, Matcher listed) {
    String indent = listed.group(1).replace("\t", "    ");
    String marker = Character.isDigit(listed.group(2).charAt(0)) ? listed.group(2) + " " : "- ";
    StringBuilder raw = new StringBuilder(listed.group(3));
    int last = first;
    while (last + 1 < lines.size()) {
      String next = lines.get(last + 1);
      if (next.isBlank()
          || next.length() > MAX_MARKUP_CHARS
          || ITEM.matcher(next).matches()
          || HEADING.matcher(next).matches()
          || UNDERLINE.matcher(next).matches()
          || FENCE.matcher(next).matches()) {
        break;
      }
      raw.append(' ').append(next);
      last++;
    }
    text.at(new Locator.Line(first + 1));
    text.listItem(depth(indent.length()), marker, raw);
    return last;
  }

  /// Lists are told apart by how far their items are indented.
  private int depth(int indent) {
    while (!indents.isEmpty() && indents.getLast() >= indent) {
      indents.removeLast();
    }
    indents.add(indent);
    return indents.size();
  }

  private static boolean isRow(List<String> lines, int index, boolean inTable) {
    String line = lines.get(index);
    if (!line.contains("|") || line.length() > MAX_MARKUP_CHARS) {
      return false;
    }
    return inTable
        || (index + 1 < lines.size()
            && lines.get(index + 1).contains("|")
            && lines.get(index + 1).length() <= MAX_MARKUP_CHARS
            && RULE.matcher(lines.get(index + 1)).matches());
  }

  private static List<String> cells(String row) {
    String inner = row.strip();
    inner = inner.startsWith("|") ? inner.substring(1) : inner;
    inner = inner.endsWith("|") ? inner.substring(0, inner.length() - 1) : inner;
    return List.of(inner.split("(?<!\\\\)\\|", -1));
  }

  /// Rows of a table, the first of which may name the columns.
  void csv(CsvRecords records) {
    records.forEach(
        (number, cells) ->
            text.row(cells, new Locator.Line(number), text.isEmpty() && CsvRecords.names(cells)));
  }

  private void flush(boolean code) {
    if (!open.isEmpty()) {
      indents.clear();
    }
    if (code) {
      text.code(open);
    } else {
      text.paragraph(open);
    }
    open.clear();
    text.endTable();
  }

  private NormalText.Line line(String raw, int number) {
    return new NormalText.Line(raw, numbered ? new Locator.Line(number) : null);
  }
}
