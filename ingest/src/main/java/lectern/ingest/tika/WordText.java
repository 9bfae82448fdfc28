package lectern.ingest.tika;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackageAccess;
import org.apache.poi.openxml4j.opc.PackagePart;
import org.apache.poi.openxml4j.opc.PackageRelationship;
import org.apache.poi.openxml4j.opc.PackagingURIHelper;
import org.apache.poi.openxml4j.opc.TargetMode;
import org.apache.tika.mime.MediaType;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.utils.XMLReaderUtils;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;

/// Text and structure of a Word document in Office Open XML. Tika's own readers of that format show
/// deleted words or rows as text, leave paragraphs apart whose end was deleted, and drop the
/// numbers of automatic numbering or the table header rows; members and metadata stay theirs.
final class WordText {
  /// Ends of relationship types, which begin differently in strict documents.
  private static final String MAIN = "/officeDocument";

  private final PackagePart main;
  private final NormalText text;
  private final Budget budget;
  private final WordStyles styles = new WordStyles();
  private final WordNotes notes = new WordNotes();
  private final TrackedChanges changes = new TrackedChanges();

  private WordText(PackagePart main, NormalText text, Budget budget) {
    this.main = main;
    this.text = text;
    this.budget = budget;
  }

  static boolean reads(MediaType type) {
    String name = type.getBaseType().toString();
    return name.contains("wordprocessingml") || name.startsWith("application/vnd.ms-word.");
  }

  /// Reads a document into a text.
  ///
  /// @return facts of its revision: `changes`, `comments`
  static Map<String, String> read(Path file, NormalText text, Budget budget) throws Exception {
    try (OPCPackage opened = OPCPackage.open(file.toFile(), PackageAccess.READ)) {
      for (PackageRelationship relation : opened.getRelationships()) {
        PackagePart main =
            relation.getRelationshipType().endsWith(MAIN) ? opened.getPart(relation) : null;
        if (main != null) {
          return new WordText(main, text, budget).read();
        }
      }
      return Map.of();
    }
  }

  private Map<String, String> read() throws Exception {
    WordNumbering numbering = new WordNumbering(styles);
    WordSections settings = new WordSections(notes);
    WordSections sections = new WordSections(notes);
    Comments comments = new Comments();
    parse(part("/styles"), styles);
    parse(part("/numbering"), numbering);
    parse(part("/settings"), settings);
    parse(part("/comments"), comments);
    parse(main, sections);
    WordParagraphs outside = new WordParagraphs(styles, new WordNumbering(styles), new WordNotes());
    parse(part("/footnotes"), reader(outside, notes.taking(WordNotes.Kind.FOOTNOTE)));
    parse(part("/endnotes"), reader(outside, notes.taking(WordNotes.Kind.ENDNOTE)));
    margins("/header", sections, outside);
    parse(main, reader(new WordParagraphs(styles, numbering, notes), new OfficeBlocks(text)));
    margins("/footer", sections, outside);
    return changes.facts(comments.count);
  }

  /// Reads headers or footers: those of a first page are its letterhead, the others are furniture.
  private void margins(String kind, WordSections sections, WordParagraphs kinds) throws Exception {
    for (PackageRelationship relation : main.getRelationships()) {
      boolean running = sections.running().contains(relation.getId());
      if (relation.getRelationshipType().endsWith(kind)
          && (running || sections.first().contains(relation.getId()))) {
        parse(
            part(relation),
            reader(
                kinds,
                paragraph -> {
                  if (running) {
                    text.furniture(paragraph.shown());
                  } else {
                    text.paragraph(paragraph.shown());
                  }
                }));
      }
    }
  }

  private WordReader reader(WordParagraphs kinds, OfficeHandler blocks) {
    return new WordReader(kinds, changes, budget, blocks);
  }

  private @Nullable PackagePart part(String kind) throws OpenXML4JException {
    for (PackageRelationship relation : main.getRelationships()) {
      if (relation.getRelationshipType().endsWith(kind)) {
        return part(relation);
      }
    }
    return null;
  }

  /// The part that a relationship leads to; null for one outside of the file, or not there.
  private @Nullable PackagePart part(PackageRelationship relation) throws OpenXML4JException {
    return relation.getTargetMode() == TargetMode.EXTERNAL
        ? null
        : main.getPackage().getPart(PackagingURIHelper.createPartName(relation.getTargetURI()));
  }

  private static void parse(@Nullable PackagePart part, DefaultHandler handler) throws Exception {
    if (part != null) {
      try (InputStream in = part.getInputStream()) {
        XMLReaderUtils.parseSAX(in, handler, new ParseContext());
      }
    }
  }

  private static final class Comments extends WordPart {
    private int count;

    @Override
    void start(String name, Attributes attributes) {
      count += name.equals("comment") ? 1 : 0;
    }
  }
}
