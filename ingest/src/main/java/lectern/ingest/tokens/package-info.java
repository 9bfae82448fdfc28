/// Token counters: o200k with a margin ([lectern.ingest.tokens.O200kCounter]), and the model's own
/// `tiktoken.model` ([lectern.ingest.tokens.KimiCounter]).
@org.jspecify.annotations.NullMarked
package lectern.ingest.tokens;
