package lectern.retrieve.lucene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lectern.ingest.DocumentId;
import lectern.retrieve.Books;
import lectern.retrieve.Naming;
import lectern.retrieve.Scope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamedDocumentsTest {
  @TempDir private Path folder;
  private LuceneIndex index;

  @BeforeEach
  void fill() {
    try (LuceneWriter writer = LuceneWriter.open(folder, LuceneSettings.DEFAULTS, Map.of())) {
      for (String party : List.of("Acme", "Bolt", "Crane", "Dune", "Elm", "Fern")) {
        Books.put(
            writer,
            party + ".txt",
            "Supply agreement between "
                + party
                + " Limited and the Buyer.\n"
                + "Either party may terminate on notice.\nThe price is paid monthly.\n");
      }
      Books.put(
          writer, "house.txt", "A house to let.\n" + "It has rooms.\n".repeat(40) + "A chimney.\n");
      Books.put(writer, "memo.txt", "Zebra memo of one line.\n");
      writer.commit();
    }
    index = LuceneIndex.open(folder, LuceneSettings.DEFAULTS, null);
  }

  @AfterEach
  void close() {
    index.close();
  }

  private Naming named(String question) {
    return index.named(question, new Scope.Everything());
  }

  private static String first(Naming naming) {
    return naming.documents().getFirst().id().value();
  }

  @Test
  void wordsOfFewHeadsNameADocumentAndAreTakenOut() {
    Naming naming =
        named("Consider the supply agreement between Crane Limited and the Buyer; on what notice?");
    assertEquals("Crane.txt", first(naming));
    assertEquals(1, naming.documents().getFirst().score());
    assertEquals("on what notice?", naming.rest());
    assertEquals("Bolt.txt", first(named("What notice does Bolt have to give?")));
    assertTrue(named("What notice does Bolt have to give?").rest().contains("notice"));
  }

  @Test
  void aQuestionWithoutANameStaysWhole() {
    Naming naming = named("On what notice may a party terminate?");
    assertEquals(Naming.none("On what notice may a party terminate?"), naming);
    assertEquals(Naming.none(""), named(""));
    assertEquals(Naming.none("???"), named("???"));
  }

  /// It stands in one document alone, but not where that says what it is.
  @Test
  void aWordThatIsOnlySaidNamesNothing() {
    assertEquals(List.of(), named("Who repairs the chimney?").documents());
  }

  @Test
  void aNameAloneIsAsked() {
    assertEquals("Elm", named("Elm").rest());
  }

  @Test
  void aDocumentOfOnePassageIsFoundByItsWords() {
    assertEquals(List.of(), named("What does the zebra memo say?").documents());
  }

  @Test
  void whatIsOutOfScopeIsNotNamed() {
    Scope others = new Scope.Documents(Set.of(new DocumentId("Acme.txt")));
    assertTrue(
        index.named("What notice does Bolt give?", others).documents().stream()
            .allMatch(document -> document.id().value().equals("Acme.txt")));
  }
}
