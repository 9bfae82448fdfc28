package lectern.ingest.tika;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lectern.ingest.Locator;

/// Notes of a Markdown text, `[^1]` and `[^1]: words`: each right behind the block that refers to
/// it, its mark in the text as `[1]`.
final class MarkdownNotes {
  private static final Pattern NOTE =
      Pattern.compile(" {0,3}\\[\\^([^\\]\\s]{1,80})\\]:[ \\t]*(.*)");
  private static final Pattern REFERENCE = Pattern.compile("\\[\\^([^\\]\\s]{1,80})\\]");
  private static final Pattern FENCE = Pattern.compile(" {0,3}(`{3}|~{3}).*");

  /// How a line begins that does not go on with what stands above it.
  private static final Pattern MARKUP =
      Pattern.compile("\\s{0,3}(?:#|[-*+]\\s|\\d{1,9}[.)]\\s|\\||>|`|~).*");

  private static final Pattern INDENTED = Pattern.compile("(?: {4}|\\t).*");

  /// A note that is still to be put into the text.
  private static final class Note {
    final int line;
    final StringBuilder words;
    int referredTo = Integer.MAX_VALUE;

    Note(int line, String words) {
      this.line = line;
      this.words = new StringBuilder(words);
    }
  }

  private final List<String> lines = new ArrayList<>();

  /// Lines that are shown as they are.
  private final BitSet code = new BitSet();

  private final Map<String, Note> notes = new LinkedHashMap<>();

  /// Notes that are referred to and not in the text yet, in the order of the lines that do.
  private final Queue<Map.Entry<String, Note>> referred = new ArrayDeque<>();

  private final NormalText text;

  /// How long the text was when notes were last put into it.
  private int from;

  MarkdownNotes(List<String> source, NormalText text) {
    this.text = text;
    String fence = "";
    for (int i = 0; i < source.size(); i++) {
      String line = source.get(i);
      Matcher fenced = FENCE.matcher(line);
      Matcher note = NOTE.matcher(line);
      if (fenced.matches() && (fence.isEmpty() || fence.equals(fenced.group(1)))) {
        fence = fence.isEmpty() ? fenced.group(1) : "";
      }
      lines.add(line);
      code.set(i, !fence.isEmpty());
      if (fence.isEmpty() && note.matches() && !notes.containsKey(note.group(1))) {
        lines.set(i, "");
        i = note(source, i, note);
      }
    }
    if (!notes.isEmpty()) {
      refer();
    }
    notes.entrySet().stream()
        .filter(each -> each.getValue().referredTo < lines.size())
        .sorted(Comparator.comparingInt(each -> each.getValue().referredTo))
        .forEach(referred::add);
  }

  /// Reads a note with the lines that continue it; returns the last line read.
  private int note(List<String> source, int first, Matcher start) {
    Note note = new Note(first, start.group(2));
    notes.put(start.group(1), note);
    int end = first + 1;
    for (int i = end; i < source.size(); i++) {
      String line = source.get(i);
      boolean lazy = i == end && !NOTE.matcher(line).matches() && !MARKUP.matcher(line).matches();
      boolean continues = !line.isBlank() && (lazy || INDENTED.matcher(line).matches());
      if (continues) {
        note.words.append(' ').append(line.strip());
        end = i + 1;
      } else if (!line.isBlank()) {
        break;
      }
    }
    while (lines.size() < end) {
      lines.add("");
    }
    return end - 1;
  }

  private void refer() {
    for (int i = code.nextClearBit(0); i < lines.size(); i = code.nextClearBit(i + 1)) {
      int line = i;
      lines.set(
          i,
          REFERENCE
              .matcher(lines.get(i))
              .replaceAll(
                  found -> {
                    Note note = notes.get(found.group(1));
                    if (note != null) {
                      note.referredTo = Math.min(note.referredTo, line);
                    }
                    return Matcher.quoteReplacement(
                        note == null ? found.group() : NoteMark.bracketed(found.group(1)));
                  }));
    }
  }

  /// The text without its notes, every line at its place.
  List<String> lines() {
    return lines;
  }

  /// Puts the notes into the text that lines before this one refer to, whose blocks are in it.
  void before(int line) {
    if (notes.isEmpty()) {
      return;
    }
    List<String> due = new ArrayList<>();
    while (!referred.isEmpty() && referred.element().getValue().referredTo < line) {
      due.add(referred.remove().getKey());
    }
    List<Integer> places =
        due.stream().map(label -> text.behind(NoteMark.bracketed(label), 0, from)).toList();
    for (int i = 0; i < due.size(); i++) {
      put(due.get(i), places.get(i));
    }
    from = text.length();
  }

  /// Puts the notes into the text that nothing refers to.
  void end() {
    before(lines.size());
    List.copyOf(notes.keySet()).forEach(label -> put(label, -1));
  }

  private void put(String label, int at) {
    Note note = Objects.requireNonNull(notes.remove(label));
    text.at(new Locator.Line(note.line + 1));
    text.footnote(label, note.words, at);
  }
}
