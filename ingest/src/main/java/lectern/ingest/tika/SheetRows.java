package lectern.ingest.tika;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackageAccess;
import org.apache.poi.openxml4j.opc.PackagePart;
import org.apache.poi.openxml4j.opc.PackageRelationship;
import org.apache.poi.xssf.eventusermodel.XSSFReader;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.utils.XMLReaderUtils;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;

/// Row numbers and header rows of an XLSX workbook, which Tika leaves out: it gives the rows that
/// are there, one after the other, and where told to fill the gaps it fills each from the top of
/// the sheet.
final class SheetRows {
  /// Number of the first row of a range in A1 notation.
  private static final Pattern FIRST_ROW = Pattern.compile("\\$?[A-Z]{1,3}\\$?(\\d{1,7})");

  /// Row numbers that nothing tells.
  static final SheetRows UNKNOWN = new SheetRows(Map.of());

  /// Rows that come without gaps, so that counting them is enough.
  static final SheetRows COUNTED = new SheetRows(Map.of());

  /// What is known of a sheet's rows.
  static final class Sheet {
    private final int[] numbers;
    private final Set<Integer> headers;

    private Sheet(int[] numbers, Set<Integer> headers) {
      this.numbers = numbers;
      this.headers = headers;
    }

    /// One-based number of a row; 0 where the sheet does not have so many.
    ///
    /// @param row its place among the rows that are there, from 1
    int number(int row) {
      return row <= numbers.length ? numbers[row - 1] : 0;
    }

    /// Whether the row of that number names the columns of a table, or of a filter.
    boolean isHeader(int number) {
      return headers.contains(number);
    }
  }

  /// Relationship of a sheet to one of its tables, in either kind of Office Open XML.
  private static final String TABLE = "/table";

  /// By name; sheets of one name in their order.
  private final Map<String, Deque<Sheet>> sheets;

  private SheetRows(Map<String, Deque<Sheet>> sheets) {
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
    Map<String, Deque<Sheet>> sheets = new HashMap<>();
    try (OPCPackage file = OPCPackage.open(workbook.toFile(), PackageAccess.READ)) {
      XSSFReader.SheetIterator found =
          (XSSFReader.SheetIterator) new XSSFReader(file).getSheetsData();
      while (found.hasNext()) {
        try (InputStream sheet = found.next()) {
          Rows rows = new Rows();
          XMLReaderUtils.parseSAX(sheet, rows, new ParseContext());
          sheets
              .computeIfAbsent(Cleaning.line(found.getSheetName()), _ -> new ArrayDeque<>())
              .add(new Sheet(rows.numbers(), headers(rows, found.getSheetPart())));
        }
      }
      return new SheetRows(sheets);
    } catch (Exception e) {
      return UNKNOWN;
    }
  }

  private static Set<Integer> headers(Rows rows, PackagePart sheet) throws Exception {
    Set<Integer> headers = new HashSet<>(rows.headers);
    for (PackageRelationship relation : sheet.getRelationships()) {
      if (relation.getRelationshipType().endsWith(TABLE)) {
        Rows table = new Rows();
        try (InputStream in = sheet.getRelatedPart(relation).getInputStream()) {
          XMLReaderUtils.parseSAX(in, table, new ParseContext());
        }
        headers.addAll(table.headers);
      }
    }
    return headers;
  }

  /// The rows of the next sheet of this name; null where they are unknown.
  @Nullable Sheet next(String sheet) {
    Deque<Sheet> rows = sheets.get(sheet);
    return rows == null ? null : rows.poll();
  }

  private static final class Rows extends DefaultHandler {
    private final Set<Integer> headers = new HashSet<>();
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
      boolean names = local.equals("table") && !"0".equals(attributes.getValue("headerRowCount"));
      if (names || local.equals("autoFilter")) {
        Matcher first = FIRST_ROW.matcher(String.valueOf(attributes.getValue("ref")));
        if (first.lookingAt()) {
          headers.add(Integer.valueOf(first.group(1)));
        }
      }
    }

    int[] numbers() {
      return Arrays.copyOf(numbers, count);
    }
  }
}
