package lectern.retrieve;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import lectern.ingest.FieldValue;

/// How a field is compared with what a condition says.
public enum Operator {
  EQUAL("="),
  NOT_EQUAL("!="),
  LESS("<"),
  AT_MOST("<="),
  MORE(">"),
  AT_LEAST(">="),

  /// The whole value, as it is written, has the form of the pattern: `*` for any characters, `?`
  /// for one.
  LIKE("~");

  private final String sign;

  Operator(String sign) {
    this.sign = sign;
  }

  /// As it is written in a condition.
  public String sign() {
    return sign;
  }

  /// Whether it asks what is before and behind.
  boolean isRanking() {
    return switch (this) {
      case LESS, AT_MOST, MORE, AT_LEAST -> true;
      case EQUAL, NOT_EQUAL, LIKE -> false;
    };
  }

  static Optional<Operator> of(String sign) {
    return Stream.of(values()).filter(operator -> operator.sign.equals(sign)).findFirst();
  }

  /// Whether a value of a document compares so with what a condition says. Where it is none of the
  /// value's kind, only `!=` holds; no text is before or behind a number or a date.
  ///
  /// @param held as [DocumentFields] gives it
  boolean holds(FieldValue held, Literal literal) {
    if (this == LIKE) {
      return Glob.matches(literal.folded(), held.words());
    }
    OptionalInt order = literal.order(held);
    if (order.isEmpty()) {
      return this == NOT_EQUAL;
    }
    if (isRanking() && !literal.ranks(held)) {
      return false;
    }
    int sign = order.getAsInt();
    return switch (this) {
      case EQUAL -> sign == 0;
      case NOT_EQUAL -> sign != 0;
      case LESS -> sign < 0;
      case AT_MOST -> sign <= 0;
      case MORE -> sign > 0;
      case AT_LEAST -> sign >= 0;
      case LIKE -> false;
    };
  }
}
