package lectern.ingest.tika;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackageAccess;
import org.apache.poi.xssf.eventusermodel.XSSFReader;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.utils.XMLReaderUtils;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;

/// Row numbers of an XLSX workbook, which Tika leaves out: it gives the rows that are there, one
/// after the other, and where told to fill the gaps it fills each from the top of the sheet.
final class SheetRows {
  /// Row numbers that nothing tells.
  static final SheetRows UNKNOWN = new SheetRows(Map.of());

  /// Rows that come without gaps, so that counting them is enough.
  static final SheetRows COUNTED = new SheetRows(Map.of());

  /// Numbers of the rows that are there, by sheet; sheets of one name in their order.
  private final Map<String, Deque<int[]>> sheets;

  private SheetRows(Map<String, Deque<int[]>> sheets) {
    this.sheets = sheets;
  }

  /// How the rows of a spreadsheet are numbered.
  static SheetRows of(String mediaType, Path workbook) {
    if (mediaType.equals("application/vnd.ms-excel")) {
      return COUNTED;
    }
    boolean xml = mediaType.contains("spreadsheetml") || mediaType.contains("macroenabled");
    return xml && !mediaType.contains("binary") ? of(workbook) : UNKNOWN;
  }

  boolean counted() {
    return equals(COUNTED);
  }

  /// Reads no more than the row numbers. A workbook that cannot be read has none; the parser will
  /// say why.
  private static SheetRows of(Path workbook) {
    Map<String, Deque<int[]>> sheets = new HashMap<>();
    try (OPCPackage file = OPCPackage.open(workbook.toFile(), PackageAccess.READ)) {
      XSSFReader.SheetIterator found =
          (XSSFReader.SheetIterator) new XSSFReader(file).getSheetsData();
      while (found.hasNext()) {
        try (InputStream sheet = found.next()) {
          Rows rows = new Rows();
          XMLReaderUtils.parseSAX(sheet, rows, new ParseContext());
          sheets
              .computeIfAbsent(Cleaning.line(found.getSheetName()), _ -> new ArrayDeque<>())
              .add(rows.numbers());
        }
      }
      return new SheetRows(sheets);
    } catch (Exception e) {
      return UNKNOWN;
    }
  }

  /// One-based numbers of the rows of the next sheet of this name; null where they are unknown.
  int @Nullable [] next(String sheet) {
    Deque<int[]> rows = sheets.get(sheet);
    return rows == null ? null : rows.poll();
  }

  private static final class Rows extends DefaultHandler {
    private int[] numbers = new int[64];
    private int count;

    @Override
    public void startElement(String uri, String local, String name, Attributes attributes) {
      if (local.equals("row")) {
        String number = attributes.getValue("r");
        int last = count == 0 ? 0 : numbers[count - 1];
        if (count == numbers.length) {
          numbers = Arrays.copyOf(numbers, count * 2);
        }
        numbers[count++] = number == null ? last + 1 : Integer.parseInt(number);
      }
    }

    int[] numbers() {
      return Arrays.copyOf(numbers, count);
    }
  }
}
