/// Kimi and its OpenAI-compatible relatives through LangChain4j: what the wire does, what may be
/// tried again, and what was paid.
@org.jspecify.annotations.NullMarked
package lectern.synthesize.kimi;
