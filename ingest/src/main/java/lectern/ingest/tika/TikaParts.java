package lectern.ingest.tika;

import java.io.InputStream;
import java.util.Set;
import org.apache.tika.config.ServiceLoader;
import org.apache.tika.detect.DefaultDetector;
import org.apache.tika.detect.Detector;
import org.apache.tika.detect.EncodingDetector;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MimeTypes;
import org.apache.tika.parser.AutoDetectParser;
import org.apache.tika.parser.DefaultParser;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.parser.external.CompositeExternalParser;
import org.apache.tika.parser.html.HtmlMapper;
import org.apache.tika.parser.html.IdentityHtmlMapper;
import org.apache.tika.parser.microsoft.OfficeParserConfig;
import org.apache.tika.parser.ocr.TesseractOCRParser;
import org.apache.tika.parser.pdf.PDFParser;
import org.apache.tika.parser.pdf.PDFParserConfig;
import org.xml.sax.ContentHandler;

/// Tika as we want it: no programs of the machine, our own way with scans, members, encodings and
/// HTML.
final class TikaParts {
  private static final long OUTPUT_THRESHOLD_CHARS = 64_000_000;

  /// Web pages nest deeper than Tika's 100; the worker's stack takes more than this.
  private static final int MAX_ELEMENT_DEPTH = 20_000;

  private TikaParts() {}

  static Detector detector() {
    return new DefaultDetector(MimeTypes.getDefaultMimeTypes(), loader());
  }

  static AutoDetectParser parser(Detector detector) {
    Set<Class<? extends Parser>> excluded =
        Set.of(TesseractOCRParser.class, CompositeExternalParser.class, PDFParser.class);
    Parser all =
        new DefaultParser(
            MimeTypes.getDefaultMimeTypes().getMediaTypeRegistry(), loader(), excluded);
    AutoDetectParser parser = new AutoDetectParser(detector, all, new PdfTextParser());
    // Spreadsheets with many empty rows look like zip bombs; our own limit on text stands before
    // this one.
    parser.getAutoDetectParserConfig().setOutputThreshold(OUTPUT_THRESHOLD_CHARS);
    parser.getAutoDetectParserConfig().setMaximumDepth(MAX_ELEMENT_DEPTH);
    return parser;
  }

  /// What parsers are told for one document.
  ///
  /// @param fillsRows whether spreadsheet rows that are not there come as empty ones
  static ParseContext context(EmbeddedDocumentExtractor members, boolean fillsRows) {
    ParseContext context = new ParseContext();
    context.set(EmbeddedDocumentExtractor.class, members);
    context.set(EncodingDetector.class, new Encodings());
    // Tika's own mapper loses line breaks; what it leaves out we leave out ourselves.
    context.set(HtmlMapper.class, IdentityHtmlMapper.INSTANCE);
    PDFParserConfig pdf = new PDFParserConfig();
    pdf.setOcrStrategy(PDFParserConfig.OCR_STRATEGY.NO_OCR);
    pdf.setExtractBookmarksText(false);
    context.set(PDFParserConfig.class, pdf);
    OfficeParserConfig office = new OfficeParserConfig();
    office.setIncludeMissingRows(fillsRows);
    office.setIncludeSlideMasterContent(false);
    // It keeps no tree of the document, and the text is not taken from it.
    office.setUseSAXDocxExtractor(true);
    context.set(OfficeParserConfig.class, office);
    return context;
  }

  /// Pictures and the like within the text of a mail.
  static final class NoMembers implements EmbeddedDocumentExtractor {
    @Override
    public boolean shouldParseEmbedded(Metadata metadata) {
      return false;
    }

    @Override
    public void parseEmbedded(
        InputStream in, ContentHandler handler, Metadata metadata, boolean outputHtml) {}
  }

  private static ServiceLoader loader() {
    return new ServiceLoader(TikaParts.class.getClassLoader());
  }
}
