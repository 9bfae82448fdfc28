package lectern.synthesize.cite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import lectern.synthesize.Fact;
import org.junit.jupiter.api.Test;

/// Facts that somebody changed to get past the audit, and what says the same in other words.
class ChangedFactsTest {
  @Test
  void unitsOfMeasureAreCompared() {
    occurs("It is 30 km away.", "a distance of 30,000 metres");
    occurs("The depot has 500 square feet.", "a depot of 500 sq. ft.");
    occurs("The plot has 2 hectares.", "a plot of 20,000 m²");
    occurs("The dose is 0.5 mg/kg.", "a dose of 500 µg per kg");
    occurs("It is kept at 5 °C.", "kept at 5 degrees Celsius");
    occurs("The limit is 30 mph.", "a limit of 30 miles per hour");
    occurs("The tank holds 20 litres.", "| Tank | Litres |\n| A1 | 20 |");
    misses("It is 30 km away.", "a distance of 30 miles", Fact.Kind.NUMBER, "30 km");
    misses("The dose is 5 mg.", "a dose of 5 µg", Fact.Kind.NUMBER, "5 mg");
    misses("The dose is 5 mg.", "a dose of 5 mg/kg", Fact.Kind.NUMBER, "5 mg");
    misses("It is kept at 5 °F.", "kept at 5 °C", Fact.Kind.NUMBER, "5 °F");
    misses("It has 500 square feet.", "of 500 square metres", Fact.Kind.NUMBER, "500 square feet");
    misses("It weighs 10 kg.", "weighs 10 lbs", Fact.Kind.NUMBER, "10 kg");
    misses("It has 20 pages.", "20 % of it", Fact.Kind.NUMBER, "20 pages");
  }

  @Test
  void signsAreCompared() {
    occurs("The change is minus 5 %.", "a change of -5 %");
    occurs("Prices fell by 5 %.", "Change in prices: −5 %");
    occurs("The result is -1,250.", "Result (1,250)");
    occurs("The range is 5-10 units.", "from 5 to 10 units");
    occurs("The fee is 5 %.\n- 7 of them pay", "a fee of 5 % for 7");
    misses("The change is -5 %.", "a change of 5 %", Fact.Kind.PERCENTAGE, "-5 %");
    misses("The change is 5 %.", "a change of -5 %", Fact.Kind.PERCENTAGE, "5 %");
    misses("The margin is -0.25.", "a margin of 0.25", Fact.Kind.NUMBER, "-0.25");
  }

  @Test
  void theSideOfADateIsCompared() {
    occurs("It starts on 1 May 2024.", "from and including 1 May 2024");
    occurs("It ends on 1 May 2024.", "until 1 May 2024");
    occurs("It is due by 1 May 2024.", "due not later than 1 May 2024");
    occurs("It is due before 1 May 2024.", "prior to 1 May 2024");
    occurs("The date is 1 May 2024.", "before 1 May 2024");
    for (String other : List.of("on", "after", "from", "since")) {
      misses(
          "It is due " + other + " 1 May 2024.",
          "It is due before 1 May 2024.",
          Fact.Kind.COMPARISON,
          "1 May 2024");
    }
    misses("It lasts until 1 May 2024.", "from 1 May 2024", Fact.Kind.COMPARISON, "1 May 2024");
    misses("It is due by 1 May 2024.", "due on 1 May 2024", Fact.Kind.COMPARISON, "1 May 2024");
  }

  @Test
  void theSideOfAnEventIsCompared() {
    occurs("It is due upon completion of the works.", "on completion of the works");
    occurs("It lasts until the Break Date of it.", "It is so before the Break Date of it.");
    misses(
        "It lasts until completion of the works.",
        "It is so after completion of the works.",
        Fact.Kind.COMPARISON,
        "until");
    misses(
        "It is due on the Break Date of the lease.",
        "It is due after the Break Date of the lease.",
        Fact.Kind.COMPARISON,
        "on");
  }

  @Test
  void verbsThatRefuseAreNegations() {
    occurs("If the tenant does not pay the rent, it ends.", "If the Tenant fails to pay the rent");
    occurs("The tenant refused to pay rent.", "The Tenant refused to pay the rent.");
    occurs("The seller has no title to the goods.", "The Seller lacks title to the goods.");
    misses(
        "The tenant is able to pay the rent.",
        "The Tenant is unable to pay the rent.",
        Fact.Kind.MODALITY,
        "is able to");
    misses(
        "The goods were defective.",
        "The Seller denies that the goods were defective.",
        Fact.Kind.NEGATION,
        "were");
    misses(
        "The seller has title to the goods.",
        "The Seller lacks title to the goods.",
        Fact.Kind.NEGATION,
        "has");
    misses(
        "The landlord is liable for loss.",
        "Neither the Landlord nor the Tenant is liable for loss.",
        Fact.Kind.NEGATION,
        "is");
  }

