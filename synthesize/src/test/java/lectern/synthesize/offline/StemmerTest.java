package lectern.synthesize.offline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StemmerTest {
  /// From Porter's paper and its published vocabulary.
  @ParameterizedTest
  @CsvSource({
    "caresses,caress",
    "ponies,poni",
    "cats,cat",
    "feed,feed",
    "agreed,agre",
    "plastered,plaster",
    "motoring,motor",
    "conflated,conflat",
    "hopping,hop",
    "falling,fall",
    "hissing,hiss",
    "filing,file",
    "happy,happi",
    "sky,sky",
    "relational,relat",
    "vietnamization,vietnam",
    "operator,oper",
    "hopefulness,hope",
    "triplicate,triplic",
    "electrical,electr",
    "adjustment,adjust",
    "adoption,adopt",
    "probate,probat",
    "controlling,control",
    "roll,roll",
    "generalizations,gener",
    "termination,termin",
    "terminated,termin",
    "8.2,8.2",
    "é,é"
  })
  void stemsAsPorterDoes(String word, String stem) {
    assertEquals(stem, Stemmer.stem(word));
  }
}
