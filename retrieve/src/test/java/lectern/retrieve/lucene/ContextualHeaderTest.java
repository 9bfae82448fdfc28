package lectern.retrieve.lucene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import lectern.ingest.DocumentId;
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
    assertTrue(indexed.endsWith("Part\nHeading 1\nRent.\n"));
  }
}
