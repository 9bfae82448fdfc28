package lectern.synthesize.plan;

import java.util.List;
import java.util.function.LongUnaryOperator;
import java.util.function.ToLongFunction;
import lectern.retrieve.IndexedDocument;
import lectern.synthesize.CacheTtl;

/// Prompt tokens that are expected from the prefix cache, by what would be sent.
///
/// @param documents tokens of a prompt that holds these documents whole
/// @param passages tokens of a prompt that holds the best passages, up to so many tokens of them
/// @param ttl how long what is not there yet is written for
/// @param lost tokens of the last prompt of the same scope that are of no use to a prompt that
///   holds these documents whole, since it goes on differently
public record Cached(
    ToLongFunction<List<IndexedDocument>> documents,
    LongUnaryOperator passages,
    CacheTtl ttl,
    ToLongFunction<List<IndexedDocument>> lost) {
  /// Where no call is known.
  public static final Cached NOTHING = new Cached(_ -> 0, _ -> 0, CacheTtl.FIVE_MINUTES, _ -> 0);

  /// The same, where it was looked which passages are the best.
  public Cached ofPassages(LongUnaryOperator chosen) {
    return new Cached(documents, chosen, ttl, lost);
  }
}
