package lectern.ingest.tika;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import lectern.ingest.Span;
import org.jspecify.annotations.Nullable;

/// Finds the notes at the foot of a document's pages: small print below the text, opened by a mark
/// that stands in the text of that page too.
final class PrintedNotes {
  /// Lines of a note.
  ///
  /// @param page zero-based
  /// @param start its first line
  /// @param end the line behind its last one
  record Note(int page, int start, int end, NoteMark mark) {}

  /// A mark in the text.
  private record Place(int page, int line, Span span, Note note) {}

  /// Small print has at most this share of the text's size: 9 points for 10, 11 for 12.
  private static final float SMALL = 0.92f;

  /// Notes begin below this share of the page's height.
  private static final float FOOT = 0.4f;

  /// Lines of a note are less than so many times its size apart.
  private static final float LINE_GAP = 2.5f;

  /// What has no superscript to open it is set off from the text by so many times its size.
  private static final float SET_OFF = 1.5f;

  /// Points within which lines are of one size, or stand on one line.
  private static final float SAME = 0.7f;

  private static final float SAME_LINE = 2;

  /// Beginnings of notes that are looked at on a page; each is compared with all of its lines.
  private static final int MAX_PAGE_NOTES = 100;

  private final List<PageStripper.Page> pages;
  private final List<BitSet> running;
  private final float small;
  private final List<Map<Integer, Note>> notes = new ArrayList<>();
  private final List<Place> places = new ArrayList<>();

  /// Where notes begin that run on.
  private final Map<Note, Note> begun = new HashMap<>();

  private final Map<Note, Integer> order = new HashMap<>();
  private final IdentityHashMap<PrintedLine, String> marked = new IdentityHashMap<>();

  /// @param running for each page the indexes of its running lines
  /// @param bodySize of most of the document's print
  PrintedNotes(List<PageStripper.Page> pages, List<BitSet> running, float bodySize) {
    this.pages = pages;
    this.running = running;
    this.small = SMALL * bodySize;
    @Nullable Note last = null;
    for (int page = 0; page < pages.size(); page++) {
      Map<Integer, Note> found = new HashMap<>();
      List<Note> own = ofPage(page);
      own.forEach(note -> found.put(note.start(), note));
      Note rest = last == null || !isOpen(last) ? null : rest(last, page, own);
      if (rest != null) {
        found.put(rest.start(), rest);
      }
      notes.add(found);
      last = own.isEmpty() ? rest : own.getLast();
    }
    places.sort(
        Comparator.comparingInt(Place::page)
            .thenComparingInt(Place::line)
            .thenComparingInt(place -> place.span().start()));
    for (int i = 0; i < places.size(); i++) {
      order.put(places.get(i).note(), i);
    }
    for (int i = places.size() - 1; i >= 0; i--) {
      Place place = places.get(i);
      PrintedLine line = pages.get(place.page()).lines().get(place.line());
      marked.put(line, Joints.noted(text(line), place.span()));
    }
  }

  /// The note that begins with a line; null for none.
  @Nullable Note at(int page, int line) {
    return notes.get(page).get(line);
  }

  /// A line with what stands for its note marks until their offsets are known.
  String text(PrintedLine line) {
    String known = marked.get(line);
    return known == null ? Joints.without(line.text()) : known;
  }

  /// A note's words, its mark apart from them.
  String text(Note note) {
    StringBuilder text = new StringBuilder();
    for (PrintedLine line : pages.get(note.page()).lines().subList(note.start(), note.end())) {
      text.append(text.isEmpty() ? "" : "\n");
      String words = Joints.without(line.text());
      boolean first = text.isEmpty() && note.mark().end() > 0 && words.equals(line.text());
      text.append(first ? Joints.apart(words, note.mark().end()) : words);
    }
    return text.toString();
  }

  /// Which of the marks in the text is the note's, counted from 0; -1 where none is.
  int place(Note note) {
    return order.getOrDefault(begun.getOrDefault(note, note), -1);
  }

  private List<Note> ofPage(int page) {
    List<Note> candidates = new ArrayList<>();
    List<PrintedLine> lines = pages.get(page).lines();
    BitSet starts = new BitSet();
    for (int i = 1; i < lines.size() && candidates.size() < MAX_PAGE_NOTES; i++) {
      PrintedLine line = lines.get(i);
      NoteMark mark = line.size() <= small ? NoteMark.opening(line) : null;
      if (mark == null || running.get(page).get(i) || !isFoot(page, i, mark.raised())) {
        continue;
      }
      Note note = new Note(page, i, i, mark);
      if (mark.raised() || place(note, line.size()) != null) {
        candidates.add(note);
        starts.set(i);
      }
    }
    List<Note> found = new ArrayList<>();
    BitSet tied = new BitSet();
    for (Note candidate : candidates) {
      Note note =
          new Note(page, candidate.start(), end(page, candidate.start(), starts), candidate.mark());
      Place place = place(note, lines.get(note.start()).size());
      if (place != null) {
        places.add(place);
        tied.set(found.size());
      }
      found.add(note);
    }
    return tied(found, tied);
  }

