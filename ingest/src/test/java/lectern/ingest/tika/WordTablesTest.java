package lectern.ingest.tika;

import static lectern.ingest.tika.WordFile.cell;
import static lectern.ingest.tika.WordFile.paragraph;
import static lectern.ingest.tika.WordFile.row;
import static lectern.ingest.tika.WordFile.run;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import lectern.ingest.Block;
import lectern.ingest.SourceDocument;
import lectern.ingest.Span;
import org.junit.jupiter.api.Test;

/// Tables of Word documents.
class WordTablesTest extends WithParser {
  @Test
  void headerRowsAndMergedCellsKeepTheirColumns() {
    String look = "<w:tblPr><w:tblStyle w:val=\"%s\"/><w:tblLook w:val=\"04A0\"/></w:tblPr>";
    SourceDocument document =
        read(
            new WordFile(
                    "<w:tbl>"
                        + row(
                            "<w:tblHeader/>",
                            cell("<w:gridSpan w:val=\"2\"/>", paragraph(run("who"))),
                            cell("rent"))
                        + row("<w:tblHeader/>", cell("first"), cell("last"), cell("EUR"))
                        + row("<w:gridBefore w:val=\"1\"/>", cell("Smith"), cell("500"))
                        + "</w:tbl>"
                        + paragraph(run("Between."))
                        + "<w:tbl>"
                        + look.formatted("Banded")
                        + row("", cell("h"))
                        + row("", cell("1"))
                        + "</w:tbl>"
                        + paragraph(run("Between."))
                        + "<w:tbl>"
                        + look.formatted("Grid")
                        + row("", cell("x"))
                        + row("", cell("2"))
                        + "</w:tbl>")
                .with(
                    "styles",
                    "styles",
                    "<w:style w:type=\"table\" w:styleId=\"Grid\"/>"
                        + "<w:style w:type=\"table\" w:styleId=\"Banded\"><w:basedOn w:val=\"Grid\"/>"
                        + "<w:tblStylePr w:type=\"firstRow\"/></w:style>"));
    List<Block.Table> tables =
        document.blocks().stream()
            .filter(Block.Table.class::isInstance)
            .map(Block.Table.class::cast)
            .toList();
    assertEquals(List.of(2, 1, 0), tables.stream().map(Block.Table::headerRows).toList());
    assertEquals(
        List.of(
            List.of("who", "", "rent"),
            List.of("first", "last", "EUR"),
            List.of("", "Smith", "500")),
        tables.getFirst().rows().stream()
            .map(each -> each.cells().stream().map(cell -> words(document, cell)).toList())
            .toList());
  }

  private static String words(SourceDocument document, Span span) {
    return document.text().substring(span.start(), span.end());
  }
}
