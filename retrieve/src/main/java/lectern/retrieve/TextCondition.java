package lectern.retrieve;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What must hold of a passage's words, such as `"quiet enjoyment" AND NOT title:draft`: of those
/// in its text, in the headings above it, in the title and in the file name of its document. Words
/// are compared as the language of the passage has them cut, so that `leases` stands for `lease`
/// too; a word that its language does not look at, `the`, says nothing there.
public sealed interface TextCondition {
  /// The condition in the syntax that [TextSyntax] reads, so that it reads as the same again.
  String written();

  /// A condition that names what is sought.
  sealed interface Term extends TextCondition {
    /// The words themselves, without the signs of the syntax.
    String text();
  }

  /// The passage holds the word; of several, as in `e-mail`, all of them side by side.
  record Word(String text) implements Term {
    @Override
    public String written() {
      return text;
    }
  }

  /// The passage holds the words in this order.
  ///
  /// @param slop greatest number of places that words may be moved by, 0 for none; to change two
  ///   that stand side by side takes 2
  record Phrase(String text, int slop) implements Term {
    @Override
    public String written() {
      return '"' + text + '"' + (slop == 0 ? "" : "~" + slop);
    }
  }

  /// The passage holds a word that begins so; words are compared as they stand, but for capitals.
  record Prefix(String text) implements Term {
    @Override
    public String written() {
      return text + "*";
    }
  }

  /// All hold.
  ///
  /// @param parts at least two
  record And(List<TextCondition> parts) implements TextCondition {
    public And {
      parts = List.copyOf(parts);
    }

    @Override
    public String written() {
      boolean prefers = parts.stream().anyMatch(Preferred.class::isInstance);
      return parts.stream()
          .map(part -> prefers ? signed(part) : part.written())
          .collect(Collectors.joining(prefers ? " " : " AND ", "(", ")"));
    }

    private static String signed(TextCondition part) {
      return switch (part) {
        case Preferred(TextCondition wanted) -> wanted.written();
        case Not(TextCondition unwanted) -> "-" + unwanted.written();
        case Term _, And _, Or _, In _ -> "+" + part.written();
      };
    }
  }

  /// At least one holds.
  ///
  /// @param parts at least two
  record Or(List<TextCondition> parts) implements TextCondition {
    public Or {
      parts = List.copyOf(parts);
    }

    @Override
    public String written() {
      return parts.stream()
          .map(TextCondition::written)
          .collect(Collectors.joining(" OR ", "(", ")"));
    }
  }

  /// The part does not hold.
  record Not(TextCondition part) implements TextCondition {
    @Override
    public String written() {
      return "NOT " + part.written();
    }
  }

  /// Holds of every passage; where the part holds too, the passage ranks higher: `b` of `+a b`.
  record Preferred(TextCondition part) implements TextCondition {
    @Override
    public String written() {
      return part.written();
    }
  }

  /// The part holds of one place alone.
  ///
  /// @param part without another place in it
  record In(Place place, TextCondition part) implements TextCondition {
    @Override
    public String written() {
      return place.word() + ":" + part.written();
    }
  }

  /// Where words may stand; where no place is named, all of it must stand in one of them.
  enum Place {
    /// The passage itself.
    TEXT,
    /// Title of the document.
    TITLE,
    /// Name of the document's file, without its folder and its ending.
    NAME,
    /// Headings above the passage.
    HEADING;

    /// As it is written before a colon.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// What is sought, in the order it is written: passages are ranked by it. What must not be there
  /// is left out.
  default List<Term> sought() {
    List<Term> sought = new ArrayList<>();
    collect(this, true, sought);
    return List.copyOf(sought);
  }

  /// The words of [#sought].
  default String words() {
    return sought().stream().map(Term::text).collect(Collectors.joining(" "));
  }

  private static void collect(TextCondition condition, boolean wanted, List<Term> sought) {
    switch (condition) {
      case Term term -> {
        if (wanted) {
          sought.add(term);
        }
      }
      case And(List<TextCondition> parts) -> parts.forEach(part -> collect(part, wanted, sought));
      case Or(List<TextCondition> parts) -> parts.forEach(part -> collect(part, wanted, sought));
      case Not(TextCondition part) -> collect(part, !wanted, sought);
      case Preferred(TextCondition part) -> collect(part, wanted, sought);
      case In(Place _, TextCondition part) -> collect(part, wanted, sought);
    }
  }
}
