package lectern.synthesize.cite;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import lectern.ingest.Span;
import lectern.retrieve.DocumentText;
import lectern.synthesize.Citation;
import lectern.synthesize.Evidence;
import lectern.synthesize.Fact;
import lectern.synthesize.Sentence;

/// Checks an answer while it is written: lets its text through word by word, holds a label back
/// until it is whole, and tells of each sentence what its sources bear out as soon as it is over.
///
/// The events are the same however the text is cut into pieces, and their texts together are the
/// text. Not for use by several threads.
public final class SentenceStream {
  /// What becomes of the text.
  public sealed interface Event {
    /// Text that may be shown: no part of a label that is not whole.
    record Text(String text) implements Event {}

    /// A sentence that is over. One without a citation may come a second time at the end, where the
    /// answer's sources turn out not to hold its facts.
    ///
    /// @param sentence its span counts in the whole text, its citations from the first of all
    /// @param citations its own, in order
    record Checked(Sentence sentence, List<Citation> citations) implements Event {
      public Checked {
        citations = List.copyOf(citations);
      }
    }
  }

  /// A bracket open longer than this is none of a label.
  private static final int LONGEST_MARK_CHARS = 80;

  /// Marks open longer than this are no quote.
  private static final int LONGEST_QUOTE_CHARS = 20_000;

  /// What a label without square brackets may begin with.
  private static final Pattern ROUND = Pattern.compile("\\((?:see )?d?[0-9]*#?[0-9]*$");

  private static final Pattern INSIDE =
      Pattern.compile("[\\[【]d[1-9][0-9]*#[0-9]+:.*", Pattern.DOTALL);

  /// Words of the next sentence after which the one before is over.
  private static final int SURE_WORDS = 2;

  private final String question;
  private final List<Evidence> evidence;
  private final IntFunction<Optional<DocumentText>> texts;
  private final Consumer<Event> listener;
  private final StringBuilder text = new StringBuilder();
  private final List<Citation> citations = new ArrayList<>();
  private final List<Sentence> uncited = new ArrayList<>();
  private int shown;
  private int checked;

  /// @param question its words are known, and prove no figure
  /// @param evidence what the answer is made from
  /// @param texts a whole document by its number
  /// @param listener told of each event, on the thread that feeds
  public SentenceStream(
      String question,
      List<Evidence> evidence,
      IntFunction<Optional<DocumentText>> texts,
      Consumer<Event> listener) {
    this.question = question;
    this.evidence = List.copyOf(evidence);
    this.texts = texts;
    this.listener = listener;
  }

  /// Takes the next piece of the text.
  public void feed(CharSequence piece) {
    for (int i = 0; i < piece.length(); i++) {
      text.append(piece.charAt(i));
      if (Character.isWhitespace(piece.charAt(i))) {
        show(safeEnd());
        check();
      }
    }
  }

  /// Tells what is left, the text being whole.
  public void end() {
    show(text.length());
    String rest = text.substring(checked);
    for (AnswerSentences.Piece piece : AnswerSentences.of(rest)) {
      tell(piece.span(), checked);
    }
    checked = text.length();
    for (Sentence sentence : uncited) {
      Span span = sentence.span();
      for (Sentence again : sentences(span, List.of(), citations)) {
        if (!again.missing().isEmpty()) {
          listener.accept(new Event.Checked(moved(again, span.start(), 0), List.of()));
        }
      }
    }
  }

  private void show(int end) {
    if (end > shown) {
      String words = text.substring(shown, end);
      shown = end;
      listener.accept(new Event.Text(words));
    }
  }

  /// Where the text ends that may be shown: before a bracket that may open a label.
  private int safeEnd() {
    int length = text.length();
    for (int i = length - 1; i >= shown; i--) {
      char c = text.charAt(i);
      if (c == ']' || c == '】') {
        return length;
      }
      boolean near = length - i <= LONGEST_MARK_CHARS;
      boolean opens = c == '[' || c == '【';
      if (opens && (near || isQuoteInside(i))) {
        return i;
      }
      if (c == '(' && near && ROUND.matcher(text.substring(i)).find()) {
        return i;
      }
    }
    return length;
  }

  /// Whether a bracket holds a label and its quote, which may be long.
  private boolean isQuoteInside(int from) {
    return text.length() - from <= LONGEST_QUOTE_CHARS
        && INSIDE
            .matcher(text.substring(from, Math.min(text.length(), from + LONGEST_MARK_CHARS)))
            .matches();
  }

  private void check() {
    if (shown < text.length() || isInQuote()) {
      return;
    }
    String pending = text.substring(checked);
    // What a row is, its heads or its values, is told by those behind it.
    if (pending.substring(pending.stripTrailing().lastIndexOf('\n') + 1).startsWith("|")) {
      return;
    }
    List<AnswerSentences.Piece> pieces = AnswerSentences.of(pending);
    int from = checked;
    for (int i = 0; i + 1 < pieces.size(); i++) {
      Span next = pieces.get(i + 1).span();
      if (i + 2 >= pieces.size() && !isBegun(pending.substring(next.start(), next.end()))) {
        return;
      }
      tell(pieces.get(i).span(), from);
      checked = from + pieces.get(i).span().end();
    }
  }

  /// Whether what follows a sentence is surely another: neither its label nor its quote.
  private static boolean isBegun(String next) {
    return Character.isLetterOrDigit(next.codePointAt(0))
        && next.strip().split("\\s+", -1).length > SURE_WORDS;
  }

  private boolean isInQuote() {
    int open = 0;
    int straight = 0;
    for (int i = checked; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case '“', '„', '«', '「' -> open++;
        case '”', '»', '」' -> open = Math.max(0, open - 1);
        case '"' -> straight++;
        default -> {}
      }
    }
    return text.length() - checked < LONGEST_QUOTE_CHARS && (open > 0 || straight % 2 > 0);
  }

  private void tell(Span local, int from) {
    Span span = new Span(from + local.start(), from + local.end());
    List<Citation> own =
        CitationCheck.check(text.substring(span.start(), span.end()), evidence, texts);
    int before = citations.size();
    for (Sentence sentence : sentences(span, own, List.of())) {
      List<Citation> cited = sentence.citations().stream().map(own::get).toList();
      Sentence placed = moved(sentence, span.start(), before);
      if (placed.state() == Sentence.State.UNCITED) {
        uncited.add(placed);
      }
      listener.accept(new Event.Checked(placed, cited));
    }
    citations.addAll(own);
  }

  private List<Sentence> sentences(Span span, List<Citation> own, List<Citation> all) {
    return SentenceCheck.one(
        question, text.substring(span.start(), span.end()), own, all, evidence, texts);
  }

  /// The sentence where it stands in the whole text.
  private static Sentence moved(Sentence sentence, int offset, int citation) {
    return new Sentence(
        moved(sentence.span(), offset),
        sentence.state(),
        sentence.citations().stream().map(place -> place + citation).toList(),
        sentence.missing().stream()
            .map(fact -> new Fact(fact.kind(), moved(fact.span(), offset), fact.words()))
            .toList());
  }

  private static Span moved(Span span, int offset) {
    return new Span(span.start() + offset, span.end() + offset);
  }
}
