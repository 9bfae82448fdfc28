package lectern.app.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lectern.ingest.DocumentId;
import lectern.ingest.Label;
import lectern.ingest.Locator;
import lectern.ingest.Span;
import lectern.retrieve.IndexedDocument;
import lectern.retrieve.Scope;
import lectern.synthesize.Answer;
import lectern.synthesize.Citation;
import lectern.synthesize.Completion;
import lectern.synthesize.ModelCard;
import lectern.synthesize.ModelRules;
import lectern.synthesize.Plan;
import lectern.synthesize.Question;
import lectern.synthesize.QuestionKind;
import lectern.synthesize.Reading;
import lectern.synthesize.Tier;
import lectern.synthesize.TokenBudget;
import lectern.synthesize.Usage;
import lectern.synthesize.cite.Conflicts;
import org.junit.jupiter.api.Test;

class ReportTest {
  private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");
  private static final SourceLink LINK =
      new SourceLink(Path.of("/home/a/leases"), Path.of("/home/a"));
  private static final String SCRIPT =
      "<script>alert(1)</script><img src=x onerror=alert(1)> \"' ]( javascript:alert(1) ) `x` ![i](http://e.org/i.png)";

  private static IndexedDocument document(int number, String name, String mediaType) {
    DocumentId id = new DocumentId(name);
    return new IndexedDocument(
        number,
        id,
        id,
        "",
        name,
        mediaType,
        1,
        100,
        5,
        400,
        400,
        "",
        number == 3 ? Map.of("date", "2024-03-03T09:00:00Z") : Map.of(),
        Map.of(),
        List.of());
  }

  private static Citation.Resolved cited(
      int number, String name, String heading, Citation.State state, String quote) {
    Label label = new Label(number, 0);
    return new Citation.Resolved(
        label,
        state,
        document(number, name, "application/pdf"),
        label,
        List.of(heading),
        new Locator.Page(4),
        "8.2",
        new Span(0, quote.length()),
        quote,
        List.of());
  }

  private static Answer answer(String question, String text, List<Citation> citations) {
    ModelCard model =
        new ModelCard(
            "kimi",
            "moonshot",
            32_768,
            1_000,
            null,
            ModelRules.PLAIN,
            null,
            null,
            URI.create("https://example.org"),
            LocalDate.EPOCH);
    List<Citation.Resolved> noted =
        List.of(
            cited(
                3,
                "deed.pdf",
                "Rent",
                Citation.State.VERIFIED,
                "The yearly rent of the mill is £45,000."));
    IndexedDocument unread = document(9, "lost & found.pdf", "application/pdf");
    return new Answer(
        new Question(question, new Scope.Everything(), null),
        new Completion(
            text,
            null,
            Completion.Finish.STOP,
            new Usage(1_000, 200, 0, 50),
            "kimi",
            Duration.ZERO,
            new BigDecimal("0.0123"),
            List.of()),
        Answer.Outcome.ANSWERED,
        citations,
        List.of(),
        null,
        Conflicts.of(citations, noted, _ -> Optional.empty()),
        List.of(),
        new Plan(
            Tier.MAP_REDUCE,
            QuestionKind.LOOK_UP,
            true,
            List.of(),
            model,
            new TokenBudget(32_768, 1, 1, 1, 1),
            3,
            4,
            1_200,
            0,
            new Plan.Price(BigDecimal.ZERO, new BigDecimal("0.02"), new BigDecimal("0.1")),
            1,
            1,
            List.of("all"),
            List.of()),
        new Reading(
            3,
            30,
            3_000,
            2,
            20,
            2_000,
            0,
            List.of(new Reading.Unread(unread, "refused <b>")),
            noted,
            List.of()),
        Duration.ZERO);
  }

  private static Answer plain() {
    Citation lease =
        cited(
            1,
            "in part/a lease #1.pdf",
            "Rent",
            Citation.State.VERIFIED,
            "The yearly rent of the mill is £42,000.");
    return answer(
        "What is the rent?",
        "It is £42,000 (“The yearly rent of the mill is £42,000.” [d1#0]).\nSo it is [d1#0], see [d7#1, p. 2].",
        List.of(lease, lease, new Citation.Unknown(new Label(7, 1))));
  }

