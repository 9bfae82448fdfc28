package lectern.ingest.tika;

import java.io.IOException;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;

/// Stands in for the contents of a PDF page and gives its [TextOperators], made when they are asked
/// for.
final class TextContents extends COSStream {
  /// Contents that have more text operators than this are parsed as they are, bit by bit.
  private static final int MAX_BYTES = 32 << 20;

  private final PDPage page;

  private TextContents(COSBase contents) {
    COSDictionary dictionary = new COSDictionary();
    dictionary.setItem(COSName.CONTENTS, contents);
    this.page = new PDPage(dictionary);
  }

  /// Puts itself in the place of each page's contents.
  static PDDocument ofEachPage(PDDocument document) {
    for (PDPage page : document.getPages()) {
      COSBase contents = page.getCOSObject().getDictionaryObject(COSName.CONTENTS);
      if (contents != null) {
        page.getCOSObject().setItem(COSName.CONTENTS, new TextContents(contents));
      }
    }
    return document;
  }

  /// Gives a page its own contents back, with all that they draw.
  static void restore(PDPage page) {
    COSBase contents = page.getCOSObject().getDictionaryObject(COSName.CONTENTS);
    if (contents instanceof TextContents stand) {
      page.getCOSObject()
          .setItem(COSName.CONTENTS, stand.page.getCOSObject().getItem(COSName.CONTENTS));
    }
  }

  @Override
  public RandomAccessRead createView() throws IOException {
    try (RandomAccessRead all = page.getContentsForStreamParsing()) {
      byte[] text = TextOperators.of(all, MAX_BYTES);
      if (text != null) {
        return new RandomAccessReadBuffer(text);
      }
    }
    return page.getContentsForStreamParsing();
  }
}
