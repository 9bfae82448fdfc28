package lectern.retrieve.lucene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
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
      Books.put(
          writer,
          "tower.txt",
          "Contents: q x.\n".repeat(6)
              + "Heading.\n".repeat(30)
              + "The Pilgrim keeps the tower.\n".repeat(60));
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
  void aWordSaidAgainAndAgainNamesTheDocumentThoughItsHeadDoesNotHaveIt() {
    Naming naming = named("Consider the tower of the Pilgrim; who has the key?");
    assertEquals("tower.txt", first(naming));
    assertEquals("who has the key?", naming.rest());
  }

  /// Whoever else is named beside the document, whether it knows them or not.
  @Test
  void partsThatOnlyNameAreDroppedBesideOneThatAsks() {
    assertEquals(
        "on what notice?",
        named("Take the agreement of Crane Limited; Foreign Telecom; Party A; on what notice?")
            .rest());
    assertEquals(
        "it was sold and burnt down; on what notice?",
        named("Crane Limited; it was sold and burnt down; on what notice?").rest());
    assertEquals(
        "What price has?", named("What price has Crane?").rest(), "the only part, and it asks");
  }

  /// What sort of document it is says nothing of what is asked, though small letters name it.
  @Test
  void theSortOfADocumentIsCutWithItsName() {
    assertEquals(
        "What is the price under the?",
        named("What is the price under the Crane Limited supply agreement?").rest());
    assertEquals(
        "What is the price under the of?",
        named("What is the price under the supply agreement of Crane?").rest());
    assertEquals("notice for?", named("Crane notice for Bolt?").rest(), "no document's sort");
  }

  /// In a folder of nine, which one in twenty is less than one of.
  @Test
  void aFewDocumentsMayShareAName() {
    try (LuceneWriter writer = LuceneWriter.open(folder, LuceneSettings.DEFAULTS, Map.of())) {
      Books.put(writer, "mail.txt", "On the house of Crane.\nIt is let.\nAnd paid for.\n");
      writer.commit();
    }
    try (LuceneIndex both = LuceneIndex.open(folder, LuceneSettings.DEFAULTS, null)) {
      Naming naming = both.named("What is the price that Crane pays?", new Scope.Everything());
      assertEquals(Set.of("Crane.txt", "mail.txt"), Set.copyOf(ids(naming)));
    }
  }

  @Test
  void twoDocumentsAreNamedEachByItsOwnWords() {
    Naming naming = named("What is the price in the agreements of Crane Limited and Elm Limited?");
    assertEquals(
        Set.of("Crane.txt", "Elm.txt"),
        naming.documents().stream()
            .filter(document -> document.score() >= 0.9)
            .map(document -> document.id().value())
            .collect(Collectors.toSet()));
    assertEquals("What is the price in the of and?", naming.rest());
  }

  @Test
  void aFileIsNamedToTheLetter() {
    Naming naming = named("What does \"Bolt.txt\" say of notice?");
    assertEquals(List.of("Bolt.txt"), ids(naming));
    assertEquals("What does say of notice?", naming.rest());
    assertEquals(List.of("memo.txt"), ids(named("Which animal is in memo.TXT?")), "of one passage");
    assertEquals(List.of("Acme.txt", "Dune.txt"), ids(named("Prices in acme.txt and DUNE.txt")));
    assertEquals(List.of(), ids(named("What is in xelm.txt, elm.txt2 or elm.tx?")));
    assertEquals("elm.txt", named("elm.txt").rest(), "a name alone is asked");
  }

  /// The longer name is meant, and each once for itself.
  @Test
  void aPathNamesOneOfTheFilesOfItsName(@TempDir Path other) {
    try (LuceneWriter writer = LuceneWriter.open(other, LuceneSettings.DEFAULTS, Map.of())) {
      for (String path :
          List.of("2023/lease.txt", "2024/lease.txt", "sub lease.txt", "Mu\u0308ll.txt")) {
        Books.put(writer, path, "A lease of " + path + ".\nThe rent is paid.\nIt ends.\n");
      }
      writer.commit();
    }
    try (LuceneIndex twins = LuceneIndex.open(other, LuceneSettings.DEFAULTS, null)) {
      Naming one = twins.named("What is the rent in 2024/Lease.txt?", new Scope.Everything());
      assertEquals(List.of("2024/lease.txt"), ids(one));
      assertEquals("What is the rent in?", one.rest());
      assertEquals(
          List.of("2023/lease.txt", "2024/lease.txt"),
          ids(twins.named("The rent in lease.txt?", new Scope.Everything())));
      assertEquals(
          List.of("sub lease.txt"),
          ids(twins.named("The rent in sub lease.txt?", new Scope.Everything())));
      assertEquals(
          3, ids(twins.named("Is sub lease.txt of lease.txt?", new Scope.Everything())).size());
      assertEquals(
          List.of("Mu\u0308ll.txt"),
          ids(twins.named("The rent in M\u00fcll.txt?", new Scope.Everything())));
    }
  }

  private static List<String> ids(Naming naming) {
    return naming.documents().stream().map(document -> document.id().value()).toList();
  }

  @Test
  void aRunOfWordsEndsWithItsPart() {
    assertEquals(
        "Either party may terminate?",
        named("The agreement of Crane Limited and the Buyer: Either party may terminate?").rest());
  }

  /// The head may be a table of contents.
  @Test
  void whatIsAskedIsLeftThoughTheHeadHasItsWords() {
    assertEquals(
        "when does either party give notice?",
        named("Take the agreement of Crane Limited; when does either party give notice?").rest());
    assertEquals(
        "Which limited supply between buyer and has?",
        named("Which limited supply between buyer and Crane has?").rest());
    assertEquals("notice does have to give?", named("notice does bolt have to give?").rest());
  }

  @Test
  void aLetterNamesNothing() {
    assertEquals(List.of(), named("x").documents());
    assertEquals(List.of(), named("What did Q pay?").documents());
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
    String question = "What notice does Bolt give?";
    assertEquals(Naming.none(question), index.named(question, others));
    Scope within = new Scope.Documents(Set.of(new DocumentId("Bolt.txt")));
    assertEquals("Bolt.txt", first(index.named(question, within)));
  }
}
