package lectern.ingest.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class O200kCounterTest {
  private static final Encoding WHOLE =
      Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);

  private final O200kCounter counter = new O200kCounter();

  /// Counts as published for the vocabulary (tiktoken).
  @Test
  void countsAsTiktokenDoes() {
    assertEquals(0, counter.count(""));
    assertEquals(2, counter.count("hello world"));
    assertEquals(1, counter.count("tokenizer".substring(0, 5)));
  }

  @Test
  void countsSpecialTokensAsOrdinaryText() {
    assertEquals(7, counter.count("<|endoftext|>"));
  }

  /// Counting word by word must be counting the whole.
  @Property(tries = 2_000)
  void piecesAddUpToTheWhole(@ForAll("texts") String text) {
    assertEquals(WHOLE.countTokensOrdinary(text), counter.count(text), text);
    assertEquals(WHOLE.countTokensOrdinary(text), counter.count(text), "remembered: " + text);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(
            " ",
            " ",
            " ",
            "  ",
            "\n",
            "\r\n",
            "\t",
            "\u00a0",
            "\u2003",
            "\u0085",
            "\u000b",
            "\u200b",
            "word",
            "Word",
            "WORD",
            "don't",
            "'s",
            "'LL",
            "12",
            "3456",
            ".",
            ",",
            "/",
            "//\n",
            "£",
            "—",
            "(a)",
            "\u0301",
            "é",
            "中文",
            "字",
            "क्षि",
            "😀",
            "👩\u200d⚖️",
            "\ud83d",
            "ﬁ",
            "Ǆ",
            "ª",
            "_")
        .list()
        .ofMaxSize(40)
        .map(parts -> parts.stream().collect(Collectors.joining()));
  }
}
