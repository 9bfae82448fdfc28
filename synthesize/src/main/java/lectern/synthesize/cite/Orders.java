package lectern.synthesize.cite;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import lectern.ingest.Span;

/// Reads what comes before, until, on or after what: "prior to the Break Date", "30 days after
/// receipt", "on completion".
final class Orders {
  private static final int BEHIND = 4;

  /// Tokens that are looked at for them.
  private static final int REACH = 12;

  /// Tokens behind "on" and "by" among which a word for a time makes it one of order.
  private static final int TIME_REACH = 4;

  private static final Set<String> TIMES =
      Set.of(
          "date",
          "day",
          "anniversary",
          "expiry",
          "expiration",
          "termination",
          "completion",
          "commencement",
          "signature",
          "receipt",
          "delivery",
          "closing",
          "execution");

  /// @param behind stems of what follows
  record Order(Side side, Span span, List<String> behind) {
    /// Words that two must have in common where one is only "on" or "by".
    private static final int SURE = 2;

    Order {
      behind = List.copyOf(behind);
    }

    int likeness(Order other) {
      int same = (int) behind.stream().filter(other.behind::contains).count();
      boolean loose = (side == Side.ON) != (other.side == Side.ON);
      return loose && same < SURE ? 0 : same;
    }
  }

  private Orders() {}

  static List<Order> of(List<Token> tokens) {
    List<Order> found = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      Side side = side(tokens, i);
      if (side != Side.NONE) {
        found.add(new Order(side, tokens.get(i).span(), behind(tokens, i + 1)));
      }
    }
    return found;
  }

  private static Side side(List<Token> tokens, int i) {
    String next = word(tokens, i + 1);
    Side side =
        switch (word(tokens, i)) {
          case "before", "preceding" -> Side.BEFORE;
          case "prior" -> next.equals("to") ? Side.BEFORE : Side.NONE;
          case "ahead" -> next.equals("of") ? Side.BEFORE : Side.NONE;
          case "until", "till" -> Side.UNTIL;
          case "after", "following", "subsequent" -> Side.AFTER;
          case "on", "upon" -> next.equals("or") || !isOfTime(tokens, i) ? Side.NONE : Side.ON;
          case "by" -> isOfTime(tokens, i) ? Side.BEFORE : Side.NONE;
          default -> Side.NONE;
        };
    boolean not = word(tokens, i - 1).equals("not");
    boolean orOn = word(tokens, i - 1).equals("or") && word(tokens, i - 2).equals("on");
    boolean hereafter = next.equals("called") || next.equals(":");
    if (not) {
      return side.negated();
    }
    if (side == Side.AFTER && (hereafter || orOn)) {
      return hereafter ? Side.NONE : Side.FROM;
    }
    return side;
  }

  private static boolean isOfTime(List<Token> tokens, int i) {
    for (int at = i + 1; at < Math.min(tokens.size(), i + 1 + TIME_REACH); at++) {
      Token token = tokens.get(at);
      if (TIMES.contains(token.word())) {
        return true;
      }
      if (!token.isWord()) {
        return false;
      }
    }
    return false;
  }

  private static String word(List<Token> tokens, int i) {
    return i < 0 || i >= tokens.size() ? "" : tokens.get(i).word();
  }

  private static List<String> behind(List<Token> tokens, int from) {
    List<String> behind = new ArrayList<>();
    for (int i = from; i < Math.min(tokens.size(), from + REACH) && behind.size() < BEHIND; i++) {
      Token token = tokens.get(i);
      if (token.is(".") || token.is(";")) {
        break;
      }
      if (Stems.isContent(token) && !token.is("date") && !token.is("day")) {
        behind.add(token.stem());
      }
    }
    return behind;
  }
}
