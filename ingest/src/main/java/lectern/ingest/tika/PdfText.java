package lectern.ingest.tika;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDDocumentOutline;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineNode;
import org.jspecify.annotations.Nullable;

/// The text of a PDF's pages with its headings, paragraphs and running lines told apart.
final class PdfText {
  private static final int MAX_OUTLINE_ITEMS = 5_000;
  private static final int MAX_OUTLINE_DEPTH = 6;

  /// Points within which lines are of one size, or stand on one line.
  private static final float SAME = 0.7f;

  private static final float SAME_LINE = 2;

  /// A line reaches the margin from this share of the page's longest line on.
  private static final float FULL_LINE = 0.9f;

  private static final Pattern CONTENTS_ENTRY =
      Pattern.compile("(.*\\D)\\d{1,4}\\s*", Pattern.DOTALL);

  private static final Pattern CONTENTS_TITLE =
      Pattern.compile("(?i)\\s*(?:table\\s+of\\s+)?contents:?\\s*");

  /// What stands together on a page.
  ///
  /// @param rank of a heading; null for other text
  /// @param note whose words these are; null for other text
  private record Piece(
      boolean running,
      PrintedHeadings.@Nullable Rank rank,
      PrintedNotes.@Nullable Note note,
      String raw) {
    Piece(boolean running, PrintedHeadings.@Nullable Rank rank, String raw) {
      this(running, rank, null, raw);
    }
  }

  private final PrintedHeadings headings;
  private final PrintedNotes notes;
  private final Hyphens hyphens;
  private final List<List<Piece>> pages = new ArrayList<>();

