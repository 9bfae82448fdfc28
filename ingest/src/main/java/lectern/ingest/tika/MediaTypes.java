package lectern.ingest.tika;

import java.util.Set;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MediaTypeRegistry;

/// What is to be done with a kind of file.
final class MediaTypes {
  enum Route {
    /// Text with lines: read by ourselves.
    TEXT,
    /// Text of a program or of data, where white space matters.
    CODE,
    MARKDOWN,
    CSV,
    /// A mail: header lines, body, attachments.
    MAIL,
    OUTLOOK,
    PDF,
    SHEETS,
    SLIDES,
    /// Holds documents and no text of its own.
    ARCHIVE,
    /// Outlook's own store of mails: its parser gives no mail as a file.
    MAIL_STORE,
    /// Everything else that a parser knows.
    PARAGRAPHS,
    /// Nothing is known of the bytes.
    UNKNOWN,
    /// A picture that may show a page.
    PICTURE,
    /// Known, and known to hold no text: drawings, sounds, programs.
    NO_TEXT
  }

  private static final Set<String> ARCHIVES =
      Set.of(
          "application/zip",
          "application/x-tar",
          "application/x-gtar",
          "application/x-7z-compressed",
          "application/x-rar-compressed",
          "application/gzip",
          "application/zlib",
          "application/x-bzip",
          "application/x-bzip2",
          "application/x-xz",
          "application/x-lzma",
          "application/zstd",
          "application/x-archive",
          "application/x-arj",
          "application/x-cpio",
          "application/java-archive",
          "application/x-tika-unix-dump",
          "application/mbox");

  private static final Set<String> NO_TEXT =
      Set.of(
          "application/java-vm",
          "application/x-executable",
          "application/x-sharedlib",
          "application/x-object",
          "application/x-msdownload",
          "application/x-dosexec",
          "application/x-sqlite3",
          "application/x-hdf",
          "application/x-font-ttf",
          "application/x-font-type1",
          "application/x-shockwave-flash",
          "application/ogg",
          "application/dicom",
          "application/wasm");

  /// What scanners, cameras and screens make.
  private static final Set<String> PICTURES = Set.of("image/png", "image/jpeg", "image/tiff");

  private static final Set<String> SHEETS =
      Set.of(
          "application/vnd.ms-excel",
          "application/vnd.ms-excel.sheet.macroenabled.12",
          "application/vnd.ms-excel.sheet.binary.macroenabled.12",
          "application/vnd.ms-excel.template.macroenabled.12",
          "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
          "application/vnd.openxmlformats-officedocument.spreadsheetml.template",
          "application/vnd.oasis.opendocument.spreadsheet",
          "application/vnd.oasis.opendocument.spreadsheet-template");

  private static final Set<String> SLIDES =
      Set.of(
          "application/vnd.ms-powerpoint",
          "application/vnd.ms-powerpoint.presentation.macroenabled.12",
          "application/vnd.ms-powerpoint.template.macroenabled.12",
          "application/vnd.ms-powerpoint.slideshow.macroenabled.12",
          "application/vnd.openxmlformats-officedocument.presentationml.presentation",
          "application/vnd.openxmlformats-officedocument.presentationml.template",
          "application/vnd.openxmlformats-officedocument.presentationml.slideshow");

  private static final Set<String> PROSE =
      Set.of(
          "text/plain",
          "text/x-log",
          "text/x-rst",
          "text/asciidoc",
          "text/x-tika-text-based-message");

  private final MediaTypeRegistry registry;

  MediaTypes(MediaTypeRegistry registry) {
    this.registry = registry;
  }

  Route route(MediaType type) {
    MediaType base = type.getBaseType();
    String name = base.toString();
    if (name.equals("application/octet-stream")) {
      return Route.UNKNOWN;
    }
    if (isArchive(name)) {
      return Route.ARCHIVE;
    }
    if (PICTURES.contains(name)) {
      return Route.PICTURE;
    }
    if (NO_TEXT.contains(name)
        || switch (base.getType()) {
          case "image", "audio", "video", "font" -> true;
          default -> false;
        }) {
      return Route.NO_TEXT;
    }
    if (SHEETS.contains(name)) {
      return Route.SHEETS;
    }
    if (SLIDES.contains(name)) {
      return Route.SLIDES;
    }
    return switch (name) {
      case "application/pdf" -> Route.PDF;
      case "application/vnd.ms-outlook" -> Route.OUTLOOK;
      case "application/vnd.ms-outlook-pst" -> Route.MAIL_STORE;
      case "message/rfc822", "message/news", "multipart/related", "message/x-emlx" -> Route.MAIL;
      case "text/x-web-markdown", "text/markdown" -> Route.MARKDOWN;
      case "text/csv", "text/tab-separated-values" -> Route.CSV;
      default -> name.startsWith("application/x-isatab") ? Route.CSV : lines(base, name);
    };
  }

  static boolean isArchive(String type) {
    return ARCHIVES.contains(type);
  }

  /// Whether a type of Route.CSV says that its separator is the tab.
  static boolean isSeparatedByTabs(MediaType type) {
    return !type.getSubtype().equals("csv");
  }

  private Route lines(MediaType base, String name) {
    boolean parsed =
        isA(base, MediaType.TEXT_HTML)
            || isA(base, MediaType.APPLICATION_XML)
            || isA(base, MediaType.application("rtf"))
            || isA(base, MediaType.application("xhtml+xml"))
            || base.getType().equals("message")
            || base.getType().equals("multipart");
    if (parsed || !isA(base, MediaType.TEXT_PLAIN)) {
      return Route.PARAGRAPHS;
    }
    return PROSE.contains(name) ? Route.TEXT : Route.CODE;
  }

  private boolean isA(MediaType type, MediaType ancestor) {
    return type.equals(ancestor) || registry.isInstanceOf(type, ancestor);
  }
}
