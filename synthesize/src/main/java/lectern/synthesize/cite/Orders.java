package lectern.synthesize.cite;

import java.util.ArrayList;
import java.util.List;
import lectern.ingest.Span;

/// Reads what comes before or after what: "prior to the Break Date", "30 days after receipt".
final class Orders {
  private static final int BEHIND = 4;

  /// Tokens that are looked at for them.
  private static final int REACH = 12;

  /// @param before whether it says before, else after
  /// @param behind stems of what follows
  record Order(boolean before, Span span, List<String> behind) {
    Order {
      behind = List.copyOf(behind);
    }

    int likeness(Order other) {
      return (int) behind.stream().filter(other.behind::contains).count();
    }
  }

  private Orders() {}

  static List<Order> of(List<Token> tokens) {
    List<Order> found = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      int side = side(tokens, i);
      if (side != 0) {
        found.add(new Order(side < 0, tokens.get(i).span(), behind(tokens, i + 1)));
      }
    }
    return found;
  }

  /// Below 0 for before, above for after, 0 for neither.
  private static int side(List<Token> tokens, int i) {
    String next = i + 1 < tokens.size() ? tokens.get(i + 1).word() : "";
    int side =
        switch (tokens.get(i).word()) {
          case "before", "preceding" -> -1;
          case "prior" -> next.equals("to") ? -1 : 0;
          case "ahead" -> next.equals("of") ? -1 : 0;
          case "after", "following", "subsequent" -> 1;
          default -> 0;
        };
    boolean not = i > 0 && tokens.get(i - 1).is("not");
    boolean hereafter = next.equals("called") || next.equals(":");
    return not ? -side : hereafter ? 0 : side;
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
