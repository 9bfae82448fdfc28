package lectern.retrieve;

import java.util.List;
import lectern.ingest.FieldValue;

/// What must hold of a document's fields, such as `year >= 2020 and type = lease`. A comparison
/// with a field that a document does not have does not hold, `!=` included; its negation does.
public sealed interface Condition {
  /// Whether it holds of a document, in one of the files that hold it.
  default boolean holds(IndexedDocument document) {
    return document.everywhere().map(DocumentFields::new).anyMatch(this::holds);
  }

  /// Whether it holds of these fields.
  boolean holds(DocumentFields document);

  /// All hold.
  ///
  /// @param parts at least one
  record And(List<Condition> parts) implements Condition {
    public And {
      parts = List.copyOf(parts);
    }

    @Override
    public boolean holds(DocumentFields document) {
      return parts.stream().allMatch(part -> part.holds(document));
    }
  }

  /// At least one holds.
  ///
  /// @param parts at least one
  record Or(List<Condition> parts) implements Condition {
    public Or {
      parts = List.copyOf(parts);
    }

    @Override
    public boolean holds(DocumentFields document) {
      return parts.stream().anyMatch(part -> part.holds(document));
    }
  }

  record Not(Condition part) implements Condition {
    @Override
    public boolean holds(DocumentFields document) {
      return !part.holds(document);
    }
  }

  /// A condition on one field; an index holds it against the field's values, document by document
  /// or each value once.
  sealed interface OfField extends Condition {
    String field();

    /// Whether it holds of a value.
    ///
    /// @param value as [DocumentFields] gives it
    boolean allows(FieldValue value);

    @Override
    default boolean holds(DocumentFields document) {
      return document.value(field()).filter(this::allows).isPresent();
    }
  }

  record Compare(String field, Operator operator, Literal value) implements OfField {
    @Override
    public boolean allows(FieldValue held) {
      return operator.holds(held, value);
    }
  }

  /// The field is equal to one of the values.
  ///
  /// @param values at least one
  record OneOf(String field, List<Literal> values) implements OfField {
    public OneOf {
      values = List.copyOf(values);
    }

    @Override
    public boolean allows(FieldValue held) {
      return values.stream().anyMatch(value -> Operator.EQUAL.holds(held, value));
    }
  }

  /// The document has the field.
  record Has(String field) implements OfField {
    @Override
    public boolean allows(FieldValue held) {
      return true;
    }
  }
}
