package lectern.ingest.tika;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import lectern.ingest.DocumentId;
import lectern.ingest.Locator;
import lectern.ingest.ParseResult;
import lectern.ingest.ParseResult.Reason;
import lectern.ingest.ParseResult.Rejected;
import lectern.ingest.SourceDocument;
import lectern.ingest.tika.MediaTypes.Route;
import org.apache.tika.detect.Detector;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MimeTypes;
import org.apache.tika.parser.AutoDetectParser;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.sax.BodyContentHandler;
import org.apache.tika.sax.EmbeddedContentHandler;
import org.jspecify.annotations.Nullable;
import org.xml.sax.ContentHandler;
import org.xml.sax.helpers.DefaultHandler;

/// Reads a file and the documents within it. Lives in the worker; safe for use by its lanes.
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

  /// So many are an accident in a text of any length.
  private static final int FEW_UNREADABLE = 4;

  /// The same for formats with a parser, where some control characters are markup of old programs.
  private static final double MAX_UNREADABLE_PARSED = 0.2;

  /// Bytes of a character in UTF-32; no encoding takes more.
  private static final long MAX_CHAR_BYTES = 4;

  private static final String NO_MEMBER = "no member can be read: ";

  private final Detector detector;
  private final AutoDetectParser parser;
  private final MediaTypes types;
  private final Path folder;

  /// @param folder where members are unpacked
  FamilyReader(Path folder) {
    this.folder = folder;
    this.detector = TikaParts.detector();
    this.parser = TikaParts.parser(detector);
    this.types = new MediaTypes(MimeTypes.getDefaultMimeTypes().getMediaTypeRegistry());
  }

  ParseResult read(Request request, Path file, MoreTime time) {
    Budget budget = new Budget(request, new Ocr(request.ocr(), folder, time));
    Outcome outcome =
        member(new Member(file, request.id(), request.fileName(), request.revision(), 0), budget);
    if (budget.reached() != null) {
      return budget.reached();
    }
    return switch (outcome) {
      case Outcome.Read(List<SourceDocument> documents) -> new ParseResult.Parsed(documents);
      case Outcome.NotRead(Rejected rejected) -> rejected;
    };
  }

  Outcome member(Member member, Budget budget) {
    Metadata metadata = new Metadata();
    metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, member.name());
    @Nullable MediaType type = null;
    try (TikaInputStream in = TikaInputStream.get(member.file(), metadata)) {
      if (in.getLength() == 0) {
        return rejected(Reason.EMPTY, "no bytes");
      }
      type = detector.detect(in, metadata);
      Route route = types.route(type);
      if (route == Route.UNKNOWN && isWide(member.file())) {
        type = MediaType.TEXT_PLAIN;
        route = Route.TEXT;
      }
      return switch (route) {
        case UNKNOWN -> rejected(Reason.UNSUPPORTED_TYPE, "no known kind of file");
        case MAIL_STORE ->
            rejected(
                Reason.UNSUPPORTED_TYPE, "an Outlook data file; export its mails as .msg or .eml");
        case PICTURE -> picture(member, type, budget);
        case NO_TEXT -> rejected(Reason.UNSUPPORTED_TYPE, type + " holds no text");
        case TEXT, CODE, MARKDOWN, CSV -> lines(member, type, route, budget);
        case PDF, SHEETS, SLIDES, PARAGRAPHS, MAIL, OUTLOOK, ARCHIVE ->
            parsed(member, in, metadata, type, route, budget);
      };
    } catch (Exception | StackOverflowError | LinkageError e) {
      return new Outcome.NotRead(Rejections.of(e, type));
    }
  }

  private Outcome lines(Member member, MediaType type, Route route, Budget budget)
      throws IOException {
    if (Files.size(member.file()) > MAX_CHAR_BYTES * budget.maxTextChars()) {
      budget.stopTooLong();
    }
    String source = Encodings.decode(Files.readAllBytes(member.file()), new Metadata());
    NormalText text = new NormalText(budget, false);
    LineReader reader = new LineReader(text, true);
    switch (route) {
      case MARKDOWN -> reader.markdown(source);
      case CSV ->
          reader.csv(
              MediaTypes.isSeparatedByTabs(type)
                  ? CsvRecords.ofTabs(source)
                  : CsvRecords.of(source));
      case CODE -> reader.code(source);
      default -> reader.prose(source);
    }
    return finished(
        member,
        text,
        new Metadata(),
        Map.of(),
        type,
        route,
        budget,
        "no text",
        List.of(),
        List.of());
  }

  private Outcome picture(Member member, MediaType type, Budget budget) throws IOException {
    if (budget.ocr().advice() != null) {
      return rejected(
          Reason.UNSUPPORTED_TYPE,
          type + " holds no text but as pictures; " + budget.ocr().advice());
    }
    PictureReader pictures = new PictureReader(budget.ocr());
    NormalText text = new NormalText(budget, false);
    Rejected rejected = pictures.read(member.file(), member.depth() > 0, text);
    return rejected != null
        ? new Outcome.NotRead(rejected)
        : finished(
            member,
            text,
            new Metadata(),
            pictures.reading().facts(),
            type,
            Route.PICTURE,
            budget,
            pictures.reading().none(),
            List.of(),
            List.of());
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
    SheetRows rows =
        route == Route.SHEETS
            ? SheetRows.of(type.getBaseType().toString(), member.file())
            : SheetRows.UNKNOWN;
    PdfTextParser.Reading pages = new PdfTextParser.Reading(budget);
    XhtmlReader reader = new XhtmlReader(text, budget, numbering(route), rows, pages);
    boolean mail = route == Route.MAIL || route == Route.OUTLOOK;
    Members.Body body = (file, part, handler) -> body(text, file, part, handler, budget);
    Members members =
        new Members(
            this,
            member,
            budget,
            folder,
            route == Route.ARCHIVE,
            route == Route.MAIL ? body : null);
    if (mail) {
      text.at(new Locator.MailPart("body"));
    }
    ParseContext context = TikaParts.context(members, rows.counted());
    context.set(PdfTextParser.Reading.class, pages);
    Map<String, String> facts = Map.of();
    if (route == Route.ARCHIVE) {
      // It has no text of its own; what its parser writes are names of members it cannot open.
      parser.parse(in, new DefaultHandler(), metadata, context);
      members.addUnopened(metadata);
    } else if (WordText.reads(type)) {
      parser.parse(in, new DefaultHandler(), metadata, context);
      facts = WordText.read(member.file(), text, budget);
    } else if (OpenDocumentText.reads(type)) {
      parser.parse(in, new DefaultHandler(), metadata, context);
      facts = OpenDocumentText.read(member.file(), text, budget);
    } else {
      parser.parse(in, reader, metadata, context);
    }
    Scans scans = pages.scans();
    Map<String, String> ofText = new TreeMap<>(scans == null ? facts : scans.reading().facts());
    String none = scans == null ? "no text" : scans.reading().none();
    if (reader.unshown.chars() > 0) {
      ofText.put(SourceDocument.UNSHOWN_CHARS, Integer.toString(reader.unshown.chars()));
    }
    int pictures = members.picturesNotRead();
    if (pictures > 0) {
      ofText.put(SourceDocument.PICTURES_NOT_READ, Integer.toString(pictures));
      String advice = budget.ocr().advice();
      none += "; pictures not read: " + pictures + (advice == null ? "" : "; " + advice);
    }
    return finished(
        member,
        text,
        metadata,
        ofText,
        type,
        route,
        budget,
        none,
        members.documents(),
        members.skipped());
  }

  /// Reads a part of a mail's text: lines by ourselves, anything else by its parser.
  private void body(
      NormalText text, Path file, Metadata part, ContentHandler handler, Budget budget)
      throws Exception {
    MediaType type = MediaType.parse(part.get(Metadata.CONTENT_TYPE));
    if (type != null && type.getBaseType().equals(MediaType.TEXT_PLAIN)) {
      budget.room(Files.size(file) / MAX_CHAR_BYTES);
      new LineReader(text, false).prose(Encodings.decode(Files.readAllBytes(file), part));
      return;
    }
    try (TikaInputStream in = TikaInputStream.get(file)) {
      if (in.getLength() > 0) {
        ContentHandler inner = new EmbeddedContentHandler(new BodyContentHandler(handler));
        parser.parse(in, inner, part, TikaParts.context(new TikaParts.NoMembers(), false));
      }
    }
  }

  private Outcome finished(
      Member member,
      NormalText text,
      Metadata metadata,
      Map<String, String> ofText,
      MediaType type,
      Route route,
      Budget budget,
      String none,
      List<SourceDocument> members,
      List<Members.Skipped> skipped)
      throws IOException {
    boolean mail = route == Route.MAIL || route == Route.OUTLOOK;
    boolean archive = route == Route.ARCHIVE;
    boolean lines = route == Route.TEXT || route == Route.CODE;
    double share = lines ? MAX_UNREADABLE : MAX_UNREADABLE_PARSED;
    if (text.unreadable() > Math.max(FEW_UNREADABLE, share * (text.length() + text.unreadable()))) {
      return rejected(
          lines ? Reason.UNSUPPORTED_TYPE : Reason.CORRUPT,
          "too much of it is not readable as text: "
              + text.unreadable()
              + " unreadable characters beside "
              + text.length());
    }
    if (text.isEmpty() && members.isEmpty() && !mail) {
      if (archive && !skipped.isEmpty()) {
        return new Outcome.NotRead(unread(skipped));
      }
      return rejected(
          route == Route.PARAGRAPHS && !isDocument(type) ? Reason.UNSUPPORTED_TYPE : Reason.EMPTY,
          skipped.isEmpty() ? none : Rejections.line(none + "; left out " + note(skipped)));
    }
    Map<String, String> facts = Facts.of(metadata, mail);
    facts.putAll(ofText);
    if (!skipped.isEmpty()) {
      facts.put(SourceDocument.SKIPPED, Rejections.line(note(skipped)));
    }
    List<NormalText.Line> header = mail ? Facts.mailHeader(metadata) : List.of();
    header.forEach(line -> budget.text(line.text().length()));
    FinishedText shown = FinishedText.of(text, header);
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
            shown.repairs(),
            Languages.of(shown.text(), shown.blocks(), facts.getOrDefault("language", "")),
            facts,
            Files.size(member.file())));
    members.forEach(each -> family.add(mail ? MailFacts.inherited(each, facts) : each));
    return new Outcome.Read(family);
  }

  /// Why an archive gave no document: the first of its members that should have given one.
  private static Rejected unread(List<Members.Skipped> skipped) {
    int members = Members.Skipped.members(skipped);
    for (Members.Skipped member : skipped) {
      Rejected rejected = member.rejected();
      if (!member.isPicture()) {
        String rest = members == 1 ? "" : ", and " + (members - 1) + " more";
        return rejected.detail().startsWith(NO_MEMBER)
            ? rejected
            : new Rejected(rejected.reason(), Rejections.line(NO_MEMBER + member + rest));
      }
    }
    return new Rejected(Reason.EMPTY, "no member has text: " + members + " left out");
  }

  private static String note(List<Members.Skipped> skipped) {
    int members = Members.Skipped.members(skipped);
    return members
        + (members == 1 ? " member: " : " members: ")
        + skipped.stream().map(Members.Skipped::toString).collect(Collectors.joining("; "));
  }

  private static Outcome rejected(Reason reason, String detail) {
    return new Outcome.NotRead(new Rejected(reason, detail));
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

  private static boolean isWide(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return Encodings.wide(in.readNBytes(1 << 16)) != null;
    }
  }
}
