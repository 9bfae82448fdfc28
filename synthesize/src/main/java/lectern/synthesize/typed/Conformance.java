package lectern.synthesize.typed;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import lectern.synthesize.AnswerSchema;

/// Holds values against the user's schema.
public final class Conformance {
  private Conformance() {}

  /// Where they break it, in words; empty where they keep it.
  ///
  /// @param values JSON of the user's form
  public static List<String> faults(AnswerSchema schema, String values) {
    // What is not in the schema itself is refused when it is read, so that nothing is fetched.
    Schema wanted =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(schema.wanted(), InputFormat.JSON);
    return wanted.validate(values, InputFormat.JSON).stream()
        .map(fault -> fault.getInstanceLocation() + " " + fault.getMessage())
        .sorted()
        .toList();
  }
}
