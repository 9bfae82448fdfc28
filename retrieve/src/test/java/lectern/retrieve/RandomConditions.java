package lectern.retrieve;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import lectern.retrieve.TextCondition.And;
import lectern.retrieve.TextCondition.In;
import lectern.retrieve.TextCondition.Not;
import lectern.retrieve.TextCondition.Or;
import lectern.retrieve.TextCondition.Phrase;
import lectern.retrieve.TextCondition.Place;
import lectern.retrieve.TextCondition.Preferred;
import lectern.retrieve.TextCondition.Prefix;
import lectern.retrieve.TextCondition.Word;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/// Conditions as [TextSyntax] may read them, over a few words.
public final class RandomConditions {
  /// English drops `the`; no other two of them are cut to the same word.
  public static final List<String> WORDS =
      List.of("apple", "apricot", "pear", "pearl", "plum", "the", "7", "heading");

  private static final List<Place> PLACES = List.of(Place.values());
  private static final int DEPTH = 3;
  private static final int MAX_SLOP = 4;

  private RandomConditions() {}

  public static Arbitrary<TextCondition> any() {
    return Arbitraries.longs().map(seed -> sought(new Random(seed)));
  }

  /// One that seeks something.
  private static TextCondition sought(Random random) {
    TextCondition made = of(random, DEPTH, true);
    while (made.sought().isEmpty()) {
      made = of(random, DEPTH, true);
    }
    return made;
  }

  private static TextCondition of(Random random, int depth, boolean places) {
    return switch (depth == 0 ? random.nextInt(3) : random.nextInt(8)) {
      case 0 -> new Word(word(random));
      case 1 -> phrase(random);
      case 2 -> new Prefix(word(random).substring(0, 1));
      case 3 -> new Not(of(random, depth - 1, places));
      case 4 -> new Or(parts(random, depth, places));
      case 5 -> preferring(random, depth, places);
      case 6 ->
          places
              ? new In(PLACES.get(random.nextInt(PLACES.size())), unsigned(random, depth - 1))
              : new Word(word(random));
      default -> new And(parts(random, depth, places));
    };
  }

  /// What may stand behind a field's colon.
  private static TextCondition unsigned(Random random, int depth) {
    TextCondition made = of(random, depth, false);
    while (made instanceof Not) {
      made = of(random, depth, false);
    }
    return made;
  }

  private static List<TextCondition> parts(Random random, int depth, boolean places) {
    List<TextCondition> parts = new ArrayList<>();
    for (int i = random.nextInt(2) + 2; i > 0; i--) {
      parts.add(of(random, depth - 1, places));
    }
    return parts;
  }

  /// `+a b -c`: what must be, what is preferred, what must not be, in this order.
  private static TextCondition preferring(Random random, int depth, boolean places) {
    List<TextCondition> musts = new ArrayList<>();
    List<TextCondition> preferred = new ArrayList<>();
    List<TextCondition> nots = new ArrayList<>();
    for (TextCondition part : parts(random, depth, places)) {
      if (part instanceof Not) {
        nots.add(part);
      } else {
        musts.add(part);
      }
    }
    musts.add(new Word(word(random)));
    preferred.add(new Preferred(new Word(word(random))));
    musts.addAll(preferred);
    musts.addAll(nots);
    return new And(musts);
  }

  /// Words of a loose phrase differ: of equal ones Lucene does not try all places.
  private static TextCondition phrase(Random random) {
    String one = word(random);
    String other = word(random);
    int slop = one.equals(other) ? 0 : random.nextInt(MAX_SLOP);
    return new Phrase(one + " " + other, slop);
  }

  private static String word(Random random) {
    return WORDS.get(random.nextInt(WORDS.size()));
  }
}
