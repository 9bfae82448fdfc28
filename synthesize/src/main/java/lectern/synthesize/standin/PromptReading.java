package lectern.synthesize.standin;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lectern.synthesize.PartRequest;

/// A prompt as a reader takes it in: instructions, labelled passages, question.
///
/// @param question what is asked, without what is asked for beside it
/// @param notFound the sentence that the instructions want where nothing answers
/// @param passages in the prompt's order
public record PromptReading(String question, String notFound, List<Passage> passages) {
  public PromptReading {
    passages = List.copyOf(passages);
  }

  /// A stretch of the material.
  ///
  /// @param label as it stands in brackets; empty where the material has none
  /// @param depth where in the material it begins, 0.0 to 1.0
  public record Passage(String label, String text, double depth) {}

  private static final String USUAL_NOT_FOUND = "The documents do not answer this question.";

  private static final Pattern NOT_FOUND =
      Pattern.compile("write exactly this sentence and nothing else: (.+)");

  private static final Pattern LABEL = Pattern.compile("(?m)^\\[(d\\d+#\\d+)\\] ?");

  /// A line that opens a document.
  private static final Pattern OPENING = Pattern.compile("(?m)^=== d\\d+.*$");

  /// Words that say nothing of what is asked.
  private static final Set<String> EMPTY_WORDS =
      Set.of(
          ("a an and any are as at be by can did do does for from had has have how in is it its may"
                  + " must not of on or shall that the their there they this to under was what when"
                  + " where which who whose why will with would you your")
              .split(" "));

  private static final List<String> ENDINGS = List.of("ing", "ed", "es", "s", "e");

  /// Takes in what a model was sent.
  public static PromptReading of(Reader.Asked asked) {
    int last = lastQuestion(asked.turns());
    var instructions = new StringBuilder();
    var material = new StringBuilder();
    for (int i = 0; i < asked.turns().size(); i++) {
      Reader.Turn turn = asked.turns().get(i);
      if (turn.role().equals("system")) {
        instructions.append(turn.text()).append('\n');
      } else if (i != last) {
        material.append(turn.text()).append('\n');
      }
    }
    String question = PartRequest.question(asked.turns().get(last).text()).strip();
    if (material.isEmpty()) {
      // All in one message: the question is its last paragraph.
      int gap = question.lastIndexOf("\n\n");
      material.append(question, 0, Math.max(0, gap));
      question = question.substring(Math.max(0, gap)).strip();
    }
    Matcher notFound = NOT_FOUND.matcher(instructions);
    return new PromptReading(
        question,
        notFound.find() ? notFound.group(1).strip() : USUAL_NOT_FOUND,
        passages(material.toString()));
  }

  /// Where the question stands: the results of tools come after it.
  private static int lastQuestion(List<Reader.Turn> turns) {
    for (int i = turns.size() - 1; i >= 0; i--) {
      if (turns.get(i).role().equals("user")) {
        return i;
      }
    }
    return turns.size() - 1;
  }

  private static List<Passage> passages(String material) {
    List<Passage> passages = new ArrayList<>();
    Matcher label = LABEL.matcher(material);
    boolean more = label.find();
    if (!more) {
      for (int from = 0; from < material.length(); ) {
        int end = material.indexOf("\n\n", from);
        int to = end < 0 ? material.length() : end + 2;
        add(passages, "", material, from, to);
        from = to;
      }
    }
    while (more) {
      String name = label.group(1);
      int from = label.end();
      more = label.find();
      add(passages, name, material, from, more ? label.start() : material.length());
    }
    return List.copyOf(passages);
  }

  private static void add(List<Passage> passages, String label, String all, int from, int to) {
    String text = OPENING.matcher(all.substring(from, to)).replaceAll("").strip();
    if (!text.isEmpty()) {
      passages.add(new Passage(label, text, from / (double) Math.max(1, all.length())));
    }
  }

  /// The words of a text that say something, in lower case.
  static Set<String> words(String text) {
    Set<String> words = new TreeSet<>();
    eachWord(text, words::add);
    return words;
  }

  /// Those of them that are wanted.
  static Set<String> wordsAmong(Set<String> wanted, String text) {
    Set<String> words = new TreeSet<>();
    eachWord(
        text,
        word -> {
          if (wanted.contains(word)) {
            words.add(word);
          }
        });
    return words;
  }

  private static void eachWord(String text, Consumer<String> taken) {
    int from = -1;
    for (int i = 0; i <= text.length(); i++) {
      boolean han = i < text.length() && isHan(text.charAt(i));
      if (!han && i < text.length() && Character.isLetterOrDigit(text.charAt(i))) {
        from = from < 0 ? i : from;
      } else if (from >= 0) {
        String word = text.substring(from, i).toLowerCase(Locale.ROOT);
        if (!EMPTY_WORDS.contains(word)) {
          taken.accept(stem(word));
        }
        from = -1;
      }
      // Chinese does not say where a word ends: two characters are one.
      if (han && i + 1 < text.length() && isHan(text.charAt(i + 1))) {
        taken.accept(text.substring(i, i + 2));
      }
    }
  }

  private static boolean isHan(char c) {
    return c >= 0x3400 && c <= 0x9FFF;
  }

  /// Enough of a stem that plurals and past tenses meet.
  private static String stem(String word) {
    for (String ending : ENDINGS) {
      if (word.length() > ending.length() + 3 && word.endsWith(ending)) {
        return word.substring(0, word.length() - ending.length());
      }
    }
    return word;
  }

  /// The sentences of a passage, as they stand.
  public static List<String> sentences(String text) {
    List<String> sentences = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      boolean stop = ".!?;。！？\n".indexOf(text.charAt(i)) >= 0;
      boolean gap = i + 1 == text.length() || Character.isWhitespace(text.charAt(i + 1));
      if (stop && (gap || text.charAt(i) > 0x7F)) {
        sentences.add(text.substring(from, i + 1).strip());
        from = i + 1;
      }
    }
    sentences.add(text.substring(from).strip());
    sentences.removeIf(String::isEmpty);
    return sentences;
  }
}
