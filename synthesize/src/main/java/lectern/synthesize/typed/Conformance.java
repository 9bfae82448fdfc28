package lectern.synthesize.typed;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import lectern.synthesize.AnswerSchema;

/// Holds values against the user's schema.
public final class Conformance {
  private Conformance() {}

  /// Where a schema itself is none, in words; empty where it is one.
  static List<String> wrongs(String schema) {
    return registry()
        .getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()))
        .validate(schema, InputFormat.JSON)
        .stream()
        .map(Conformance::words)
        .sorted()
        .toList();
  }

  private static SchemaRegistry registry() {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  }

  private static String words(com.networknt.schema.Error fault) {
    return fault.getInstanceLocation() + " " + fault.getMessage();
  }

  /// Where they break it, in words; empty where they keep it.
  ///
  /// @param values JSON of the user's form
  public static List<String> faults(AnswerSchema schema, String values) {
    // What is not in the schema itself is refused when it is read, so that nothing is fetched.
    Schema wanted = registry().getSchema(schema.wanted(), InputFormat.JSON);
    return wanted.validate(values, InputFormat.JSON).stream()
        .map(Conformance::words)
        .sorted()
        .toList();
  }
}
