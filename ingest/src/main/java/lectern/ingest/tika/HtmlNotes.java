package lectern.ingest.tika;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;

/// Notes of a web page: a raised or bracketed number, letter or sign that links to a place of the
/// page, and the block that begins there. The number is shown in brackets; the note stays where it
/// is, mostly at the page's end.
final class HtmlNotes {
  private static final Pattern MARK =
      Pattern.compile("[\\[(]?([0-9]{1,4}|[A-Za-z]{1,2}|[ivxlc]{1,7}|[*†‡§¶#]{1,4})[\\])]?");

  /// What leads from a note back to its mark.
  private static final Pattern ARROW = Pattern.compile("[\\s\\[\\]^↑↩↵⏎\\uFE0E\\uFE0F]+");

  private static final Pattern LEADING_ARROW = Pattern.compile("^[\\s^↑↩]+");

  /// Where a mark stands.
  ///
  /// @param from start of the block that the mark stands in, or before it
  /// @param before how often the mark stands in that block before this one
  private record Reference(String mark, int from, int before) {
    String bracketed() {
      return NoteMark.bracketed(mark);
    }
  }

  private final StringBuilder current;
  private final NormalText text;
  private final Map<String, Reference> references = new HashMap<>();

  /// What the block that begins is the note of; null for a block that is none.
  private @Nullable Reference note;

  private int raised;

  /// Where raised words begin in the block, like the open link below.
  private int raisedFrom = -1;

  /// Where the open link begins in the block; -1 for none.
  private int link = -1;

  private String target = "";
  private boolean marked;

  /// @param current the block that is being read
  HtmlNotes(StringBuilder current, NormalText text) {
    this.current = current;
    this.text = text;
  }

  void start(String name, Attributes attributes) {
    begins(attributes.getValue("id"));
    switch (name) {
      case "sup" -> {
        raised++;
        raisedFrom = current.length();
        marked |= link >= 0;
      }
      case "a" -> {
        begins(attributes.getValue("name"));
        String href = attributes.getValue("href");
        if (href != null && href.startsWith("#")) {
          link = current.length();
          target = href.substring(1);
          marked = raised > 0 || isReference(attributes);
        }
      }
      default -> {}
    }
  }

  private void begins(@Nullable String id) {
    Reference reference = id == null ? null : references.get(id);
    if (reference != null && current.toString().isBlank()) {
      note = reference;
      references.remove(id);
    }
  }

  private static boolean isReference(Attributes attributes) {
    return "doc-noteref".equals(attributes.getValue("role"))
        || "noteref".equals(attributes.getValue("epub:type"));
  }

  void end(String name) {
    switch (name) {
      case "sup" -> {
        raised = Math.max(0, raised - 1);
        Reference open = note;
        if (open != null && raisedFrom >= 0 && is(open, current.substring(raisedFrom).strip())) {
          current.setLength(raisedFrom);
        }
        raisedFrom = -1;
      }
      case "a" -> {
        if (link >= 0) {
          endLink(current.substring(link).strip());
        }
        link = -1;
      }
      default -> {}
    }
  }

  private void endLink(String words) {
    Matcher mark = MARK.matcher(words);
    boolean known = mark.matches();
    if (note != null && leadsBack(note, words, known ? mark.group(1) : "")) {
      current.setLength(link);
    } else if (known && (marked || words.startsWith("[") || isBracketed(words))) {
      boolean bare = !isBracketed(words);
      current.setLength(bare ? link : link - 1);
      Reference reference =
          new Reference(mark.group(1), text.length(), NoteMark.count(current, mark.group(1)));
      references.putIfAbsent(target, reference);
      current.append(reference.bracketed(), 0, reference.bracketed().length() - (bare ? 0 : 1));
    }
  }

  /// Whether a link in a note leads back from it: an arrow, its own mark, a mark at its start.
  private boolean leadsBack(Reference open, String words, String mark) {
    String before = current.substring(0, link);
    return ARROW.matcher(words).matches()
        || is(open, mark)
        || (!mark.isEmpty() && (before.isBlank() || ARROW.matcher(before).matches()));
  }

  private static boolean is(Reference note, String mark) {
    return note.mark().equals(mark);
  }

  /// Whether the bracket before a link is not part of it.
  private boolean isBracketed(String words) {
    return link > 0
        && current.charAt(link - 1) == '['
        && !words.startsWith("[")
        && !words.endsWith("]");
  }

  /// A block ends, so that no link of it goes on.
  void flushed() {
    link = -1;
    raisedFrom = -1;
  }

  /// Puts a block that is a note into the text; returns whether it is one.
  ///
  /// @param running whether the block is running text, which a note is
  boolean takes(String raw, boolean running) {
    Reference open = note;
    note = null;
    if (open == null || !running) {
      return false;
    }
    int at = text.behind(open.bracketed(), open.before(), open.from());
    text.footnote(open.mark(), LEADING_ARROW.matcher(raw).replaceFirst(""), at);
    return true;
  }
}
