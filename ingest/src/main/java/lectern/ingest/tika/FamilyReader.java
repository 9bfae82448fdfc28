package lectern.ingest.tika;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lectern.ingest.DocumentId;
import lectern.ingest.Locator;
import lectern.ingest.ParseResult;
import lectern.ingest.ParseResult.Reason;
import lectern.ingest.ParseResult.Rejected;
import lectern.ingest.SourceDocument;
import lectern.ingest.tika.MediaTypes.Route;
import org.apache.tika.config.ServiceLoader;
import org.apache.tika.detect.DefaultDetector;
import org.apache.tika.detect.Detector;
import org.apache.tika.detect.EncodingDetector;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MimeTypes;
import org.apache.tika.parser.AutoDetectParser;
import org.apache.tika.parser.DefaultParser;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.parser.external.CompositeExternalParser;
import org.apache.tika.parser.microsoft.OfficeParserConfig;
import org.apache.tika.parser.ocr.TesseractOCRParser;
import org.apache.tika.parser.pdf.PDFParserConfig;

/// Reads a file and the documents within it. Lives in the worker; used by one thread.
final class FamilyReader {
  /// A document of the family while it is read: its own, then its members.
  record Member(Path file, DocumentId id, String name, String revision, int depth) {}

  /// What came of one member.
  sealed interface Outcome {
    record Read(List<SourceDocument> documents) implements Outcome {}

    record NotRead(Rejected rejected) implements Outcome {}
  }

  /// Past this share of control and replacement characters, lines are no text.
  private static final double MAX_UNREADABLE = 0.02;

  /// The same for formats with a parser, where some control characters are markup of old programs.
  private static final double MAX_UNREADABLE_PARSED = 0.2;

  private static final long OUTPUT_THRESHOLD_CHARS = 64_000_000;

  private final Detector detector;
  private final AutoDetectParser parser;
  private final MediaTypes types;
  private final Path folder;

  /// @param folder where members are unpacked
  FamilyReader(Path folder) {
    this.folder = folder;
    MimeTypes mimeTypes = MimeTypes.getDefaultMimeTypes();
    ServiceLoader loader = new ServiceLoader(FamilyReader.class.getClassLoader());
    this.detector = new DefaultDetector(mimeTypes, loader);
    Set<Class<? extends Parser>> excluded =
        Set.of(TesseractOCRParser.class, CompositeExternalParser.class);
    Parser all = new DefaultParser(mimeTypes.getMediaTypeRegistry(), loader, excluded);
    this.parser = new AutoDetectParser(detector, all);
    // Missing spreadsheet rows come as empty ones and look like a zip bomb; our own limit on text
    // stands before this one.
    parser.getAutoDetectParserConfig().setOutputThreshold(OUTPUT_THRESHOLD_CHARS);
    this.types = new MediaTypes(mimeTypes.getMediaTypeRegistry());
  }

  ParseResult read(Request request, Path file) {
    Budget budget = new Budget(request);
    Outcome outcome =
        member(new Member(file, request.id(), request.fileName(), request.revision(), 0), budget);
    if (budget.reached() != null) {
      return new Rejected(Reason.TOO_LARGE, budget.reached());
    }
    return switch (outcome) {
      case Outcome.Read(List<SourceDocument> documents) -> new ParseResult.Parsed(documents);
      case Outcome.NotRead(Rejected rejected) -> rejected;
    };
  }

