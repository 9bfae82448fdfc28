import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import lectern.synthesize.cite.AlphanumericProjection;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;

/// Clauses that lawyers marked in contracts (CUAD), checked as quotes by `lectern quotes` against the text parsed from the contracts' PDFs: how many
/// are verified, with the span that has their letters and a page on which PDFBox alone finds them begin. What is missed is listed. A piece of a word
/// that a mark begins or ends with is taken off, and clauses that were marked in parts (`<omitted>`) are counted by themselves.
///
/// Run from the repository after `./lectern --version` has built it: `java -cp 'app/target/lib/*' bench/SpanQuotes.java CONTRACTS INDEX`, where CONTRACTS
/// has `pdf/` and `spans.jsonl` (`file` of the text, `text` of the clause), and INDEX is a folder for the index, made or brought up to date first.
/// With `anywhere` as third argument no quote names its document.
class SpanQuotes {
  private static final ObjectMapper JSON = new ObjectMapper();

  /// Letters and digits of a clause's beginning that tell its page: what follows may run over a page's foot.
  private static final int BEGINNING = 40;

  private static final Map<String, String> TEXTS = new HashMap<>();

  /// Fewest letters and digits of a quote.
  private static final int LEAST = 12;

  static void main(String[] arguments) throws Exception {
    Path contracts = Path.of(arguments[0]);
    Path index = Path.of(arguments[1]);
    boolean anywhere = arguments.length > 2 && arguments[2].equals("anywhere");
    run(List.of("ingest", contracts.resolve("pdf").toString(), "--index", index.toString(), "--quiet", "--set", "ingest.embed=off"));
    List<JsonNode> spans = new ArrayList<>();
    Path file = Files.createTempFile("quotes", ".jsonl");
    try (BufferedReader lines = Files.newBufferedReader(contracts.resolve("spans.jsonl"));
        BufferedWriter out = Files.newBufferedWriter(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode span = JSON.readTree(line);
        String words = words(contracts, span);
        if (!words.isBlank()) {
          spans.add(((ObjectNode) span).put("text", words));
          var quote = JSON.createObjectNode().put("quote", words);
          if (!anywhere) {
            quote.put("document", document(span));
          }
          out.write(JSON.writeValueAsString(quote) + "\n");
        }
      }
    }
    long start = System.nanoTime();
    List<String> printed =
        run(List.of("quotes", contracts.resolve("pdf").toString(), file.toString(), "--index", index.toString(), "--json"));
    double seconds = (System.nanoTime() - start) / 1e9;
    Files.delete(file);
    report(contracts, spans, printed, seconds);
  }

  private static void report(Path contracts, List<JsonNode> spans, List<String> printed, double seconds) throws IOException {
    Map<String, Integer> counts = new LinkedHashMap<>();
    Map<String, Pages> pages = new HashMap<>();
    int quotes = 0;
    int right = 0;
    for (int i = 0; i < spans.size(); i++) {
      JsonNode span = spans.get(i);
      JsonNode got = JSON.readTree(printed.get(i));
      String state = got.path("state").asText();
      String letters = AlphanumericProjection.project(span.path("text").asText());
      if (letters.length() < LEAST) {
        counts.merge("too short (" + state + ")", 1, Integer::sum);
        continue;
      }
      if (span.path("text").asText().contains(" … ")) {
        counts.merge("with words left out (" + state + ")", 1, Integer::sum);
        continue;
      }
      quotes++;
      String document = document(span);
      Pages held = pages.computeIfAbsent(document, name -> Pages.of(contracts.resolve("pdf").resolve(name)));
      Set<Integer> beginnings = held.of(letters);
      String wrong = "";
      if (!state.equals("VERIFIED")) {
        wrong = state;
      } else if (!got.path("document").asText().equals(document)) {
        wrong = "another document";
      } else if (!AlphanumericProjection.project(got.path("source").asText()).equals(letters)) {
        wrong = "another span";
      } else if (!beginnings.contains(got.path("page").asInt())) {
        wrong = beginnings.isEmpty() ? "page not to be told: PDFBox alone finds the clause on none" : "another page";
      }
      counts.merge(wrong.isEmpty() ? "right" : wrong, 1, Integer::sum);
      right += wrong.isEmpty() ? 1 : 0;
      if (!wrong.isEmpty()) {
        System.out.printf(
            Locale.ROOT,
            "%s: %s, %s, p. %s of %s%n    “%s”%n    %s%n",
            wrong,
            document,
            span.path("category").asText(),
            got.path("page"),
            beginnings,
            cut(span.path("text").asText()),
            got.path("differences"));
      }
    }
    System.out.printf(
        Locale.ROOT, "%,d of %,d quotes verified with document, span and page: %.2f %%; %.1f s%n%s%n", right, quotes, 100.0 * right / quotes, seconds, counts);
  }

  /// A clause as it is marked, without a piece of a word at its ends, and with an ellipsis where the annotation says that words were left out.
  private static String words(Path contracts, JsonNode span) throws IOException {
    String words = span.path("text").asText();
    if (span.path("start").isInt()) {
      String text = TEXTS.computeIfAbsent(span.path("file").asText(), name -> text(contracts.resolve("txt").resolve(name)));
      int start = span.path("start").asInt();
      int end = span.path("end").asInt();
      while (start > 0 && start < end && inWord(text, start - 1) && inWord(text, start)) {
        start++;
      }
      while (end < text.length() && end > start && inWord(text, end - 1) && inWord(text, end)) {
        end--;
      }
      words = text.substring(start, end);
    }
    return words.replace("<omitted>", " … ");
  }

  private static boolean inWord(String text, int offset) {
    return Character.isLetterOrDigit(text.charAt(offset));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalStateException(file + " cannot be read", e);
    }
  }

  private static String cut(String words) {
    return words.length() < 160 ? words : words.substring(0, 160) + " …";
  }

  private static String document(JsonNode span) {
    return span.path("file").asText().replaceAll("\\.txt$", ".pdf");
  }

  /// The letters and digits of a PDF's pages, as PDFBox reads them.
  private record Pages(String letters, List<Integer> starts) {
    static Pages of(Path file) {
      StringBuilder letters = new StringBuilder();
      List<Integer> starts = new ArrayList<>();
      try (PDDocument document = Loader.loadPDF(file.toFile())) {
        PDFTextStripper stripper = new PDFTextStripper();
        for (int page = 1; page <= document.getNumberOfPages(); page++) {
          stripper.setStartPage(page);
          stripper.setEndPage(page);
          starts.add(letters.length());
          letters.append(AlphanumericProjection.project(stripper.getText(document)));
        }
      } catch (IOException e) {
        throw new IllegalStateException(file + " cannot be read", e);
      }
      return new Pages(letters.toString(), starts);
    }

    /// Pages, from 1, on which the letters begin.
    Set<Integer> of(String wanted) {
      Set<Integer> pages = new TreeSet<>();
      String beginning = wanted.substring(0, Math.min(BEGINNING, wanted.length()));
      for (int at = letters.indexOf(beginning); at >= 0; at = letters.indexOf(beginning, at + 1)) {
        int page = 0;
        while (page < starts.size() && starts.get(page) <= at) {
          page++;
        }
        pages.add(page);
      }
      return pages;
    }
  }

  private static List<String> run(List<String> arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(Path.of("lectern").toAbsolutePath().toString()));
    command.addAll(arguments);
    Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    if (process.waitFor() != 0) {
      throw new IllegalStateException(arguments.getFirst() + " ended with exit code " + process.exitValue());
    }
    return lines;
  }
}