  @Test
  void oppositesAreNotTheSame() {
    misses("Subletting is permitted.", "Subletting is prohibited.", "permitted");
    misses("The rent includes rates.", "The rent excludes rates.", "includes");
    misses("The fee is due including tax.", "The fee is due except tax.", "including");
    misses("The licence is exclusive.", "a non-exclusive licence", "exclusive");
    misses("The licence is non-exclusive.", "It is an exclusive licence.", "non-exclusive");
    misses("The act is lawful.", "It is an unlawful act.", "lawful");
    misses("It is a revocable licence.", "It is an irrevocable licence.", "revocable");
    misses("Unpaid sums bear the interest.", "The paid sums bear interest.", "Unpaid");
    misses("It must pay if the landlord agrees.", "It must pay unless the Landlord agrees.", "if");
    occurs("It is not exclusive.", "a licence that is not exclusive");
    occurs("They must inform us.", "They must use the form for us.");
    assertEquals(
        List.of(),
        Opposites.of(
            Token.of("It may not be assigned if the landlord does not agree."),
            Token.of("It may not be assigned unless the Landlord agrees.")));
  }

  @Test
  void fractionsInWordsAreShares() {
    occurs("It takes one half of the votes.", "50 % of the votes");
    occurs("It takes two-thirds of the votes.", "two thirds of the votes");
    occurs("It takes 2/3 of the votes.", "two thirds of the votes");
    occurs("It is a third party.", "any third party");
    occurs("It lasts one quarter.", "three months");
    misses(
        "It takes one half of the votes.",
        "two thirds of the votes",
        Fact.Kind.PERCENTAGE,
        "one half");
    misses("It is a quarter of it.", "a third of it", Fact.Kind.PERCENTAGE, "a quarter");
    misses("It is three-quarters.", "two-thirds", Fact.Kind.PERCENTAGE, "three-quarters");
  }

  @Test
  void aFigureThatIsNoneMustStandThereAsItIs() {
    occurs("It is version 1.2.3 of it.", "in version 1.2.3 of it");
    misses("The price is 1,250,50.", "a price of 1,250.50", Fact.Kind.NUMBER, "1,250,50");
  }

  @Test
  void lettersTellPartiesApart() {
    occurs("Party A must pay Party B.", "Party A shall pay Party B.");
    occurs("It binds Party B.", "It binds Parties A and B.");
    occurs("The unit is large.", "Unit B is large.");
    misses("The deed binds Party C.", "It binds Party A and Party B.", Fact.Kind.NAME, "Party C");
    misses("Party B must pay Party A.", "Party A shall pay Party B.", Fact.Kind.NAME, "must");
    misses("They are class B shares.", "Class A shares", Fact.Kind.NAME, "class B");
  }

  @Test
  void lettersBehindReferencesAreCompared() {
    occurs("Section 12A says so.", "under Section 12A");
    occurs("Exhibit B says so.", "Exhibits A and B");
    occurs("Schedule A says so.", "Schedule “A” to it");
    occurs("Article IV says so.", "IV. Termination");
    occurs("Section 4(a) says so.", "under Section 4 (a)");
    misses("Section 12 says so.", "under Section 12A", Fact.Kind.REFERENCE, "Section 12");
    misses("Section 12A says so.", "under Section 12 a", Fact.Kind.REFERENCE, "Section 12A");
    misses("Section 4(b) says so.", "under Section 4(a)", Fact.Kind.REFERENCE, "Section 4(b)");
    misses("Exhibit A says so.", "under Exhibit B as a", Fact.Kind.REFERENCE, "Exhibit A");
  }

  private static void occurs(String sentence, String source) {
    assertEquals(List.of(), told(sentence, source), sentence);
  }

  private static void misses(String sentence, String source, String words) {
    misses(sentence, source, Fact.Kind.NEGATION, words);
  }

  private static void misses(String sentence, String source, Fact.Kind kind, String words) {
    assertEquals(List.of(kind + " " + words), told(sentence, source), sentence);
  }

  private static List<String> told(String sentence, String source) {
    return FactAudit.missing(sentence, new FactSource(source, source, "", "", Set.of())).stream()
        .map(fact -> fact.kind() + " " + fact.words())
        .toList();
  }
}
