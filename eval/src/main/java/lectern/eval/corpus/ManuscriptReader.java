package lectern.eval.corpus;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads manuscripts from their markup.
///
/// A manuscript is `key: value` lines, a line `---`, and a body: `# ` to `### ` headings, `#= ` a
/// numbered heading, `+ ` a clause numbered below it, `(a) `, `1. ` and `- ` items, `! ` a centred
/// line, `| ` table rows, all else paragraphs; a blank line ends each. `@include key.variant` takes
/// a clause from the bank, `{name}` a field, and `{@key}` or `{@key.2}` the number that the clause
/// `key` got in this document.
final class ManuscriptReader {

  private static final Pattern ITEM = Pattern.compile("(\\([a-z]+\\)|[0-9]+\\.|-) (.*)");
  private static final Pattern HEADING = Pattern.compile("(#{1,3}) (.*)");
  private static final Pattern NUMBERED = Pattern.compile("#= (?:\\[([a-z-]+)\\] )?(.*)");
  private static final Pattern REFERENCE = Pattern.compile("\\{@([a-z-]+)(\\.[0-9]+)?\\}");
  private static final Pattern FIELD = Pattern.compile("\\{([a-z][a-zA-Z0-9]*)\\}");
  private static final String INCLUDE = "@include ";

  private final Map<String, List<String>> bank;

  ManuscriptReader(List<String> bankLines) {
    bank = bank(bankLines);
  }

  /// Splits a clause bank at its `@ key.variant` lines.
  private static Map<String, List<String>> bank(List<String> lines) {
    Map<String, List<String>> bank = new LinkedHashMap<>();
    List<String> current = new ArrayList<>();
    for (String line : lines) {
      if (line.startsWith("@ ")) {
        current = new ArrayList<>();
        bank.put(line.substring(2).strip(), current);
      } else {
        current.add(line);
      }
    }
    return bank;
  }

  Manuscript read(String path, List<String> lines) {
    int rule = lines.indexOf("---");
    if (rule < 0) {
      throw new IllegalArgumentException(path + " has no line '---' between fields and body");
    }
    Map<String, String> fields = fields(lines.subList(0, rule));
    List<String> body =
        numbered(path, expanded(path, lines.subList(rule + 1, lines.size())), fields);
    List<Part> parts = new ArrayList<>();
    if (!fields.containsKey("untitled")) {
      parts.add(new Part.Title(fields.getOrDefault("title", "")));
    }
    parts.addAll(parts(body));
    return new Manuscript(path, fields, parts);
  }

  private static Map<String, String> fields(List<String> lines) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String line : lines) {
      int colon = line.indexOf(':');
      fields.put(line.substring(0, colon), line.substring(colon + 1).strip());
    }
    return fields;
  }

  private List<String> expanded(String path, List<String> body) {
    List<String> lines = new ArrayList<>();
    for (String line : body) {
      if (line.startsWith(INCLUDE)) {
        String key = line.substring(INCLUDE.length()).strip();
        List<String> clause = bank.get(key);
        if (clause == null) {
          throw new IllegalArgumentException(
              path + " includes '" + key + "', which is not in the bank");
        }
        lines.add("");
        lines.addAll(clause);
        lines.add("");
      } else {
        lines.add(line);
      }
    }
    return lines;
  }

  /// Gives headings and clauses their numbers, then fills in references and fields.
  private static List<String> numbered(String path, List<String> body, Map<String, String> fields) {
    Map<String, String> numbers = new LinkedHashMap<>();
    List<String> lines = new ArrayList<>();
    int section = 0;
    int clause = 0;
    for (String line : body) {
      Matcher heading = NUMBERED.matcher(line);
      if (heading.matches()) {
        section++;
        clause = 0;
        if (heading.group(1) != null) {
          numbers.put(heading.group(1), Integer.toString(section));
        }
        lines.add("# " + section + ". " + heading.group(2));
      } else if (line.startsWith("+ ")) {
        clause++;
        lines.add("+ " + section + "." + clause + " " + line.substring(2));
      } else {
        lines.add(line);
      }
    }
    return lines.stream().map(line -> filled(path, line, numbers, fields)).toList();
  }

  private static String filled(
      String path, String line, Map<String, String> numbers, Map<String, String> fields) {
    String referred =
        REFERENCE
            .matcher(line)
            .replaceAll(
                found -> {
                  String number = known(path, found.group(1), numbers);
                  return found.group(2) == null ? number : number + found.group(2);
                });
    return FIELD
        .matcher(referred)
        .replaceAll(found -> Matcher.quoteReplacement(known(path, found.group(1), fields)));
  }

  private static String known(String path, String name, Map<String, String> values) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException(path + " uses '" + name + "', which it does not define");
    }
    return value;
  }

  private static List<Part> parts(List<String> body) {
    List<Part> parts = new ArrayList<>();
    List<String> open = new ArrayList<>();
    for (String line : body) {
      boolean starts = line.isBlank() || line.startsWith("! ") || starts(line);
      boolean row = line.startsWith("| ");
      boolean inTable = !open.isEmpty() && open.getFirst().startsWith("| ");
      boolean afterHeading = !open.isEmpty() && HEADING.matcher(open.getFirst()).matches();
      if (starts || afterHeading || row != inTable) {
        close(open, parts);
      }
      if (!line.isBlank()) {
        open.add(line.strip());
      }
    }
    close(open, parts);
    return parts;
  }

  private static boolean starts(String line) {
    return line.startsWith("+ ") || HEADING.matcher(line).matches() || ITEM.matcher(line).matches();
  }

  private static void close(List<String> open, List<Part> parts) {
    if (!open.isEmpty()) {
      parts.add(open.getFirst().startsWith("| ") ? table(open) : part(String.join(" ", open)));
      open.clear();
    }
  }

  private static Part part(String text) {
    Matcher heading = HEADING.matcher(text);
    if (heading.matches()) {
      return new Part.Heading(heading.group(1).length(), heading.group(2));
    }
    Matcher item = ITEM.matcher(text);
    if (item.matches()) {
      return new Part.Item(item.group(1), item.group(2));
    }
    if (text.startsWith("! ")) {
      return new Part.Byline(text.substring(2));
    }
    if (text.startsWith("+ ")) {
      int space = text.indexOf(' ', 2);
      return new Part.Clause(text.substring(2, space), text.substring(space + 1));
    }
    return new Part.Paragraph(text);
  }

  private static Part table(List<String> lines) {
    List<List<String>> rows = new ArrayList<>();
    for (String line : lines) {
      String inner = line.substring(1, line.endsWith("|") ? line.length() - 1 : line.length());
      rows.add(List.of(inner.split("\\|", -1)).stream().map(String::strip).toList());
    }
    return new Part.Table(rows);
  }
}
