package lectern.ingest.tika;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.tika.mime.MediaType;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.utils.XMLReaderUtils;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;

/// Text and structure of an OpenDocument text. Tika's own reader of that format shows what was
/// deleted with the change tracked as text, and comments and notes in the midst of the sentences
/// they belong to; members and metadata stay its own.
final class OpenDocumentText {
  private static final String TYPE = "application/vnd.oasis.opendocument.text";

  private final ZipFile file;
  private final OpenDocumentNumbering numbering = new OpenDocumentNumbering();
  private final TrackedChanges changes = new TrackedChanges();
  private final NormalText text;
  private final Budget budget;
  private int comments;

  private OpenDocumentText(ZipFile file, NormalText text, Budget budget) {
    this.file = file;
    this.text = text;
    this.budget = budget;
  }

  static boolean reads(MediaType type) {
    return type.getBaseType().toString().startsWith(TYPE);
  }

  /// Reads a document into a text.
  ///
  /// @return facts of its revision: `changes`, `comments`
  static Map<String, String> read(Path path, NormalText text, Budget budget) throws Exception {
    try (ZipFile file = new ZipFile(path.toFile())) {
      return new OpenDocumentText(file, text, budget).read();
    }
  }

  private Map<String, String> read() throws Exception {
    parse("styles.xml", numbering);
    parse("content.xml", numbering);
    margins("header");
    OpenDocumentReader body = reader(new OfficeBlocks(text));
    parse("content.xml", body);
    comments += body.comments();
    margins("footer");
    return changes.facts(comments);
  }

  private void margins(String kind) throws Exception {
    Margins margins = new Margins(kind);
    parse("styles.xml", margins);
    comments += margins.reader.comments();
  }

  private OpenDocumentReader reader(OfficeHandler blocks) {
    return new OpenDocumentReader(numbering, changes, budget, blocks);
  }

  private void parse(String name, DefaultHandler handler) throws Exception {
    ZipEntry part = file.getEntry(name);
    if (part != null) {
      try (InputStream in = file.getInputStream(part)) {
        XMLReaderUtils.parseSAX(in, handler, new ParseContext());
      }
    }
  }

  /// Reads headers or footers: those of a first page are its letterhead, the others are furniture.
  private final class Margins extends DefaultHandler {
    private final Set<String> kinds;
    private final Set<String> shown = new HashSet<>();
    private final OpenDocumentReader reader = reader(this::paragraph);
    private String open = "";

    Margins(String kind) {
      this.kinds = Set.of(kind, kind + "-left", kind + "-first");
    }

    private void paragraph(OfficeParagraph paragraph) {
      // Every page style has its own, mostly with the same words.
      if (!paragraph.isBlank() && shown.add(paragraph.shown().strip())) {
        if (open.endsWith("-first")) {
          text.paragraph(paragraph.shown());
        } else {
          text.furniture(paragraph.shown());
        }
      }
    }

    @Override
    public void startElement(String uri, String local, String name, Attributes attributes) {
      if (open.isEmpty() && kinds.contains(local)) {
        open = local;
      } else if (!open.isEmpty()) {
        reader.startElement(uri, local, name, attributes);
      }
    }

    @Override
    public void endElement(String uri, String local, String name) {
      if (open.equals(local)) {
        open = "";
      } else if (!open.isEmpty()) {
        reader.endElement(uri, local, name);
      }
    }

    @Override
    public void characters(char[] chars, int start, int length) {
      if (!open.isEmpty()) {
        reader.characters(chars, start, length);
      }
    }
  }
}