  @Test
  void theMarkdownReportReadsSo() {
    assertEquals(
        """
        # What is the rent?

        It is £42,000 (“The yearly rent of the mill is £42,000.” [^1]). \s
        So it is [^1], see \\[[^2], p. 2\\].

        ## Alike in words, other figures

        - 3 March 2024: “The yearly rent of the mill is £45,000.” (deed.pdf, p. 4, § 8.2, Rent); “The yearly rent of the mill is £42,000.” (in part/a lease \\#1.pdf, p. 4, § 8.2, Rent)

        ## How it was made

        - **Outcome**: answered; no citation is false
        - **Read**: 2 of 3 documents whole, 20 of 30 passages, 2,000 of 3,000 tokens \\(66.6 %\\)
        - **Model**: kimi
        - **Tokens**: 1,000 of the prompts, 200 of them cached, and 50 of the completions; planned were 1,200 in 4 prompts
        - **Price**: $0.0123; planned were $0.0200, at most $0.1000
        - **Made**: 29 November 2026, 12:00 UTC

        ## Not read

        - lost \\& found.pdf: refused \\<b\\>

        [^1]: [in part/a lease \\#1.pdf, p. 4, § 8.2, Rent](<./leases/in%20part/a%20lease%20%231.pdf#page=4>): “The yearly rent of the mill is £42,000.” (VERIFIED)
        [^2]: no evidence has the label d7\\#1 (UNKNOWN_LABEL)
        """,
        MarkdownReport.of(plain(), LINK, NOON));
  }

  @Test
  void theHtmlReportOpensTheSourceAtItsPage() {
    String page = HtmlReport.of(plain(), LINK, NOON);
    assertTrue(page.startsWith("<!DOCTYPE html>\n<html lang=\"en\">"), page);
    assertTrue(
        page.contains(
            "<sup><a id=\"mark-1-1\" href=\"#source-1\" aria-label=\"Source 1\">1</a></sup>"),
        page);
    assertTrue(page.contains("<a id=\"mark-1-2\" href=\"#source-1\""), page);
    assertTrue(
        page.contains(
            "<li id=\"source-1\"><a href=\"./leases/in%20part/a%20lease%20%231.pdf#page=4\">"
                + "in part/a lease #1.pdf, p. 4, § 8.2, Rent</a>: <q>The yearly rent"),
        page);
    assertTrue(page.contains("<span class=\"state verified\">VERIFIED</span>"), page);
    assertTrue(page.contains("<h2>Not read</h2>"), page);
    assertTrue(page.contains("29 November 2026, 12:00 UTC"), page);
  }

  /// Every link inside the page has its place, and no place is named twice.
  @Test
  void linksWithinThePageLead() {
    String page = HtmlReport.of(plain(), LINK, NOON);
    List<String> places = found("id=\"([^\"]+)\"", page);
    assertEquals(List.copyOf(new LinkedHashSet<>(places)), places);
    for (String link : found("href=\"#([^\"]+)\"", page)) {
      assertTrue(places.contains(link), link);
    }
  }

  private static List<String> found(String pattern, String page) {
    Matcher matcher = Pattern.compile(pattern).matcher(page);
    return matcher.results().map(result -> result.group(1)).toList();
  }

  @Test
  void nothingThatAnyoneWroteIsMoreThanText() {
    Answer hostile =
        answer(
            SCRIPT,
            SCRIPT + " [d1#0] " + SCRIPT,
            List.of(cited(1, "\"><script>.pdf", SCRIPT, Citation.State.VERIFIED, SCRIPT)));
    String page = HtmlReport.of(hostile, LINK, NOON);
    String body = page.substring(page.indexOf("<main>"));
    // Tags of the report's own, and no other.
    assertEquals(
        List.of(),
        found("<(/?[a-zA-Z!][^\\s>]*)", body).stream()
            .filter(
                tag -> !tag.matches("/?(main|h1|h2|p|sup|a|ol|ul|li|q|span|dl|dt|dd|br|body|html)"))
            .toList());
    assertFalse(body.contains("javascript:alert(1)\""), body);
    assertEquals(List.of(), found("(?:href)=\"((?!#|\\./|file:)[^\"]*)\"", body));
    assertEquals(List.of(), found("<[^>]*\\s(on[a-z]+)=", body));
    assertTrue(page.contains("default-src 'none'"), page);
    String title = page.substring(page.indexOf("<title>") + 7, page.indexOf("</title>"));
    assertFalse(title.contains("<"), title);

    String text = MarkdownReport.of(hostile, LINK, NOON);
    // Unescaped, any of these would begin a tag, a picture or a link.
    assertEquals(List.of(), found("(?<!\\\\)(<(?!\\./))", text.replace("](<", "](")));
    assertEquals(List.of(), found("(?<!\\\\)(!\\\\?\\[)", text));
    assertTrue(text.contains("\\]( javascript") || text.contains("\\]\\( javascript"), text);
    assertEquals(1, found("(?m)^(\\[\\^1\\]: )", text).size());
  }

  @Test
  void aSourceElsewhereIsOpenedByItsOwnAddress() {
    SourceLink elsewhere = new SourceLink(Path.of("/home/a/leases"), Path.of("/tmp/reports"));
    assertEquals(
        "file:///home/a/leases/a%20b.pdf#page=2",
        elsewhere.of(document(1, "a b.pdf", "application/pdf"), new Locator.Page(2)));
    assertEquals(
        "file:///home/a/leases/a.txt",
        elsewhere.of(document(1, "a.txt", "text/plain"), new Locator.Line(2)));
  }
}
