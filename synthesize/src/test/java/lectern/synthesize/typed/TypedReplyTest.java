package lectern.synthesize.typed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import lectern.ingest.Label;
import lectern.synthesize.AnswerSchema;
import lectern.synthesize.TypedAnswer.Form;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypedReplyTest {
  private static final AnswerSchema LEASE = SchemaReader.read(SchemaReaderTest.LEASE);

  private static TypedReply read(String reply) {
    return TypedReply.read(reply, LEASE).orElseThrow();
  }

  @Test
  void readsValuesAndTheirQuotes() {
    TypedReply reply =
        read(
            """
            Here it is:
            ```json
            {"tenant": {"value": "Ash Ltd", "quotes": [{"words": "Ash Ltd (the Tenant)", "label": "[d2#7]"}]},
             "notice": {"value": "P1Y6M", "quotes": [{"words": "eighteen months", "label": "clause 4"}]},
             "repairs": [{"what": {"value": "roof", "quotes": []}, "share": {"value": 12.5, "quotes": []}}]}
            ```
            """);
    assertEquals(
        "{\"tenant\":\"Ash Ltd\",\"notice\":\"P1Y6M\",\"repairs\":[{\"what\":\"roof\",\"share\":12.5}]}",
        reply.values());
    assertEquals(
        List.of(
            "/tenant",
            "/rent",
            "/begins",
            "/notice",
            "/break clause",
            "/repairs/0/what",
            "/repairs/0/share"),
        reply.fields().stream().map(TypedReply.Field::pointer).toList());
    TypedReply.Field tenant = reply.fields().getFirst();
    assertEquals("\"Ash Ltd\"", tenant.value());
    assertEquals(
        List.of(new TypedReply.Quote("Ash Ltd (the Tenant)", new Label(2, 7))), tenant.quotes());
    assertNull(reply.fields().get(1).value(), "what is left out is not said");
    TypedReply.Field notice = reply.fields().get(3);
    assertEquals("1 year 6 months", notice.words());
    assertNull(notice.quotes().getFirst().label());
    assertEquals("12.5 %", reply.fields().get(6).words());
    assertEquals(List.of(), reply.faults());
  }

  /// A value that may be null is null where the documents do not say it.
  @Test
  void whatIsNotSaidIsNullWhereItMayBe() {
    TypedReply reply =
        read(
            "{\"tenant\":{\"value\":null,\"quotes\":[]},\"notice\":{\"value\":null,\"quotes\":[]}}");
    assertEquals("{\"notice\":null,\"repairs\":[]}", reply.values());
    assertTrue(reply.fields().stream().allMatch(field -> field.value() == null));
  }

  /// Models take short cuts; what they say is taken, and has no proof.
  @Test
  void aBareValueHasNoQuotes() {
    TypedReply reply = read("{\"tenant\": \"Ash Ltd\", \"landlord\": \"Oak plc\"}");
    assertEquals("\"Ash Ltd\"", reply.fields().getFirst().value());
    assertEquals(List.of(), reply.fields().getFirst().quotes());
    assertEquals(List.of("/landlord was not asked for, and is left out"), reply.faults());
  }

  @Test
  void whatHasAnotherFormIsAFault() {
    TypedReply reply =
        read("{\"tenant\": {\"value\": [1], \"quotes\": 3}, \"repairs\": {\"value\": 1}}");
    assertEquals(
        List.of("/tenant is no value in the reply", "/repairs is no array in the reply"),
        reply.faults());
  }

  @Test
  void whatIsNoJsonIsNoReply() {
    for (String reply : List.of("", "no", "{", "}{", "{a}", "[1]", "{\"a\":1,\"a\":2}")) {
      assertEquals(Optional.empty(), TypedReply.read(reply, LEASE), reply);
    }
  }

  @Test
  void theUsersSchemaDecidesWhatIsAFault() {
    assertEquals(List.of(), Conformance.faults(LEASE, "{\"tenant\":\"a\",\"notice\":null}"));
    List<String> faults = Conformance.faults(LEASE, "{\"break clause\":\"maybe\"}");
    assertEquals(2, faults.size(), faults.toString());
    assertTrue(faults.get(0).contains("tenant"), faults.toString());
    assertTrue(faults.get(1).startsWith("/break clause "), faults.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "DURATION, P30D, 30 days",
    "DURATION, p1m, 1 month",
    "DURATION, P2Y0M, 2 years",
    "DURATION, PT12H, 12 hours",
    "DURATION, P, P",
    "DURATION, thirty days, thirty days",
    "PERCENTAGE, 7.5, 7.5 %",
    "MONEY, GBP 1250.00, GBP 1250.00",
    "CHOICE, yes, ''"
  })
  void saysAValueAsATextWould(Form form, String value, String words) {
    assertEquals(words, ValueWords.of(form, value));
  }
}