  Outcome member(Member member, Budget budget) {
    Metadata metadata = new Metadata();
    metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, member.name());
    try (TikaInputStream in = TikaInputStream.get(member.file(), metadata)) {
      if (in.getLength() == 0) {
        return rejected(Reason.EMPTY, "no bytes");
      }
      MediaType type = detector.detect(in, metadata);
      Route route = types.route(type);
      if (route == Route.UNKNOWN && isUtf16(member.file())) {
        type = MediaType.TEXT_PLAIN;
        route = Route.TEXT;
      }
      return switch (route) {
        case UNKNOWN -> rejected(Reason.UNSUPPORTED_TYPE, "no known kind of file");
        case NO_TEXT -> rejected(Reason.UNSUPPORTED_TYPE, type + " holds no text");
        case TEXT, CODE, MARKDOWN, CSV -> lines(member, type, route, budget);
        case PDF, SHEETS, SLIDES, PARAGRAPHS, MAIL, OUTLOOK, ARCHIVE ->
            parsed(member, in, metadata, type, route, budget);
      };
    } catch (Exception | StackOverflowError | LinkageError e) {
      return new Outcome.NotRead(Rejections.of(e));
    }
  }

  private Outcome lines(Member member, MediaType type, Route route, Budget budget)
      throws IOException {
    if (Files.size(member.file()) > 4L * budget.maxTextChars()) {
      budget.stop("its text is longer than " + budget.maxTextChars() + " characters");
    }
    String source = Encodings.decode(Files.readAllBytes(member.file()));
    NormalText text = new NormalText(budget, false);
    LineReader reader = new LineReader(text);
    switch (route) {
      case MARKDOWN -> reader.markdown(source);
      case CSV -> reader.csv(source);
      case CODE -> reader.code(source);
      default -> reader.prose(source);
    }
    return finished(
        member, text, new Metadata(), type, route, budget, "no text", List.of(), List.of());
  }

  private Outcome parsed(
      Member member,
      TikaInputStream in,
      Metadata metadata,
      MediaType type,
      Route route,
      Budget budget)
      throws Exception {
    metadata.set(TikaCoreProperties.CONTENT_TYPE_PARSER_OVERRIDE, type.toString());
    NormalText text = new NormalText(budget, route == Route.PARAGRAPHS);
    XhtmlReader reader = new XhtmlReader(text, budget, numbering(route));
    Members members = new Members(this, member, budget, folder, route == Route.ARCHIVE);
    if (route == Route.MAIL || route == Route.OUTLOOK) {
      text.at(new Locator.MailPart("body"));
    }
    parser.parse(in, reader, metadata, context(members));
    String none =
        reader.pages() > 0
            ? "no text; "
                + reader.emptyPages()
                + " of "
                + reader.pages()
                + " pages have no text layer"
            : "no text";
    return finished(
        member, text, metadata, type, route, budget, none, members.documents(), members.skipped());
  }

  private Outcome finished(
      Member member,
      NormalText text,
      Metadata metadata,
      MediaType type,
      Route route,
      Budget budget,
      String none,
      List<SourceDocument> members,
      List<String> skipped)
      throws IOException {
    boolean mail = route == Route.MAIL || route == Route.OUTLOOK;
    boolean archive = route == Route.ARCHIVE;
    boolean lines = route == Route.TEXT || route == Route.CODE;
    if (text.unreadable()
        > (lines ? MAX_UNREADABLE : MAX_UNREADABLE_PARSED) * (text.length() + text.unreadable())) {
      return rejected(
          lines ? Reason.UNSUPPORTED_TYPE : Reason.CORRUPT,
          "most of it is not readable as text: "
              + text.unreadable()
              + " unreadable characters beside "
              + text.length());
    }
    if (text.isEmpty() && members.isEmpty() && !mail) {
      if (budget.tooDeep()) {
        return rejected(
            Reason.TOO_LARGE, "its members are nested deeper than " + budget.maxDepth());
      }
      return rejected(
          route == Route.PARAGRAPHS && !isDocument(type) ? Reason.UNSUPPORTED_TYPE : Reason.EMPTY,
          skipped.isEmpty() ? none : "no member has text: " + skipped.size() + " left out");
    }
    Map<String, String> facts = Facts.of(metadata, mail);
    if (!skipped.isEmpty()) {
      facts.put("skipped", Rejections.line(note(skipped)));
    }
    FinishedText shown = FinishedText.of(text, mail ? Facts.mailHeader(facts) : List.of());
    if (shown.text().isEmpty()) {
      if (members.isEmpty()) {
        return rejected(Reason.EMPTY, none);
      }
      shown = FinishedText.listing(members.stream().map(SourceDocument::id).toList(), member.id());
    }
    String title =
        Titles.of(
            archive ? null : metadata.get(TikaCoreProperties.TITLE),
            archive ? List.of() : shown.blocks(),
            shown.text(),
            route == Route.PDF,
            member.name());
    List<SourceDocument> family = new ArrayList<>();
    family.add(
        new SourceDocument(
            member.id(),
            member.revision(),
            title,
            type.getBaseType().toString(),
            shown.text(),
            shown.blocks(),
            shown.locators(),
            facts,
            Files.size(member.file())));
    family.addAll(members);
    return new Outcome.Read(family);
  }

  private static String note(List<String> skipped) {
    return skipped.size()
        + (skipped.size() == 1 ? " member: " : " members: ")
        + String.join("; ", skipped);
  }

  private static Outcome rejected(Reason reason, String detail) {
    return new Outcome.NotRead(new Rejected(reason, detail));
  }

  private ParseContext context(EmbeddedDocumentExtractor members) {
    ParseContext context = new ParseContext();
    context.set(EmbeddedDocumentExtractor.class, members);
    context.set(EncodingDetector.class, new Encodings());
    PDFParserConfig pdf = new PDFParserConfig();
    pdf.setOcrStrategy(PDFParserConfig.OCR_STRATEGY.NO_OCR);
    pdf.setExtractBookmarksText(false);
    context.set(PDFParserConfig.class, pdf);
    OfficeParserConfig office = new OfficeParserConfig();
    // Rows are counted to tell cells apart, so that missing ones must come too.
    office.setIncludeMissingRows(true);
    office.setIncludeSlideMasterContent(false);
    context.set(OfficeParserConfig.class, office);
    return context;
  }

  private static XhtmlReader.Numbering numbering(Route route) {
    return switch (route) {
      case PDF -> XhtmlReader.Numbering.PAGES;
      case SHEETS -> XhtmlReader.Numbering.SHEETS;
      case SLIDES -> XhtmlReader.Numbering.SLIDES;
      case MAIL -> XhtmlReader.Numbering.MAIL;
      case OUTLOOK -> XhtmlReader.Numbering.OUTLOOK;
      default -> XhtmlReader.Numbering.PARAGRAPHS;
    };
  }

  /// Whether a file of this type is expected to hold text.
  private static boolean isDocument(MediaType type) {
    String name = type.toString();
    return name.contains("word")
        || name.contains("opendocument")
        || name.contains("officedocument")
        || name.contains("html")
        || name.contains("xml")
        || name.contains("rtf")
        || name.contains("epub");
  }

  private static boolean isUtf16(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return Encodings.utf16(in.readNBytes(1 << 16)) != null;
    }
  }
}
