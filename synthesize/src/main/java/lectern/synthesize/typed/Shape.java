package lectern.synthesize.typed;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import lectern.synthesize.TypedAnswer;

/// The form of an answer, as far as it says where values stand.
sealed interface Shape {
  /// An object.
  ///
  /// @param properties in the order of the schema
  record Group(Map<String, Shape> properties) implements Shape {
    public Group {
      properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    }
  }

  /// An array.
  record Several(Shape items) implements Shape {}

  /// A value.
  ///
  /// @param nullable whether `null` may stand for it
  record Value(TypedAnswer.Form form, boolean nullable) implements Shape {}
}
