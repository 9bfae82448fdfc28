package lectern.retrieve.lucene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import lectern.ingest.Block;
import lectern.ingest.DocumentId;
import lectern.ingest.SourceDocument;
import lectern.ingest.Span;
import lectern.ingest.SplitDocument;
import lectern.retrieve.Books;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContextualHeaderTest {
  @ParameterizedTest
  @CsvSource({
    "leases/AcmeCorp_2019-lease.pdf, Acme Corp 2019 lease",
    "HTMLGuide.html, HTML Guide",
    "mail.eml!invoice No.7.pdf, mail invoice No 7",
    "v1.2.txt, v1 2",
    "O'Brien v. State.docx, O'Brien v State",
    "Überprüfung2020Bericht.odt, Überprüfung2020 Bericht",
    "README, README",
    "---.txt, ''"
  })
  void readsWordsFromAFileName(String id, String words) {
    assertEquals(words, ContextualHeader.nameWords(new DocumentId(id)));
  }

  @Test
  void putsTheDocumentsWordsAboveThePassage() {
    SplitDocument document =
        Books.split(1, "x/AcmeLease.txt", "Lease", "Between A and B.\nRent.\n");
    String indexed = new ContextualHeader(document).above(document.passages().get(1));
    assertTrue(indexed.startsWith("Lease\nAcme Lease\nBetween A and B.\nRent.\n"));
    assertTrue(indexed.endsWith("Part\nHeading 1\n\nRent.\n"));
  }

  @Test
  void namesTheColumnsAboveAPassageThatGoesOnWithATable() {
    SplitDocument plain = Books.split(1, "x/Rents.txt", "Rents", "Who | Euros\nAnn | 5\nEnd.\n");
    SourceDocument source = plain.source();
    List<Block.Row> rows =
        List.of(
            new Block.Row(new Span(0, 11), List.of(new Span(0, 3), new Span(6, 11))),
            new Block.Row(new Span(12, 19), List.of(new Span(12, 15), new Span(18, 19))));
    SourceDocument tabled =
        new SourceDocument(
            source.id(),
            source.revision(),
            source.title(),
            source.mediaType(),
            source.text(),
            List.of(new Block.Table(new Span(0, 19), rows, 1)),
            source.locators(),
            source.repairs(),
            source.language(),
            source.metadata(),
            source.sizeBytes());
    ContextualHeader header =
        new ContextualHeader(new SplitDocument(tabled, 1, plain.openingTokens(), plain.passages()));
    List<String> above = plain.passages().stream().map(header::above).toList();
    assertTrue(above.get(1).endsWith("\nWho | Euros\nAnn | 5\n"), above.get(1));
    assertTrue(above.get(0).endsWith("Heading 0\n\nWho | Euros\n"), above.get(0));
    assertTrue(above.get(2).endsWith("Heading 2\n\nEnd.\n"), above.get(2));
  }
}
