package lectern.ingest.tika;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.apache.pdfbox.io.RandomAccessStreamCache.StreamCacheCreateFunction;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.pdf.PDFParser;

/// Tika's parser of PDF, spared of what draws and shows no text.
final class PdfTextParser extends PDFParser {
  private static final long serialVersionUID = 1;

  @Override
  protected PDDocument getPDDocument(
      InputStream in,
      String password,
      StreamCacheCreateFunction cache,
      Metadata metadata,
      ParseContext context)
      throws IOException {
    return TextContents.ofEachPage(super.getPDDocument(in, password, cache, metadata, context));
  }

  @Override
  protected PDDocument getPDDocument(
      Path file,
      String password,
      StreamCacheCreateFunction cache,
      Metadata metadata,
      ParseContext context)
      throws IOException {
    return TextContents.ofEachPage(super.getPDDocument(file, password, cache, metadata, context));
  }
}
