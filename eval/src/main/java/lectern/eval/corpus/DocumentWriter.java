package lectern.eval.corpus;

import java.io.IOException;
import java.util.Locale;

/// Turns a manuscript into the bytes of one format: the same manuscript into the same bytes,
/// always.
interface DocumentWriter {

  byte[] write(Manuscript manuscript) throws IOException;

  /// The writer for a path's ending.
  static DocumentWriter of(String path) {
    return switch (ending(path)) {
      case "pdf" -> new PdfWriter();
      case "docx" -> new DocxWriter();
      case "odt" -> new OdtWriter();
      case "xlsx" -> new XlsxWriter();
      case "html" -> new HtmlWriter();
      case "rtf" -> new RtfWriter();
      case "md" -> new MarkdownWriter();
      case "txt" -> new TextWriter();
      default -> throw new IllegalArgumentException("No writer for " + path);
    };
  }

  static String ending(String path) {
    return path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  /// The media type for a path's ending, as a file listing would guess it.
  static String mediaType(String path) {
    return switch (ending(path)) {
      case "pdf" -> "application/pdf";
      case "docx" -> "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
      case "xlsx" -> "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
      case "odt" -> "application/vnd.oasis.opendocument.text";
      case "html" -> "text/html";
      case "eml" -> "message/rfc822";
      case "rtf" -> "application/rtf";
      case "md" -> "text/markdown";
      case "txt", "gitattributes" -> "text/plain";
      case "xml" -> "application/xml";
      case "zip" -> "application/zip";
      case "jsonl" -> "application/jsonl";
      case "tsv" -> "text/tab-separated-values";
      default -> throw new IllegalArgumentException("No media type for " + path);
    };
  }
}
