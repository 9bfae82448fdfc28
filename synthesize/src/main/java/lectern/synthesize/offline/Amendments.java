package lectern.synthesize.offline;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lectern.synthesize.offline.SentenceScorer.Scored;

/// Puts amendments beside the terms they amend: whoever quotes the original alone misleads.
final class Amendments {
  /// A sentence of an answer.
  ///
  /// @param amends whether it changes what a line before it says
  record Line(Scored scored, boolean amends) {}

  /// A sentence that changes another text, and says so.
  private static final Pattern AMENDS =
      Pattern.compile(
          "\\b(is|are|shall be|hereby|stands?)\\s+(hereby\\s+)?(amended|varied|deleted|replaced"
              + "|substituted|superseded|increased|reduced|extended|modified|corrected)\\b(?! only)"
              + "|\\b(deleted and replaced|substituted for|in (substitution for|place of)|amend and"
              + " restate|instead of|should (read|have read|be)|notwithstanding)\\b",
          Pattern.CASE_INSENSITIVE);

  /// Titles of documents that change others.
  private static final Pattern AMENDING_TITLE =
      Pattern.compile(
          "\\b(amend\\w*|variation|vary\\w*|addendum|supplement\\w*|side letter|change (order|notice)"
              + "|erratum|errata|corrig\\w+|correction|concession|memorandum|waiver|revis\\w+|restat\\w+"
              + "|extension|renewal|update)\\b",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern CLAUSE =
      Pattern.compile(
          "\\b(?:clause|section|article|paragraph)s?\\s+([0-9]+(?:\\.[0-9]+)*)",
          Pattern.CASE_INSENSITIVE);

  /// Words of a title that say what kind of document it is, not what about.
  private static final Set<String> KINDS =
      Set.of(
          "agreement",
          "amendment",
          "deed",
          "variation",
          "letter",
          "side",
          "first",
          "second",
          "third",
          "lease",
          "contract",
          "of",
          "the",
          "to",
          "and",
          "no",
          "a",
          "for",
          "supplement",
          "addendum",
          "supplemental",
          "dated",
          "pdf",
          "docx",
          "txt",
          "html",
          "md",
          "eml",
          "draft",
          "signed",
          "final",
          "re",
          "fwd",
          "fw");

  /// Share of the best score that an amendment, or the term it amends, must have.
  private static final double RELATED = 0.5;

  /// Share that suffices where the amendment names the clause of the original.
  private static final double RELATED_BY_CLAUSE = 0.25;

  /// Share of the question's weight, names of documents left out, that an amendment must have
  /// itself.
  private static final double LEAST_ABOUT = 0.25;

  /// Most amendments of one answer.
  private static final int MOST = 2;

  private Amendments() {}

  /// The chosen sentences, terms before what amends them, newest amendment last, with the
  /// amendments and the amended terms that were not chosen.
  static List<Line> placed(List<Scored> chosen, List<Scored> ranked, SentenceIndex index) {
    if (chosen.isEmpty()) {
      return List.of();
    }
    Scored best = chosen.getFirst();
    var originals = new ArrayList<Scored>();
    var amendments = new ArrayList<Scored>();
    for (Scored scored : chosen) {
      (amends(scored) ? amendments : originals).add(scored);
    }
    if (originals.isEmpty()) {
      ranked.stream()
          .filter(scored -> !amends(scored) && !scored.sentence().heading())
          .filter(scored -> scored.score() >= RELATED * best.score())
          .filter(scored -> isAmendedBy(scored, best))
          .findFirst()
          .ifPresent(originals::add);
    }
    if (!originals.isEmpty()) {
      Scored original = originals.getFirst();
      for (Scored scored : ranked) {
        boolean enough =
            scored.score() >= RELATED * best.score()
                || (namesClauseOf(scored, original)
                    && scored.score() >= RELATED_BY_CLAUSE * best.score());
        if (enough
            && amendments.size() < MOST
            && amends(scored)
            && (isAboutTheQuestion(scored, index) || namesClauseOf(scored, original))
            && !amendments.contains(scored)
            && isAmendedBy(original, scored)) {
          amendments.add(scored);
        }
      }
    }
    amendments.sort((a, b) -> Integer.compare(a.place(), b.place()));
    var lines = new ArrayList<Line>();
    originals.forEach(scored -> lines.add(new Line(scored, false)));
    boolean amend = !originals.isEmpty();
    for (Scored amendment : amendments) {
      boolean other =
          originals.stream()
              .anyMatch(
                  o ->
                      o.sentence().document().number() != amendment.sentence().document().number()
                          && isAmendedBy(o, amendment));
      lines.add(new Line(amendment, amend && other));
    }
    return lines;
  }

  private static boolean amends(Scored scored) {
    return AMENDING_TITLE.matcher(scored.sentence().document().title()).find()
        && AMENDS.matcher(scored.sentence().text()).find();
  }

  /// Whether an amendment is about what is asked, not only about the document that is asked about.
  private static boolean isAboutTheQuestion(Scored amendment, SentenceIndex index) {
    return index.asked(amendment.sentence().own()) >= LEAST_ABOUT;
  }

  /// Whether a sentence of another document can change this one: their documents are about the
  /// same.
  private static boolean isAmendedBy(Scored original, Scored amendment) {
    EvidenceText.Document one = original.sentence().document();
    EvidenceText.Document other = amendment.sentence().document();
    if (one.number() == other.number()) {
      return false;
    }
    Set<String> subject = subject(one.title());
    String opening = other.title() + "\n" + opening(other);
    var shared = new HashSet<String>();
    Words.each(
        opening,
        0,
        opening.length(),
        (word, start, end) -> {
          if (subject.contains(Stemmer.stem(word))) {
            shared.add(Stemmer.stem(word));
          }
        });
    return !subject.isEmpty() && shared.size() * 2 >= subject.size();
  }

  private static boolean namesClauseOf(Scored amendment, Scored original) {
    Matcher clause = CLAUSE.matcher(amendment.sentence().text());
    String passage = original.sentence().passage().text();
    while (clause.find()) {
      if (passage.startsWith(clause.group(1)) || passage.contains("\n" + clause.group(1) + " ")) {
        return true;
      }
    }
    return false;
  }

  private static Set<String> subject(String title) {
    var stems = new HashSet<String>();
    Words.each(
        title,
        0,
        title.length(),
        (word, start, end) -> {
          if (!KINDS.contains(word) && !Character.isDigit(word.charAt(0))) {
            stems.add(Stemmer.stem(word));
          }
        });
    return stems;
  }

  private static String opening(EvidenceText.Document document) {
    return document.passages().isEmpty() ? "" : document.passages().getFirst().text();
  }
}
