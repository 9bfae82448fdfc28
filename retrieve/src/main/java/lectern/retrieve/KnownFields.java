package lectern.retrieve;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import lectern.ingest.FieldValue;
import lectern.ingest.Spelling;

/// The fields of a collection's documents, to hold a condition against, so that a mistyped name or
/// value is told and does not just find nothing.
public final class KnownFields {
  private static final int NEAREST = 3;
  private static final String TEXT = "text";

  private final List<DocumentFields> documents;
  private final Set<String> names = new TreeSet<>();

  public KnownFields(List<IndexedDocument> documents) {
    this.documents =
        documents.stream().flatMap(IndexedDocument::everywhere).map(DocumentFields::new).toList();
    this.documents.forEach(document -> names.addAll(document.names()));
  }

  /// Refuses a condition that these documents cannot be asked.
  ///
  /// @throws IndexException.BadCondition where it names a field that no document has, or compares
  ///   one with what none of its values can be
  public void require(Condition condition) {
    switch (condition) {
      case Condition.And(List<Condition> parts) -> parts.forEach(this::require);
      case Condition.Or(List<Condition> parts) -> parts.forEach(this::require);
      case Condition.Not(Condition part) -> require(part);
      case Condition.Has(String field) -> requireKnown(field);
      case Condition.OneOf(String field, List<Literal> values) ->
          values.forEach(value -> requireKind(field, Operator.EQUAL, value));
      case Condition.Compare(String field, Operator operator, Literal value) -> {
        if (operator == Operator.LIKE) {
          requireKnown(field);
        } else {
          requireKind(field, operator, value);
        }
      }
    }
  }

  private void requireKnown(String field) {
    if (!names.contains(field)) {
      throw new IndexException.BadCondition(
          "no document has a field \"" + field + "\"",
          names.isEmpty()
              ? "The index holds no document."
              : "The nearest are "
                  + String.join(", ", Spelling.nearest(field, names, NEAREST))
                  + "; `lectern documents --json` shows all.",
          null);
    }
  }

  private void requireKind(String field, Operator operator, Literal literal) {
    requireKnown(field);
    Set<String> kinds = new HashSet<>();
    for (DocumentFields document : documents) {
      FieldValue held = document.value(field).orElse(null);
      if (held != null
          && (operator.isRanking() ? literal.ranks(held) : literal.order(held).isPresent())) {
        return;
      }
      if (held != null) {
        kinds.add(kind(held));
      }
    }
    if (!kinds.isEmpty()) {
      throw new IndexException.BadCondition(
          String.format(
              Locale.ROOT,
              "\"%s\" cannot be compared with %s, which holds %s",
              literal.text(),
              field,
              kinds.stream().sorted().collect(Collectors.joining(" and "))),
          kinds.equals(Set.of(TEXT)) && isOfManifest(field)
              ? "No text is before or behind a number or a date. A column of a manifest is text"
                  + " where one of its values is; head it `"
                  + field
                  + ":number` or `"
                  + field
                  + ":date`, and `lectern ingest` names that value."
              : kinds.equals(Set.of(TEXT))
                  ? "It is text: compare it with = or ~, or ask `has " + field + "`."
                  : "Numbers are written 2020 or -1.5, dates 2020, 2020-03 or 2020-03-31, flags true or"
                      + " false; `~` compares any value as it is written.",
          null);
    }
  }

  private boolean isOfManifest(String field) {
    return documents.stream().anyMatch(it -> it.document().fields().containsKey(field));
  }

  private static String kind(FieldValue value) {
    return switch (value) {
      case FieldValue.Text _ -> TEXT;
      case FieldValue.Numeric _ -> "numbers";
      case FieldValue.Day _ -> "dates";
      case FieldValue.Flag _ -> "flags";
    };
  }
}
