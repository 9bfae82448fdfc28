package lectern.retrieve.lucene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import lectern.ingest.DocumentId;
import lectern.retrieve.Books;
import lectern.retrieve.Naming;
import lectern.retrieve.PassageQuery;
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

  /// Words that name lead to groups, whatever else shares them.
  @Test
  void documentsOfOtherWordsAreGroupsOfTheirOwn() {
    try (LuceneWriter writer = LuceneWriter.open(folder, LuceneSettings.DEFAULTS, Map.of())) {
      Books.put(writer, "crane2.txt", "Annex for Crane Limited.\nIt is short.\nAnd paid for.\n");
      writer.commit();
    }
    try (LuceneIndex more = LuceneIndex.open(folder, LuceneSettings.DEFAULTS, null)) {
      Naming naming = more.named("Compare Elm with Crane on notice", new Scope.Everything());
      assertEquals(groups(naming).get("Crane.txt"), groups(naming).get("crane2.txt"));
      assertNotEquals(groups(naming).get("Crane.txt"), groups(naming).get("Elm.txt"));
      assertEquals(0, naming.documents().getFirst().group());
    }
    assertEquals(Map.of("Acme.txt", 0), groups(named("Prices in acme.txt")));
    assertEquals(Set.of(0, 1), Set.copyOf(groups(named("acme.txt or DUNE.txt?")).values()));
  }

  private static Map<String, Integer> groups(Naming naming) {
    return naming.documents().stream()
        .collect(Collectors.toMap(one -> one.id().value(), Naming.Named::group));
  }

  /// "West" stands in the text of all.
  @Test
  void aWordThatIsJoinedToANameIsOne(@TempDir Path other) {
    try (LuceneWriter writer = LuceneWriter.open(other, LuceneSettings.DEFAULTS, Map.of())) {
      for (String party : List.of("Acme", "Bolt", "Crane", "Dune", "Elm", "West")) {
        Books.put(
            writer,
            party + ".txt",
            "Supply agreement of "
                + party
                + " Limited.\n"
                + "It is paid.\n".repeat(40)
                + "It is sent West.\n".repeat(9));
      }
      writer.commit();
    }
    try (LuceneIndex parties = LuceneIndex.open(other, LuceneSettings.DEFAULTS, null)) {
      for (String question :
          List.of(
              "Compare the prices of West and Bolt",
              "Compare the prices of Bolt, West",
              "Is Bolt, with West, cheaper?")) {
        Naming naming = parties.named(question, new Scope.Everything());
        assertEquals(Set.of("Bolt.txt", "West.txt"), two(naming), question);
        assertFalse(naming.rest().contains("West"), naming.rest());
      }
      for (String question :
          List.of(
              "Does Bolt send it West?",
              "Does Bolt send it east and west?",
              "Is Bolt of the West?")) {
        String rest = parties.named(question, new Scope.Everything()).rest();
        assertTrue(rest.toLowerCase(Locale.ROOT).contains("west"), rest);
      }
    }
  }

  private static Set<String> two(Naming naming) {
    return naming.documents().stream()
        .filter(document -> document.score() >= 0.9)
        .map(document -> document.id().value())
        .collect(Collectors.toSet());
  }

  /// Each of its words is shared with many.
  @Test
  void aFileIsNamedByAllTheWordsOfItsName(@TempDir Path other) {
    List<String> parties = List.of("Acme", "Bolt", "Crane", "Dune", "Elm", "Fern");
    try (LuceneWriter writer = LuceneWriter.open(other, LuceneSettings.DEFAULTS, Map.of())) {
      for (String party : parties) {
        for (String sort : List.of("Lease", "Licence", "Loan", "Order", "New Lease", "Act")) {
          Books.put(
              writer,
              party + "_" + sort + ".txt",
              sort + " of " + party + ".\n" + "It is paid.\n".repeat(sort.equals("Act") ? 0 : 4));
        }
      }
      writer.commit();
    }
    try (LuceneIndex files = LuceneIndex.open(other, LuceneSettings.DEFAULTS, null)) {
      Naming naming =
          files.named("What is paid in Bolt Lease and Elm Loan?", new Scope.Everything());
      assertEquals(Map.of("Bolt_Lease.txt", 0, "Elm_Loan.txt", 1), groups(naming));
      assertEquals("What is paid in and?", naming.rest());
      naming = files.named("when is the Dune licence paid?", new Scope.Everything());
      assertEquals(List.of("Dune_Licence.txt"), ids(naming));
      assertEquals("when is the paid?", naming.rest());
      for (String question :
          List.of(
              "is a dune licence paid?",
              "What does Bolt lease?",
              "Is the Lease of Bolt paid?",
              "Is the Bolt Act paid?",
              "Is Bolt paid?")) {
        assertEquals(
            question.contains("lease?") ? List.of("Bolt_Lease.txt") : List.of(),
            ids(files.named(question, new Scope.Everything())),
            question);
      }
    }
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

  /// Of a name that is written in one, people say the beginning.
  @Test
  void aWordThatNoHeadHasNamesThatOfWhichItIsTheBeginning() {
    try (LuceneWriter writer = LuceneWriter.open(folder, LuceneSettings.DEFAULTS, Map.of())) {
      Books.put(writer, "SEASPINEHOLDINGSCORP_2018.txt", "Of a spine.\nIt is paid.\nIt ends.\n");
      writer.commit();
    }
    try (LuceneIndex more = LuceneIndex.open(folder, LuceneSettings.DEFAULTS, null)) {
      Naming naming = more.named("What is paid to SeaSpine?", new Scope.Everything());
      assertEquals(List.of("SEASPINEHOLDINGSCORP_2018.txt"), ids(naming));
      assertEquals("What is paid to?", naming.rest());
      for (String question : List.of("What is in the seas?", "What is paid to Holdings?")) {
        assertEquals(List.of(), ids(more.named(question, new Scope.Everything())), question);
      }
    }
  }

  @Test
  void aNameIsFoundHoweverItsAccentsAreWritten() {
    try (LuceneWriter writer = LuceneWriter.open(folder, LuceneSettings.DEFAULTS, Map.of())) {
      Books.put(writer, "Mu\u0308ll.txt", "A lease.\n");
      writer.commit();
    }
    try (LuceneIndex more = LuceneIndex.open(folder, LuceneSettings.DEFAULTS, null)) {
      for (String name : List.of("M\u00fcll.txt", "Mu\u0308ll.txt")) {
        Scope scope = new Scope.Documents(Set.of(new DocumentId(name)));
        assertEquals(1, more.documents(scope).size(), name);
        assertEquals(1, more.byWords(new PassageQuery("lease", scope, 10)).size(), name);
      }
    }
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
