package lectern.ingest.tika;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.io.RandomAccessStreamCache.StreamCacheCreateFunction;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.pdf.PDFParser;
import org.jspecify.annotations.Nullable;

/// Tika's parser of PDF, spared of what draws and shows no text. Where a [Reading] is in the
/// context, the text of the pages goes there, and Tika's XHTML holds only what else the file has:
/// annotations, forms, attachments.
final class PdfTextParser extends PDFParser {
  private static final long serialVersionUID = 1;

  /// Takes the text of the pages.
  static final class Reading {
    private final Budget budget;
    private @Nullable PdfText text;
    private @Nullable Scans scans;

    Reading(Budget budget) {
      this.budget = budget;
    }

    /// Null until the file is open.
    @Nullable PdfText text() {
      return text;
    }

    /// Null until the file is open.
    @Nullable Scans scans() {
      return scans;
    }
  }

  @Override
  protected PDDocument getPDDocument(
      InputStream in,
      String password,
      StreamCacheCreateFunction cache,
      Metadata metadata,
      ParseContext context)
      throws IOException {
    return read(super.getPDDocument(in, password, cache, metadata, context), context);
  }

  @Override
  protected PDDocument getPDDocument(
      Path file,
      String password,
      StreamCacheCreateFunction cache,
      Metadata metadata,
      ParseContext context)
      throws IOException {
    return read(super.getPDDocument(file, password, cache, metadata, context), context);
  }

  private static PDDocument read(PDDocument document, ParseContext context) throws IOException {
    TextContents.ofEachPage(document);
    Reading reading = context.get(Reading.class);
    if (reading != null) {
      PdfText text = PdfText.of(document, reading.budget);
      reading.text = text;
      reading.scans = Scans.read(document, text, reading.budget.ocr());
      document.getPages().forEach(page -> page.getCOSObject().removeItem(COSName.CONTENTS));
    }
    return document;
  }
}
