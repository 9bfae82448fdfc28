package lectern.eval.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import lectern.eval.Sample;
import org.apache.tika.exception.TikaException;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.parser.AutoDetectParser;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.parser.RecursiveParserWrapper;
import org.apache.tika.sax.BasicContentHandlerFactory;
import org.apache.tika.sax.BasicContentHandlerFactory.HANDLER_TYPE;
import org.apache.tika.sax.RecursiveParserWrapperHandler;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.xml.sax.SAXException;

/// Reads the documents with Tika, which had no part in writing them.
class KnownQuestionTest {

  private static final Map<String, String> TEXTS = new HashMap<>();

  @BeforeAll
  static void readEverything() throws IOException, SAXException, TikaException {
    TEXTS.putAll(extracted(HANDLER_TYPE.TEXT, ".*"));
  }

  @Test
  void everyQuoteStandsInItsDocument() {
    List<String> missing = new ArrayList<>();
    for (KnownQuestion question : Corpus.questions()) {
      for (Sample.Support support : question.supporting()) {
        String text = TEXTS.get(question.collection() + "/" + support.document());
        if (text == null || !projected(text).contains(projected(support.quote()))) {
          missing.add(question.id() + " " + support.document() + ": " + support.quote());
        }
      }
    }
    assertEquals("", String.join("\n", missing));
  }

  @Test
  void everyJudgedDocumentExists() {
    for (KnownQuestion question : Corpus.questions()) {
      for (KnownQuestion.Judgement judgement : question.judgements()) {
        String path = question.collection() + "/" + judgement.document();
        assertTrue(TEXTS.containsKey(path), question.id() + " judges " + path);
      }
    }
  }

  @Test
  void wordAndOpenDocumentAndHtmlShowTheirHeadingsAndTables()
      throws IOException, SAXException, TikaException {
    Map<String, String> pages = extracted(HANDLER_TYPE.XML, ".*\\.(docx|odt|html|xlsx)");
    pages.forEach(
        (path, xhtml) -> {
          if (!path.endsWith(".xlsx")) {
            assertTrue(xhtml.contains("<h1") || xhtml.contains("<h2"), path + " has no headings");
          }
          if (path.matches(".*(-lease\\.docx|-lease\\.odt|-page\\.html|\\.xlsx)")) {
            assertTrue(xhtml.contains("<tr"), path + " has no table rows");
          }
        });
  }

  @Test
  void asksEnoughOfEveryKind() {
    List<KnownQuestion> questions = Corpus.questions();
    Set<String> ids = new HashSet<>();
    questions.forEach(
        question -> assertTrue(ids.add(question.id()), question.id() + " occurs twice"));
    assertTrue(questions.size() >= 45);
    assertTrue(questions.stream().filter(q -> q.collection().equals("leases")).count() >= 25);
    assertTrue(questions.stream().filter(q -> q.hops() >= 2).count() >= 10);
    assertTrue(questions.stream().filter(q -> !q.sample().answerable()).count() >= 4);
  }

  @Test
  void amountsAndDatesStandInAQuote() {
    for (KnownQuestion question : Corpus.questions()) {
      if (question.type() == KnownQuestion.Type.AMOUNT
          || question.type() == KnownQuestion.Type.DATE) {
        String quotes =
            String.join(" ", question.supporting().stream().map(Sample.Support::quote).toList());
        boolean found =
            question.sample().targets().stream()
                .anyMatch(target -> projected(quotes).contains(projected(target)));
        assertTrue(
            found, question.id() + ": none of " + question.sample().targets() + " in " + quotes);
      }
    }
  }

  @Test
  void neverAsksInTheWordsOfTheQuote() {
    for (KnownQuestion question : Corpus.questions()) {
      for (Sample.Support support : question.supporting()) {
        assertTrue(
            !projected(question.question()).contains(projected(support.quote())), question.id());
      }
    }
  }

  /// Path to content; a member of a mail is `mail.eml!name`.
  private static Map<String, String> extracted(HANDLER_TYPE type, String paths)
      throws IOException, SAXException, TikaException {
    Map<String, String> texts = new HashMap<>();
    for (SampleFile file : Corpus.files()) {
      if (!file.path().matches("(leases|papers)/" + paths)) {
        continue;
      }
      Parser parser = new RecursiveParserWrapper(new AutoDetectParser());
      var handler = new RecursiveParserWrapperHandler(new BasicContentHandlerFactory(type, -1));
      Metadata metadata = new Metadata();
      metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, file.path());
      parser.parse(new ByteArrayInputStream(file.bytes()), handler, metadata, new ParseContext());
      for (Metadata part : handler.getMetadataList()) {
        String inner = part.get(TikaCoreProperties.EMBEDDED_RESOURCE_PATH);
        String content = part.get(TikaCoreProperties.TIKA_CONTENT);
        String path = inner == null ? file.path() : file.path() + "!" + inner.substring(1);
        texts.put(path, content == null ? "" : content);
      }
    }
    return texts;
  }

  /// Lower-case letters and digits, which is what parsing must preserve.
  private static String projected(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}]", "");
  }
}
