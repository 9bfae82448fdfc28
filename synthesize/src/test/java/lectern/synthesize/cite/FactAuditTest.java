package lectern.synthesize.cite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import lectern.synthesize.Fact;
import org.junit.jupiter.api.Test;

class FactAuditTest {
  @Test
  void numbersAreTheSameInDigitsAndWords() {
    occurs("The notice is thirty days.", "thirty (30) days' notice");
    occurs("The notice is 30 days.", "thirty days' notice");
    occurs("The days of notice are thirty.", "30 days' notice");
    occurs("It takes one hundred and twenty-five days.", "125 days");
    occurs("There are 1 250 units.", "1,250 units");
    occurs("There are 12.500 units.", "12,500 pieces");
    misses("The notice is 60 days.", "thirty (30) days' notice", Fact.Kind.DURATION, "60 days");
    misses("There are 1.5 units.", "15 units", Fact.Kind.NUMBER, "1.5");
  }

  @Test
  void moneyIsTheSameHoweverItIsWritten() {
    occurs("The price is 1,500,000 pounds.", "£1.5 million");
    occurs("The price is GBP 1500000.", "the sum of £1,500,000");
    occurs("The price is $2m.", "US$2,000,000");
    occurs("Der Preis beträgt 1.500,50 Euro.", "EUR 1,500.50");
    misses("The price is $1,500,000.", "£1.5 million", Fact.Kind.MONEY, "$1,500,000");
    misses("The price is £1.6 million.", "£1.5 million", Fact.Kind.MONEY, "£1.6 million");
  }

  @Test
  void datesAreTheSameInAnyFormat() {
    for (String date :
        List.of(
            "1 May 2024",
            "May 1, 2024",
            "2024-05-01",
            "01/05/2024",
            "05/01/2024",
            "1. Mai 2024",
            "the 1st day of May, 2024",
            "1er mai 2024",
            "May 2024",
            "1.5.2024",
            "2024年5月1日")) {
      occurs("It starts on " + date + ".", "from and including 1 May 2024");
    }
    misses("It starts on 2 May 2024.", "from 1 May 2024", Fact.Kind.DATE, "2 May 2024");
    misses("It starts on 1 May 2025.", "from 1 May 2024", Fact.Kind.DATE, "1 May 2025");
    misses("It starts on 03/05/2024.", "from 1 May 2024", Fact.Kind.DATE, "03/05/2024");
  }

  @Test
  void timesAreTheSameInOtherUnitsAndMonthsAreNoDays() {
    occurs("The term is 24 months.", "a term of two years");
    occurs("It is due in two weeks.", "due in 14 days");
    occurs("It is due every quarter.", "due in 3 months");
    occurs("The rent is due once in 12 months.", "the rent is payable annually");
    misses("It is due in one month.", "due in 30 days", Fact.Kind.DURATION, "one month");
    misses("It is due in 5 days.", "due in 5 Business Days", Fact.Kind.DURATION, "5 days");
  }

  @Test
  void sharesAreTheSameWithAnySign() {
    occurs("The rate is 5 %.", "five per cent of the Net Rent");
    occurs("The rate is five percent.", "5% of the Net Rent");
    occurs("The rate is 0.5 %.", "50 basis points");
    misses("The rate is 5 %.", "£5 of the Net Rent", Fact.Kind.PERCENTAGE, "5 %");
    misses("The rate is 4 %.", "five per cent", Fact.Kind.PERCENTAGE, "4 %");
  }

  @Test
  void aSumThatTheAnswerWorkedOutIsNotInTheSource() {
    misses("Both together are £30.", "£10 a month and £20 a year", Fact.Kind.MONEY, "£30");
  }

  @Test
  void limitsHaveADirection() {
    occurs("It takes at least six months.", "not less than six months");
    occurs("It takes up to 6 months.", "must not exceed six months");
    occurs("It comes within 5 days.", "not later than 5 days");
    misses(
        "It takes at most six months.",
        "not less than six months",
        Fact.Kind.COMPARISON,
        "six months");
    misses("It takes over 5 days.", "within 5 days", Fact.Kind.COMPARISON, "5 days");
  }

  @Test
  void beforeIsNotAfter() {
    occurs("It is due before the Break Date.", "prior to the Break Date");
    misses(
        "It is due after the Break Date.",
        "prior to the Break Date",
        Fact.Kind.COMPARISON,
        "after");
  }