  private PdfText(List<PageStripper.Page> all, Map<String, Integer> outline) {
    List<BitSet> running = RunningLines.of(all);
    List<PageStripper.Page> text = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      List<PrintedLine> lines = new ArrayList<>();
      for (int line = 0; line < all.get(i).lines().size(); line++) {
        if (!running.get(i).get(line)) {
          lines.add(all.get(i).lines().get(line));
        }
      }
      text.add(new PageStripper.Page(all.get(i).height(), lines));
    }
    this.headings = new PrintedHeadings(text, outline);
    this.notes = new PrintedNotes(all, running, headings.bodySize());
    this.hyphens = Hyphens.of(text);
    for (int i = 0; i < all.size(); i++) {
      pages.add(titled(pieces(i, all.get(i).lines(), running.get(i))));
    }
    leaveOutContents();
    for (List<Piece> pieces : pages) {
      for (Piece piece : pieces) {
        if (piece.rank() != null) {
          headings.take(piece.rank());
        }
      }
    }
  }

  /// A division's name and the title below it are one heading.
  private static List<Piece> titled(List<Piece> pieces) {
    List<Piece> joined = new ArrayList<>();
    for (Piece piece : pieces) {
      Piece before = joined.isEmpty() ? null : joined.getLast();
      if (piece.rank() != null
          && before != null
          && before.rank() != null
          && PrintedHeadings.isNumberAlone(before.raw())
          && !PrintedHeadings.isNumberAlone(piece.raw())) {
        joined.set(
            joined.size() - 1, new Piece(false, before.rank(), before.raw() + "\n" + piece.raw()));
      } else {
        joined.add(piece);
      }
    }
    return joined;
  }

  /// A heading's text and a page number after it is a line of the table of contents.
  private void leaveOutContents() {
    Set<String> keys = new HashSet<>();
    pages.forEach(
        pieces ->
            pieces.stream()
                .filter(piece -> piece.rank() != null)
                .forEach(piece -> keys.add(PrintedHeadings.key(piece.raw()))));
    for (List<Piece> pieces : pages) {
      pieces.replaceAll(
          piece -> {
            Matcher entry = CONTENTS_ENTRY.matcher(piece.raw());
            return piece.rank() != null
                    && entry.matches()
                    && keys.contains(PrintedHeadings.key(entry.group(1)))
                ? new Piece(false, null, piece.raw())
                : piece;
          });
    }
  }

  static PdfText of(PDDocument document, Budget budget) throws IOException {
    return new PdfText(PageStripper.read(document, budget), outline(document));
  }

  int pages() {
    return pages.size();
  }

  /// The lines of a page.
  ///
  /// @param number zero-based
  Stream<String> lines(int number) {
    return pages.get(number).stream().flatMap(piece -> piece.raw().lines());
  }

  /// Adds a page to the text.
  ///
  /// @param number zero-based
  void add(int number, NormalText text) {
    PrintedPage printed =
        new PrintedPage(raw -> text.printedParagraph(Joints.unwrapped(raw, hyphens)));
    for (Piece piece : pages.get(number)) {
      if (piece.running()) {
        printed.end();
        text.furniture(piece.raw());
      } else if (piece.note() != null) {
        printed.end();
        text.printedFootnote(
            piece.note().mark().text(),
            Joints.unwrapped(piece.raw(), hyphens),
            notes.place(piece.note()));
      } else if (piece.rank() != null) {
        printed.end();
        text.printedHeading(headings.level(piece.rank()), Joints.unwrapped(piece.raw(), hyphens));
      } else {
        printed.add(piece.raw());
      }
    }
    printed.end();
  }

  private List<Piece> pieces(int page, List<PrintedLine> lines, BitSet running) {
    List<Piece> found = new ArrayList<>();
    List<PrintedLine> paragraph = new ArrayList<>();
    float width = (float) lines.stream().mapToDouble(PrintedLine::right).max().orElse(0);
    int at = 0;
    while (at < lines.size()) {
      if (running.get(at)) {
        end(paragraph, found);
        found.add(new Piece(true, null, lines.get(at).text()));
        at++;
        continue;
      }
      PrintedNotes.Note note = notes.at(page, at);
      if (note != null) {
        end(paragraph, found);
        found.add(new Piece(false, null, note, notes.text(note)));
        at = note.end();
        continue;
      }
      int end = at + 1;
      while (end < lines.size()
          && !running.get(end)
          && notes.at(page, end) == null
          && together(lines.get(end - 1), lines.get(end))) {
        end++;
      }
      List<PrintedLine> run = lines.subList(at, end);
      boolean apart =
          alone(lines, at, end)
              && run.stream().noneMatch(PrintedLine::columns)
              && !goesOn(lines, end, width);
      PrintedHeadings.Rank rank = rank(lines, at, end, apart);
      if (rank != null) {
        end(paragraph, found);
        found.add(new Piece(false, rank, raw(run)));
      } else {
        if (lines.get(at).opens()) {
          end(paragraph, found);
        }
        paragraph.addAll(run);
      }
      at = end;
    }
    end(paragraph, found);
    return found;
  }

  /// The rank of some lines that follow each other; null where they are no heading.
  private PrintedHeadings.@Nullable Rank rank(
      List<PrintedLine> lines, int at, int end, boolean apart) {
    List<PrintedLine> run = lines.subList(at, end);
    String before = at == 0 ? "" : lines.get(at - 1).text();
    String after = end == lines.size() ? "" : lines.get(end).text();
    PrintedHeadings.Rank rank = headings.rank(run, apart);
    if (rank == null) {
      boolean single = apart && run.size() == 1;
      return single
          ? headings.titled(run.getFirst().text().strip(), before.strip(), after.strip())
          : null;
    }
    boolean names =
        NameLines.among(before, after) && !PrintedHeadings.isDivision(run.getFirst().text());
    return names ? null : rank;
  }

  private void end(List<PrintedLine> paragraph, List<Piece> found) {
    if (!paragraph.isEmpty()) {
      found.add(new Piece(false, null, raw(paragraph)));
      paragraph.clear();
    }
  }

  private static boolean together(PrintedLine before, PrintedLine line) {
    return !line.opens()
        && before.bold() == line.bold()
        && Math.abs(before.size() - line.size()) < SAME
        && PrintedHeadings.isCapitals(before.text()) == PrintedHeadings.isCapitals(line.text())
        && !PrintedPage.isClause(line.text())
        && !CONTENTS_TITLE.matcher(before.text()).matches()
        && !CONTENTS_TITLE.matcher(line.text()).matches();
  }

  /// Whether nothing stands beside these lines, as it would in a table.
  private static boolean alone(List<PrintedLine> lines, int start, int end) {
    boolean before =
        start > 0 && Math.abs(lines.get(start - 1).y() - lines.get(start).y()) < SAME_LINE;
    boolean after =
        end < lines.size() && Math.abs(lines.get(end - 1).y() - lines.get(end).y()) < SAME_LINE;
    return !before && !after;
  }

  /// Whether a line runs to the margin and the next one takes it up: a heading that is run into its
  /// paragraph is part of it.
  private static boolean goesOn(List<PrintedLine> lines, int end, float width) {
    return end < lines.size()
        && !lines.get(end).opens()
        && lines.get(end - 1).right() > FULL_LINE * width;
  }

  private String raw(List<PrintedLine> lines) {
    return String.join("\n", lines.stream().map(notes::text).toList());
  }

  /// Levels of the outline's titles, by [PrintedHeadings#key].
  private static Map<String, Integer> outline(PDDocument document) {
    Map<String, Integer> levels = new HashMap<>();
    try {
      PDDocumentOutline outline = document.getDocumentCatalog().getDocumentOutline();
      if (outline != null) {
        collect(outline, 1, levels, new int[1]);
      }
    } catch (RuntimeException e) {
      // A broken outline says nothing.
    }
    return levels;
  }

  private static void collect(
      PDOutlineNode node, int depth, Map<String, Integer> levels, int[] items) {
    for (PDOutlineItem item : node.children()) {
      if (++items[0] > MAX_OUTLINE_ITEMS) {
        return;
      }
      String key = item.getTitle() == null ? "" : PrintedHeadings.key(item.getTitle());
      if (key.length() > 1) {
        levels.putIfAbsent(key, depth);
      }
      if (depth < MAX_OUTLINE_DEPTH) {
        collect(item, depth + 1, levels, items);
      }
    }
  }
}
