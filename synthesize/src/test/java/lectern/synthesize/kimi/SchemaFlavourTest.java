package lectern.synthesize.kimi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lectern.synthesize.CacheTtl;
import lectern.synthesize.SynthesisException;
import lectern.synthesize.standin.StandIn;
import lectern.synthesize.standin.StandInSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaFlavourTest {
  private static final StandIn STAND_IN = StandIn.start(StandInSettings.DEFAULTS);

  @AfterAll
  static void close() {
    STAND_IN.close();
  }

  private static String breach(String schema) throws JsonProcessingException {
    return SchemaFlavour.breach(PartsJson.schema(schema.replace('\'', '"')))
        .map(found -> found.keyword() + " at '" + found.pointer() + "' " + found.why())
        .orElse("");
  }

  /// Puts a schema to the stand-in, past the check: extra fields go out as they are.
  private static void askStandIn(String schema) throws JsonProcessingException {
    Map<String, Object> format =
        Map.of(
            "type",
            "json_schema",
            "json_schema",
            Map.of("name", "n", "schema", PartsJson.schema(schema.replace('\'', '"'))));
    KimiOptions options =
        new KimiOptions("low", null, CacheTtl.FIVE_MINUTES, Map.of("response_format", format));
    try (Wire wire =
        new Wire(
            new Endpoint(Wire.moonshot(), STAND_IN.baseUrl(), Wire.KEY), Wire.QUICK, options)) {
      wire.ask();
    }
  }

  /// The stand-in has rules of its own making, from the same sources.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'type':'object','title':'T'} | title at '/title' is not supported",
        "{'type':'object','$schema':'x'} | $schema at '/$schema' is not supported",
        "{'type':'object','properties':{'a':{'type':'string','$comment':'c'}}} | $comment at"
            + " '/properties/a/$comment' is not supported",
        "{'type':'object','properties':{'a':{'type':'string','format':'date'}}} | format at"
            + " '/properties/a/format' is not supported",
        "{'type':'array','prefixItems':[{'type':'string'}]} | prefixItems at '/prefixItems' is not"
            + " supported",
        "{'type':'array','unevaluatedItems':false} | unevaluatedItems at '/unevaluatedItems' is not"
            + " supported",
        "{'type':'number','exclusiveMinimum':0} | exclusiveMinimum at '/exclusiveMinimum' is not"
            + " supported",
        "{'type':'array','items':{'type':'number','exclusiveMaximum':0}} | exclusiveMaximum at"
            + " '/items/exclusiveMaximum' is not supported",
        "{'oneOf':[{'type':'string'}]} | oneOf at '/oneOf' is not supported",
        "{'allOf':[{'type':'string'}]} | allOf at '/allOf' is not supported",
        "{'type':'object','definitions':{}} | definitions at '/definitions' is not supported",
        "{'type':'object','properties':{'a':{'type':'object','$defs':{}}}} | $defs at"
            + " '/properties/a/$defs' is only allowed at the root",
        "{'type':'object','properties':{'a':{'type':'object','$id':'i'}}} | $id at"
            + " '/properties/a/$id' is only allowed at the root",
        "{'type':'object','properties':{'a':{'$ref':'#/properties/b'}}} | $ref at"
            + " '/properties/a/$ref' must be # or begin with #/$defs/",
        "{'type':'object','properties':{'a':{'$ref':'https://example.org/s'}}} | $ref at"
            + " '/properties/a/$ref' must be # or begin with #/$defs/",
        "{'type':'object','properties':{'a':{'$ref':'#','type':'object'}}} | type at"
            + " '/properties/a/type' may not stand beside $ref, but within it",
        "{'type':'object','anyOf':[{'type':'object'}]} | type at '/type' may not stand beside anyOf,"
            + " but within it",
        "{'anyOf':[]} | anyOf at '/anyOf' must be a list of 1 to 10 schemas",
        "{'anyOf':[{'type':'string'},{}]} | type at '/anyOf/1' is missing",
        "{'type':'object','properties':{'~/':{}}} | type at '/properties/~0~1' is missing",
        "{'type':'array','items':{}} | type at '/items' is missing",
        "{'type':'array','items':[]} | schema at '/items' must be an object",
        "{'enum':['a']} | type at '' is missing",
        "{'type':'string','enum':['a',1]} | enum at '/enum' must hold values of one type",
        "{'type':'string','enum':['a',null]} | enum at '/enum' must hold texts or numbers",
        "{'type':'object','properties':[]} | properties at '/properties' must be an object",
        "{'type':'object','required':['a']} | required at '/required' names \"a\", which is not among"
            + " the properties",
        "{'type':'object','additionalProperties':{'type':'string','title':'T'}} | title at"
            + " '/additionalProperties/title' is not supported",
        "{'type':'object','$defs':{'d':{'type':'string','title':'T'}}} | title at '/$defs/d/title' is"
            + " not supported",
        "[] | schema at '' must be an object",
      })
  void bothRefuse(String schema, String wrong) throws JsonProcessingException {
    assertEquals(wrong, breach(schema));
    var refused = assertThrows(SynthesisException.NoCompletion.class, () -> askStandIn(schema));
    String message = String.valueOf(refused.getMessage());
    assertTrue(message.contains("moonshot flavored json schema"), message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'type':'object','$id':'i','description':'d','default':{}}",
        "{'type':'object','properties':{'title':{'type':'string'},'format':{'type':'string'}}}",
        "{'type':'object','properties':{'a':{'type':['string','null']}},'required':['a']}",
        "{'type':'object','properties':{},'additionalProperties':{}}",
        "{'type':'object','additionalProperties':false}",
        "{'type':'object','additionalProperties':{'type':'number','minimum':0,'maximum':9}}",
        "{'type':'array'}",
        "{'type':'array','items':{'type':'string','minLength':1,'pattern':'a+'},'minItems':1}",
        "{'type':'number','enum':[2,3.33]}",
        "{'anyOf':[{'type':'string'},{'type':'null'}],'description':'d'}",
        "{'type':'object','properties':{'next':{'anyOf':[{'$ref':'#'},{'type':'null'}]}}}",
        "{'type':'object','properties':{'a':{'$ref':'#/$defs/d'}},'$defs':{'d':{'type':'integer'}}}",
        // Neither page names it.
        "{'type':'object','properties':{'a':{'type':'string','examples':['x']}}}",
      })
  void bothTake(String schema) throws JsonProcessingException {
    assertEquals("", breach(schema));
    askStandIn(schema);
  }

  /// Pages of the validator name them; the stand-in lets them through.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'type':'text'} | type at '/type' must be null, boolean, object, array, number, integer or"
            + " string",
        "{'type':[]} | type at '/type' must be null, boolean, object, array, number, integer or"
            + " string",
        "{'$ref':'#/$defs/d'} | $ref at '/$ref' names nothing in $defs",
        "{'type':'string','enum':[]} | enum at '/enum' must be a list of at least one value",
        "{'type':'object','additionalProperties':'no'} | additionalProperties at"
            + " '/additionalProperties' must be true, false or a schema",
      })
  void someAreRefusedHereAlone(String schema, String wrong) throws JsonProcessingException {
    assertEquals(wrong, breach(schema));
    askStandIn(schema);
  }

  @Test
  void elevenAlternativesAreTooMany() throws JsonProcessingException {
    String ten =
        IntStream.range(0, 10).mapToObj(_ -> "{'type':'null'}").collect(Collectors.joining(","));
    assertEquals("", breach("{'anyOf':[" + ten + "]}"));
    String eleven = "{'anyOf':[" + ten + ",{'type':'null'}]}";
    assertEquals("anyOf at '/anyOf' must be a list of 1 to 10 schemas", breach(eleven));
    assertThrows(SynthesisException.NoCompletion.class, () -> askStandIn(eleven));
  }
}