  @Test
  void dutiesAreNoRights() {
    occurs("The tenant must repair the roof.", "The Tenant shall repair the roof.");
    occurs("The tenant is entitled to end the lease.", "The Tenant may end the lease.");
    occurs("The tenant may not sublet.", "The Tenant shall not sublet.");
    occurs("The tenant need not insure it.", "The Tenant is not required to insure it.");
    occurs(
        "The tenant may assign the lease only with consent.",
        "The Tenant shall not assign the lease without the consent of the Landlord.");
    misses(
        "The tenant may repair the roof.",
        "The Tenant shall repair the roof.",
        Fact.Kind.MODALITY,
        "may");
    misses(
        "The tenant must end the lease.",
        "The Tenant may end the lease.",
        Fact.Kind.MODALITY,
        "must");
    misses(
        "The tenant must not insure it.",
        "The Tenant is not required to insure it.",
        Fact.Kind.MODALITY,
        "must not");
  }

  @Test
  void aNotMoreOrLessIsSeen() {
    occurs("No dog is allowed.", "Dogs are not allowed.");
    misses(
        "The landlord is liable for loss.",
        "The Landlord is not liable for loss.",
        Fact.Kind.NEGATION,
        "is");
    misses(
        "The landlord is not liable for loss.",
        "The Landlord is liable for loss.",
        Fact.Kind.NEGATION,
        "is not");
    misses("The tenant must sublet.", "Neither party shall sublet.", Fact.Kind.NEGATION, "must");
  }

  @Test
  void whoDoesItIsSeenInActiveAndPassive() {
    occurs("The rent must be paid by the tenant.", "The Tenant shall pay the rent.");
    misses(
        "The landlord must pay the rent.",
        "The Tenant shall pay the Landlord the rent.",
        Fact.Kind.NAME,
        "must");
    misses(
        "The rent must be paid by the landlord.",
        "The Tenant shall pay the Landlord the rent.",
        Fact.Kind.NAME,
        "must be");
  }

  @Test
  void namesAndAddressesStandInTheSource() {
    occurs("The guarantor is Calloway Holdings plc.", "the guarantee of Calloway Holdings plc");
    occurs("Write to a.b@example.org.", "by e-mail to a.b@example.org");
    misses(
        "The guarantor is Morrow Holdings plc.",
        "the guarantee of Calloway Holdings plc",
        Fact.Kind.NAME,
        "Morrow Holdings");
    misses("Write to a.c@example.org.", "to a.b@example.org", Fact.Kind.NAME, "a.c@example.org");
  }

  @Test
  void referencesStandInTheSourceOrAreTheClauseThatIsCited() {
    occurs("Clause 9.4(b) says so.", "as clause 9.4 (b) has it");
    occurs("Section 8.2 says so.", "8.2 A notice must be in writing.");
    assertEquals(
        List.of(),
        FactAudit.missing("Clause 9.4 is clear.", source("as it is agreed", Set.of("9.4(b)"))));
    misses("Clause 9.5 says so.", "as clause 9.4(b) has it", Fact.Kind.REFERENCE, "Clause 9.5");
  }

  @Test
  void chineseFactsAreCompared() {
    occurs("租金为5000元。", "租金为人民币五千元。");
    occurs("通知期为30日。", "应提前三十天通知。");
    occurs("比例为百分之五。", "按5%计算。");
    occurs("于2024年5月1日开始。", "自二〇二四年五月一日起。");
    misses("通知期为60日。", "应提前三十天通知。", Fact.Kind.DURATION, "60日");
    misses("甲方应转让本合同。", "甲方不得转让本合同。", Fact.Kind.NEGATION, "应");
    misses("甲方可以修理屋顶。", "甲方应当修理屋顶。", Fact.Kind.MODALITY, "可以");
    misses("不超过30日。", "不少于30日。", Fact.Kind.COMPARISON, "30日");
  }

  @Test
  void verbsOfAnotherLanguageAreLeftAlone() {
    occurs("The landlord must not enter.", "Der Vermieter darf die Wohnung nicht betreten.");
  }

  private static void occurs(String sentence, String source) {
    assertEquals(List.of(), FactAudit.missing(sentence, source(source, Set.of())), sentence);
  }

  private static void misses(String sentence, String source, Fact.Kind kind, String words) {
    List<Fact> missing = FactAudit.missing(sentence, source(source, Set.of()));
    assertEquals(
        List.of(kind + " " + words),
        missing.stream().map(fact -> fact.kind() + " " + fact.words()).toList(),
        sentence);
  }

  private static FactSource source(String text, Set<String> clauses) {
    return new FactSource(text, text, "", "", clauses);
  }
}
