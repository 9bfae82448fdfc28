package lectern.synthesize.cite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerSentencesTest {
  private static final String MARKDOWN =
      """
      ## What is due
      The rent. And
      more of it:
      - 1 May: £5 [d1#1]
      - 2 May.

      | day | sum |
      |-----|-----|
      | 1 May | £5 |
      ```
      x = 1. Y
      ```
      """;

  @Test
  void aLabelBelongsToTheSentenceBeforeIt() {
    cut(
        "The rent is £5. [d1#2] It is paid yearly [d1#3]. The end.",
        "The rent is £5. [d1#2]",
        "It is paid yearly [d1#3].",
        "The end.");
    cut("The rent is £5.\n[d1#2][d1#3]\nIt is due.", "The rent is £5.\n[d1#2][d1#3]", "It is due.");
  }

  @Test
  void stopsInsideQuotesCutNothing() {
    cut(
        "It is five (“5.1 Pay now. Pay in full.” [d1#2]). Then it ends.",
        "It is five (“5.1 Pay now. Pay in full.” [d1#2]).",
        "Then it ends.");
    cut(
        "“The Tenant must pay. It must pay in full.” [d1#2] The rest is “Not due. At all.” Yes.",
        "“The Tenant must pay. It must pay in full.” [d1#2]",
        "The rest is “Not due. At all.”",
        "Yes.");
    cut("“One.\n\nTwo.” [d1#2]\nThree.", "“One.\n\nTwo.” [d1#2]", "Three.");
  }

  @Test
  void aQuoteThatStandsAloneIsTheProofOfTheSentenceBefore() {
    cut(
        "The fee is 5 %. “five per cent of the Net Rent” [d7#12]\nIt is due. [d1#2]",
        "The fee is 5 %. “five per cent of the Net Rent” [d7#12]", "It is due. [d1#2]");
    cut(
        "“five per cent of the Net Rent” [d7#12]\n“it is due on demand” [d7#13]",
        "“five per cent of the Net Rent” [d7#12]",
        "“it is due on demand” [d7#13]");
  }

  @Test
  void abbreviationsAndNumbersEndNoSentence() {
    cut(
        "Harbour Ltd. and Dr. Oakes meet e.g. at No. 5 under cl. 4.2. It is at 10.30 a.m. daily.",
        "Harbour Ltd. and Dr. Oakes meet e.g. at No. 5 under cl. 4.2.",
        "It is at 10.30 a.m. daily.");
    cut("The answer is no. 5 % is due.", "The answer is no. 5 % is due.");
    cut("Is it so? No. It is not.", "Is it so?", "No.", "It is not.");
  }

  @Test
  void markdownIsCutAlongItsLines() {
    List<AnswerSentences.Piece> pieces = AnswerSentences.of(MARKDOWN);
    assertEquals(
        List.of(
            "## What is due",
            "The rent.",
            "And\nmore of it:",
            "- 1 May: £5 [d1#1]",
            "- 2 May.",
            "| day | sum |",
            "|-----|-----|",
            "| 1 May | £5 |",
            "```\nx = 1. Y\n```"),
        pieces.stream().map(AnswerSentencesTest::words).toList());
    assertEquals(
        List.of(false, true, true, true, true, false, false, true, false),
        pieces.stream().map(AnswerSentences.Piece::claims).toList());
  }

  private static String words(AnswerSentences.Piece piece) {
    return MARKDOWN.substring(piece.span().start(), piece.span().end());
  }

  @Test
  void chineseSentencesNeedNoBlank() {
    cut("租金为五元。“每月支付一次租金，共五元。” [d1#2]不得拖欠！", "租金为五元。“每月支付一次租金，共五元。” [d1#2]", "不得拖欠！");
  }

  @Test
  void nothingButWhiteSpaceIsBetween() {
    for (String text :
        List.of(
            "", " ", "a", "“", "[d1#1", "[d1#1: “x” ", "```", "|", "a.\n\n\n[d1#1] b", "...!?")) {
      StringBuilder rest = new StringBuilder(text);
      for (AnswerSentences.Piece piece : AnswerSentences.of(text)) {
        for (int i = piece.span().start(); i < piece.span().end(); i++) {
          rest.setCharAt(i, ' ');
        }
      }
      assertTrue(rest.toString().isBlank(), text);
    }
  }

  private static void cut(String text, String... sentences) {
    assertEquals(
        List.of(sentences),
        AnswerSentences.of(text).stream()
            .map(piece -> text.substring(piece.span().start(), piece.span().end()))
            .toList());
  }
}
