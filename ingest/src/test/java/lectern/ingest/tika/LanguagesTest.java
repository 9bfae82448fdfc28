package lectern.ingest.tika;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lectern.ingest.Block;
import lectern.ingest.Span;
import org.junit.jupiter.api.Test;

/// Texts are the first article of the Universal Declaration of Human Rights, which is in the public
/// domain.
class LanguagesTest {
  private static final Map<String, String> ARTICLE =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry(
                  "en",
                  "All human beings are born free and equal in dignity and rights. They are endowed"
                      + " with reason and conscience and should act towards one another in a spirit"
                      + " of brotherhood."),
              Map.entry(
                  "de",
                  "Alle Menschen sind frei und gleich an Würde und Rechten geboren. Sie sind mit"
                      + " Vernunft und Gewissen begabt und sollen einander im Geist der"
                      + " Brüderlichkeit begegnen."),
              Map.entry(
                  "fr",
                  "Tous les êtres humains naissent libres et égaux en dignité et en droits. Ils sont"
                      + " doués de raison et de conscience et doivent agir les uns envers les autres"
                      + " dans un esprit de fraternité."),
              Map.entry(
                  "es",
                  "Todos los seres humanos nacen libres e iguales en dignidad y derechos y, dotados"
                      + " como están de razón y conciencia, deben comportarse fraternalmente los unos"
                      + " con los otros."),
              Map.entry(
                  "it",
                  "Tutti gli esseri umani nascono liberi ed eguali in dignità e diritti. Essi sono"
                      + " dotati di ragione e di coscienza e devono agire gli uni verso gli altri in"
                      + " spirito di fratellanza."),
              Map.entry(
                  "pt",
                  "Todos os seres humanos nascem livres e iguais em dignidade e em direitos. Dotados"
                      + " de razão e de consciência, devem agir uns para com os outros em espírito de"
                      + " fraternidade."),
              Map.entry(
                  "nl",
                  "Alle mensen worden vrij en gelijk in waardigheid en rechten geboren. Zij zijn"
                      + " begiftigd met verstand en geweten, en behoren zich jegens elkander in een"
                      + " geest van broederschap te gedragen."),
              Map.entry(
                  "sv",
                  "Alla människor är födda fria och lika i värde och rättigheter. De har utrustats"
                      + " med förnuft och samvete och bör handla gentemot varandra i en anda av"
                      + " gemenskap."),
              Map.entry(
                  "fi",
                  "Kaikki ihmiset syntyvät vapaina ja tasavertaisina arvoltaan ja oikeuksiltaan."
                      + " Heille on annettu järki ja omatunto, ja heidän on toimittava toisiaan"
                      + " kohtaan veljeyden hengessä."),
              Map.entry(
                  "cs",
                  "Všichni lidé rodí se svobodní a sobě rovní co do důstojnosti a práv. Jsou nadáni"
                      + " rozumem a svědomím a mají spolu jednat v duchu bratrství."),
              Map.entry(
                  "pl",
                  "Wszyscy ludzie rodzą się wolni i równi pod względem swej godności i swych praw. Są"
                      + " oni obdarzeni rozumem i sumieniem i powinni postępować wobec innych w duchu"
                      + " braterstwa."),
              Map.entry(
                  "hu",
                  "Minden emberi lény szabadon születik és egyenlő méltósága és joga van. Az emberek,"
                      + " ésszel és lelkiismerettel bírván, egymással szemben testvéri szellemben"
                      + " kell hogy viseltessenek."),
              Map.entry(
                  "tr",
                  "Bütün insanlar hür, haysiyet ve haklar bakımından eşit doğarlar. Akıl ve vicdana"
                      + " sahiptirler ve birbirlerine karşı kardeşlik zihniyeti ile hareket"
                      + " etmelidirler."),
              Map.entry(
                  "ru",
                  "Все люди рождаются свободными и равными в своем достоинстве и правах. Они наделены"
                      + " разумом и совестью и должны поступать в отношении друг друга в духе"
                      + " братства."),
              Map.entry(
                  "uk",
                  "Всі люди народжуються вільними і рівними у своїй гідності та правах. Вони наділені"
                      + " розумом і совістю і повинні діяти у відношенні один до одного в дусі"
                      + " братерства."),
              Map.entry(
                  "el",
                  "Όλοι οι άνθρωποι γεννιούνται ελεύθεροι και ίσοι στην αξιοπρέπεια και τα"
                      + " δικαιώματα."),
              Map.entry(
                  "ar",
                  "يولد جميع الناس أحرارًا متساوين في الكرامة والحقوق. وقد وهبوا عقلاً وضميرًا وعليهم"
                      + " أن يعامل بعضهم بعضًا بروح الإخاء."),
              Map.entry(
                  "hi",
                  "सभी मनुष्यों को गौरव और अधिकारों के मामले में जन्मजात स्वतन्त्रता और समानता प्राप्त"
                      + " है। उन्हें बुद्धि और अन्तरात्मा की देन प्राप्त है और परस्पर उन्हें"
                      + " भाईचारे के भाव से बर्ताव करना चाहिए।"),
              Map.entry("th", "มนุษย์ทั้งหลายเกิดมามีอิสระและเสมอภาคกันในเกียรติศักดิ์และสิทธิ"),
              Map.entry("zh", "人人生而自由,在尊严和权利上一律平等。他们赋有理性和良心,并应以兄弟关系的精神相对待。"),
              Map.entry("ja", "すべての人間は、生まれながらにして自由であり、かつ、尊厳と権利とについて平等である。"),
              Map.entry("ko", "모든 인간은 태어날 때부터 자유로우며 그 존엄과 권리에 있어 동등하다.")));

  @Test
  void tellsTheLanguagesOfTheWorld() {
    Map<String, String> found = new TreeMap<>();
    ARTICLE.forEach((language, text) -> found.put(language, of(text)));
    Map<String, String> expected = new TreeMap<>();
    ARTICLE.keySet().forEach(language -> expected.put(language, language));
    assertEquals(expected, found);
  }

  @Test
  void noOtherLanguageHasTheWordsOfEnglish() {
    ARTICLE.forEach(
        (language, text) -> {
          double share = Languages.englishShare(text);
          assertTrue(language.equals("en") ? share > 0.10 : share < 0.03, language + " " + share);
        });
  }

  @Test
  void saysNothingWhereThereIsNothingToGoBy() {
    for (String text : List.of("", " \n", "12.5 | 7,000 | 3", "Rent 5", "GmbH & Co. KG")) {
      assertEquals("", of(text), text);
    }
  }

  @Test
  void looksAtNeitherCodeNorFurniture() {
    String german = ARTICLE.getOrDefault("de", "");
    String english = "the end of the page and of the book ".repeat(20);
    String text = english + german;
    Span head = new Span(0, english.length());
    Block body = new Block.Paragraph(new Span(english.length(), text.length()));
    assertEquals("de", Languages.of(text, List.of(new Block.Furniture(head), body), ""));
    assertEquals("de", Languages.of(text, List.of(new Block.Code(head), body), ""));
    assertEquals("", Languages.of(english, List.of(new Block.Code(head)), ""));
  }

  @Test
  void takesTheLanguageOfMostOfAMixedText() {
    String english = ARTICLE.getOrDefault("en", "");
    for (String other : List.of("de", "fr", "ru", "zh", "ja", "ko", "ar", "es", "sv", "hu", "tr")) {
      String text = ARTICLE.getOrDefault(other, "") + "\n";
      assertEquals(other, of(text.repeat(3) + english), other);
      assertEquals("en", of(text + (english + " ").repeat(4)), other);
    }
  }

  @Test
  void looksAtALongTextFromItsBeginningToItsEnd() {
    String title = (ARTICLE.getOrDefault("en", "") + "\n").repeat(50);
    String text = title + (ARTICLE.getOrDefault("fr", "") + "\n").repeat(500);
    assertEquals("fr", of(text));
  }

  @Test
  void asksTheFileOnlyWhereTheTextLeavesItOpen() {
    List<Block> none = List.of();
    assertEquals("", Languages.of("", none, "de"));
    assertEquals("de", hinted("Mietvertrag", "de-DE"));
    assertEquals("zh", hinted("租赁", "zh-Hans"));
    assertEquals("", hinted("租赁", "en-US"));
    assertEquals("", hinted("Lease", "english"));
    assertEquals("de", hinted(ARTICLE.getOrDefault("de", ""), "en-US"));
  }

  private static String of(String text) {
    return hinted(text, "");
  }

  private static String hinted(String text, String declared) {
    Block whole = new Block.Paragraph(new Span(0, text.length()));
    return Languages.of(text, List.of(whole), declared);
  }
}
