package lectern.ingest;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/// The names of the clauses that a document's text stands in, whether they run into their first
/// sentence (`13.4 Governing Law. This Agreement …`) or have a line of their own. Headings without
/// a number are left to the heading path.
///
/// @param stretches in order of their starts, no two starts equal; empty for a document without
///   named clauses
public record ClauseNames(List<Stretch> stretches) {
  /// Text up to the next stretch's start.
  ///
  /// @param start first offset in the document's normalised text
  /// @param names of the clauses that hold it, outermost first; empty where it is in none
  public record Stretch(int start, List<String> names) {
    public Stretch {
      names = List.copyOf(names);
    }
  }

  public ClauseNames {
    stretches = List.copyOf(stretches);
    Stretches.requireRising(stretches, Stretch::start);
  }

  /// The names of a document's clauses. A name holds until the next clause that has a number of the
  /// same or a higher level, or a name of that level.
  ///
  /// @param blocks of the text, in reading order
  public static ClauseNames of(String text, List<Block> blocks) {
    List<Stretch> stretches = new ArrayList<>();
    List<ClauseMark> open = new ArrayList<>();
    for (ClauseMark mark : new ClauseMarks(text, blocks).read()) {
      while (!open.isEmpty() && open.getLast().level() >= mark.level()) {
        open.removeLast();
      }
      open.add(mark);
      List<String> names =
          open.stream().map(ClauseMark::name).filter(name -> !name.isEmpty()).toList();
      if (stretches.isEmpty() ? !names.isEmpty() : !stretches.getLast().names().equals(names)) {
        stretches.add(new Stretch(mark.start(), names));
      }
    }
    return new ClauseNames(stretches);
  }

  /// The names that hold any part of a span: those at its start from the outermost in, then those
  /// that begin within it; each once.
  public List<String> at(Span span) {
    LinkedHashSet<String> names = new LinkedHashSet<>();
    int first = Math.max(0, Stretches.at(stretches, Stretch::start, span.start()));
    for (int i = first; i < stretches.size() && stretches.get(i).start() < span.end(); i++) {
      names.addAll(stretches.get(i).names());
    }
    return List.copyOf(names);
  }
}
