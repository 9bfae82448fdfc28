package lectern.synthesize.typed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import lectern.synthesize.AnswerSchema;
import lectern.synthesize.SynthesisException;
import lectern.synthesize.TypedAnswer.Form;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaReaderTest {
  static final String LEASE =
      """
      {"$defs": {"term": {"type": ["string", "null"], "format": "duration"}},
       "type": "object",
       "properties": {
         "tenant": {"type": "string", "format": "party", "description": "Who rents."},
         "rent": {"type": "string", "format": "money"},
         "begins": {"type": "string", "format": "date"},
         "notice": {"$ref": "#/$defs/term"},
         "break clause": {"enum": ["yes", "no", "unclear"]},
         "repairs": {"type": "array", "items": {
           "type": "object",
           "properties": {"what": {"type": "string"}, "share": {"type": "number", "format": "percentage"}}}}
       },
       "required": ["tenant"]}
      """;

  @Test
  void tellsWhatEachValueIs() {
    Shape.Group lease =
        assertInstanceOf(Shape.Group.class, SchemaReader.shape(SchemaReader.read(LEASE)));
    assertEquals(
        List.of("tenant", "rent", "begins", "notice", "break clause", "repairs"),
        List.copyOf(lease.properties().keySet()));
    assertEquals(new Shape.Value(Form.PARTY, false), lease.properties().get("tenant"));
    assertEquals(new Shape.Value(Form.MONEY, false), lease.properties().get("rent"));
    assertEquals(new Shape.Value(Form.DATE, false), lease.properties().get("begins"));
    assertEquals(new Shape.Value(Form.DURATION, true), lease.properties().get("notice"));
    assertEquals(new Shape.Value(Form.CHOICE, false), lease.properties().get("break clause"));
    assertEquals(
        new Shape.Several(
            new Shape.Group(
                Map.of(
                    "what", new Shape.Value(Form.TEXT, false),
                    "share", new Shape.Value(Form.PERCENTAGE, false)))),
        lease.properties().get("repairs"));
  }

  @Test
  void asksForQuotesBesideEachValue() throws IOException {
    AnswerSchema schema = SchemaReader.read(LEASE);
    JsonNode asked = SchemaReader.JSON.readTree(schema.asked());
    JsonNode tenant = asked.at("/properties/tenant");
    assertEquals(
        "Who rents. A name, in full, as the document writes it.",
        tenant.path("description").asText());
    assertEquals("[\"value\",\"quotes\"]", tenant.path("required").toString());
    assertEquals(
        "[{\"type\":\"string\"},{\"type\":\"null\"}]",
        tenant.at("/properties/value/anyOf").toString());
    assertEquals(
        "[{\"type\":\"string\",\"enum\":[\"yes\",\"no\",\"unclear\"]},{\"type\":\"null\"}]",
        asked.at("/properties/break clause/properties/value/anyOf").toString());
    assertEquals(6, asked.path("required").size(), "all of them, so that none is forgotten");
  }

  /// What a model writes by it keeps it.
  @Test
  void whatIsAskedForIsASchema() {
    String reply =
        """
        {"tenant": {"value": "Ash Ltd", "quotes": [{"words": "Ash Ltd", "label": "d1#1"}]},
         "rent": {"value": null, "quotes": []}, "begins": {"value": null, "quotes": []},
         "notice": {"value": null, "quotes": []}, "break clause": {"value": "no", "quotes": []},
         "repairs": []}
        """;
    var asked =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(SchemaReader.read(LEASE).asked(), InputFormat.JSON);
    assertEquals(List.of(), asked.validate(reply, InputFormat.JSON));
    String other = reply.replace("\"no\"", "\"maybe\"");
    assertNotEquals(List.of(), asked.validate(other, InputFormat.JSON));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {                                                                    | it is no JSON
          []                                                                   | it describes no object with properties
          {"type": "string"}                                                   | it describes no object with properties
          {"properties": {"a": {"type": "string", "type": "number"}}}          | it is no JSON: Duplicate
          {"properties": {"a": {}}}                                            | /properties/a has no type
          {"properties": {"a": 1}}                                             | /properties/a is no schema
          {"properties": {"a": {"type": "thing"}}}                             | /properties/a has the type thing
          {"properties": {"a": {"type": ["string", "number"]}}}                | /properties/a has several types
          {"properties": {"a": {"oneOf": [{"type": "string"}]}}}               | /properties/a has oneOf
          {"properties": {"a": {"type": "array"}}}                             | /properties/a/items is no schema
          {"properties": {"a": {"$ref": "https://example.com/schema"}}}        | /properties/a refers to https://example.com/schema
          {"properties": {"a": {"$ref": "#/$defs/b"}}}                         | /properties/a refers to #/$defs/b, which is not
          {"properties": {"a": {"type": "number", "format": "date"}}}          | /properties/a is a number of the format date
          {"properties": {"a": {"type": "string", "pattern": "("}}}            | /properties/a has a pattern that is none
          {"properties": {"a": {"type": "string", "minLength": -1}}}           | it is no schema: /properties/a/minLength
          {"properties": {"a": {"type": "object"}}}                            | /properties/a is an object without properties
          {"$defs": {"b": {"type": "array", "items": {"$ref": "#/$defs/b"}}}, "properties": {"a": {"$ref": "#/$defs/b"}}} | /properties/a/items refers to itself
          """)
  void saysWhatItCannotAskFor(String json, String message) {
    SynthesisException.BadSchema bad =
        assertThrows(SynthesisException.BadSchema.class, () -> SchemaReader.read(json));
    assertTrue(String.valueOf(bad.getMessage()).startsWith(message), bad.getMessage());
  }

  @Test
  void whatStandsTooDeepIsRefused() {
    String json = "{\"type\":\"string\"}";
    for (int i = 0; i < 20; i++) {
      json = "{\"properties\":{\"a\":" + json + "}}";
    }
    String deep = json;
    assertThrows(SynthesisException.BadSchema.class, () -> SchemaReader.read(deep));
    assertThrows(SynthesisException.BadSchema.class, () -> SchemaReader.read(" ".repeat(100_001)));
  }
}
