/// Token counters: o200k with a margin, and the model's own `tiktoken.model`.
@org.jspecify.annotations.NullMarked
package lectern.ingest.tokens;
