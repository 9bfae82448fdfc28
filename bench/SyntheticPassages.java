import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import lectern.ingest.Block;
import lectern.ingest.DocumentId;
import lectern.ingest.FieldValue;
import lectern.ingest.Label;
import lectern.ingest.Locator;
import lectern.ingest.LocatorMap;
import lectern.ingest.Passage;
import lectern.ingest.PassageSink;
import lectern.ingest.Repairs;
import lectern.ingest.Sha256;
import lectern.ingest.SourceDocument;
import lectern.ingest.SourceFile;
import lectern.ingest.Span;
import lectern.ingest.SplitDocument;
import lectern.retrieve.Vectors;

/// Files of made-up passages and vectors, the same for the same seed: words as often as Zipf says, the commonest of them English stop words as in
/// real text, and unit vectors that stand around the centres of topics. Filler for timing; what it finds says nothing of quality.
final class SyntheticPassages {
  static final int DOCUMENTS_A_FILE = 5;
  static final int PASSAGES_A_DOCUMENT = 20;
  static final int DIMENSIONS = 384;

  /// Shares of the files that a condition on a field of this name leaves: one file in so many.
  static final Map<String, Integer> SHARES = Map.of("half", 2, "twentieth", 20, "thousandth", 1_000);

  private static final int WORDS_A_PASSAGE = 120;
  private static final int QUESTION_WORDS = 8;
  private static final int VOCABULARY = 50_000;
  private static final int TOPICS = 2_000;

  /// Two vectors of one topic have a cosine of about 0.6, as passages of one subject have with bge-small-en-v1.5.
  private static final double SPREAD = 0.8;

  private static final List<String> STOP_WORDS =
      List.of(("the of and to a in is it that for was as with be by on not or are at this but an they will if such there then their these into no").split(" "));
  private static final String CONSONANTS = "bdfgklmnprstvz";
  private static final String VOWELS = "aeiou";

  private final Random random;
  private final String[] words = new String[VOCABULARY];
  private final double[] upTo = new double[VOCABULARY];
  private final float[][] topics = new float[TOPICS][];

  SyntheticPassages(long seed) {
    this.random = new Random(seed);
    Random fixed = new Random(1);
    double sum = 0;
    for (int rank = 0; rank < VOCABULARY; rank++) {
      words[rank] = rank < STOP_WORDS.size() ? STOP_WORDS.get(rank) : word(rank);
      sum += 1.0 / (rank + 1);
      upTo[rank] = sum;
    }
    for (int i = 0; i < TOPICS; i++) {
      topics[i] = around(new float[DIMENSIONS], fixed);
    }
  }

  /// A file as the ingest driver gives it to a writer.
  record Made(SourceFile file, List<SplitDocument> family) {}

  Made file(PassageSink sink, int number) {
    Map<String, FieldValue> fields = new HashMap<>();
    SHARES.forEach((name, one) -> fields.put(name, new FieldValue.Flag(number % one == 0)));
    String name = "folder-" + number / 100 + "/file-" + number + ".zip";
    List<SplitDocument> family = new ArrayList<>();
    for (int member = 0; member < DOCUMENTS_A_FILE; member++) {
      family.add(document(sink, new DocumentId(member == 0 ? name : name + "!member-" + member + ".txt")));
    }
    return new Made(new SourceFile(new DocumentId(name), Path.of(name), Sha256.ofUnits(name), 1_000, 0, fields), family);
  }

  private SplitDocument document(PassageSink sink, DocumentId id) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < PASSAGES_A_DOCUMENT; i++) {
      texts.add(text(WORDS_A_PASSAGE) + ".\n\n");
    }
    String whole = String.join("", texts);
    int number = sink.numberFor(id, whole);
    String title = sink.titleFor(number, text(5));
    List<Passage> passages = new ArrayList<>();
    int start = 0;
    for (String text : texts) {
      Label label = new Label(number, passages.size());
      passages.add(new Passage(label, id, List.of(), text, new Span(start, start + text.length()), List.of(), 160));
      start += text.length();
    }
    LocatorMap lines = new LocatorMap(List.of(new LocatorMap.Entry(0, new Locator.Line(1))));
    List<Block> blocks = List.of(new Block.Paragraph(new Span(0, whole.length())));
    SourceDocument source =
        new SourceDocument(
            id, Sha256.ofUnits(id.value()), title, "text/plain", whole, blocks, lines, new Repairs(List.of()), "en", Map.of(), whole.length());
    return new SplitDocument(source, number, 20, passages);
  }

  /// Words of a question: as often rare or common as in the passages, half as many stop words as others.
  String question() {
    StringBuilder question = new StringBuilder();
    int left = QUESTION_WORDS;
    while (left > 0) {
      String word = word();
      boolean stop = STOP_WORDS.contains(word);
      if (!stop || random.nextInt(3) == 0) {
        question.append(word).append(' ');
      }
      left -= stop ? 0 : 1;
    }
    return question.append('?').toString();
  }

  /// A vector around a topic.
  float[] vector() {
    return around(topics[random.nextInt(TOPICS)], random);
  }

  /// Vectors of a document's passages, all around one topic.
  List<float[]> vectors(int passages) {
    float[] topic = topics[random.nextInt(TOPICS)];
    List<float[]> vectors = new ArrayList<>();
    for (int i = 0; i < passages; i++) {
      vectors.add(around(topic, random));
    }
    return vectors;
  }

  private static float[] around(float[] centre, Random random) {
    double[] vector = new double[DIMENSIONS];
    for (int i = 0; i < DIMENSIONS; i++) {
      vector[i] = centre[i] + SPREAD * random.nextGaussian() / Math.sqrt(DIMENSIONS);
    }
    return Vectors.unit(vector);
  }

  private String text(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(i == 0 ? "" : " ").append(word());
    }
    return text.toString();
  }

  private String word() {
    int found = java.util.Arrays.binarySearch(upTo, random.nextDouble() * upTo[VOCABULARY - 1]);
    return words[Math.min(VOCABULARY - 1, found < 0 ? -found - 1 : found)];
  }

  private static String word(int rank) {
    StringBuilder word = new StringBuilder();
    for (int rest = rank; rest > 0 || word.isEmpty(); rest /= CONSONANTS.length() * VOWELS.length()) {
      int syllable = rest % (CONSONANTS.length() * VOWELS.length());
      word.append(CONSONANTS.charAt(syllable % CONSONANTS.length())).append(VOWELS.charAt(syllable / CONSONANTS.length()));
    }
    return word.append('k').toString();
  }
}