  /// Notes whose mark was found, and those that stand right before or behind them.
  private static List<Note> tied(List<Note> found, BitSet tied) {
    for (int i = 1; i < found.size(); i++) {
      if (tied.get(i - 1) && found.get(i - 1).end() == found.get(i).start()) {
        tied.set(i);
      }
    }
    for (int i = found.size() - 2; i >= 0; i--) {
      if (tied.get(i + 1) && found.get(i).end() == found.get(i + 1).start()) {
        tied.set(i);
      }
    }
    return tied.stream().mapToObj(found::get).toList();
  }

  /// The first place of a note's mark in larger print before it.
  private @Nullable Place place(Note note, float size) {
    List<PrintedLine> lines = pages.get(note.page()).lines();
    for (int i = 0; i < note.start(); i++) {
      int line = i;
      if (lines.get(i).size() > size + SAME && !running.get(note.page()).get(i)) {
        Span span = note.mark().in(lines.get(i), at -> isFree(note.page(), line, at));
        if (span != null) {
          return new Place(note.page(), i, span, note);
        }
      }
    }
    return null;
  }

  private boolean isFree(int page, int line, Span span) {
    for (int i = places.size() - 1; i >= 0 && places.get(i).page() == page; i--) {
      if (places.get(i).line() == line && places.get(i).span().equals(span)) {
        return false;
      }
    }
    return true;
  }

  /// Whether all larger print of a line's column stands above it, and some does.
  private boolean isFoot(int page, int at, boolean raised) {
    List<PrintedLine> lines = pages.get(page).lines();
    PrintedLine line = lines.get(at);
    if (line.y() < FOOT * pages.get(page).height()) {
      return false;
    }
    float nearest = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < lines.size(); i++) {
      PrintedLine other = lines.get(i);
      boolean beside = other.right() < line.left() || other.left() > line.right();
      if (running.get(page).get(i) || beside || other.size() <= line.size() + SAME) {
        continue;
      }
      if (other.y() <= line.y()) {
        nearest = Math.max(nearest, other.y());
      } else if (!RunningLines.PAGE_NUMBER.matcher(other.text()).matches()) {
        return false;
      }
    }
    return nearest > Float.NEGATIVE_INFINITY
        && (raised || line.y() - nearest > SET_OFF * line.size());
  }

  /// The line behind the last one that goes on with a note.
  private int end(int page, int start, BitSet starts) {
    List<PrintedLine> lines = pages.get(page).lines();
    int end = start + 1;
    while (end < lines.size()
        && !starts.get(end)
        && !running.get(page).get(end)
        && follows(lines.get(end - 1), lines.get(end), lines.get(start).size())) {
      end++;
    }
    return end;
  }

  private static boolean follows(PrintedLine before, PrintedLine line, float size) {
    float down = line.y() - before.y();
    return Math.abs(line.size() - size) < SAME && down > -SAME_LINE && down < LINE_GAP * size;
  }

  /// Whether a note stops inside a sentence.
  private boolean isOpen(Note note) {
    String words = text(note).strip();
    return !words.isEmpty() && ".!?:;)]”\"’".indexOf(words.charAt(words.length() - 1)) < 0;
  }

  /// What goes on at a page's foot with a note of the page before: small print in front of the
  /// page's own notes that begins within a sentence.
  private @Nullable Note rest(Note note, int page, List<Note> own) {
    List<PrintedLine> lines = pages.get(page).lines();
    int end = own.isEmpty() ? lines.size() : own.getFirst().start();
    while (end > 0 && running.get(page).get(end - 1)) {
      end--;
    }
    float size = pages.get(note.page()).lines().get(note.start()).size();
    int start = end;
    while (start > 0
        && !running.get(page).get(start - 1)
        && Math.abs(lines.get(start - 1).size() - size) < SAME
        && (start == end || follows(lines.get(start - 1), lines.get(start), size))) {
      start--;
    }
    if (start == end || !isFoot(page, start, false)) {
      return null;
    }
    String words = lines.get(start).text().strip();
    if (!Character.isLowerCase(words.codePointAt(0))) {
      return null;
    }
    Note rest = new Note(page, start, end, new NoteMark(note.mark().text(), 0, false));
    begun.put(rest, begun.getOrDefault(note, note));
    return rest;
  }
}
