package lectern.synthesize.plan;

import java.util.List;
import java.util.function.ToLongFunction;
import lectern.retrieve.IndexedDocument;
import lectern.synthesize.CacheTtl;

/// Prompt tokens that are expected from the prefix cache, by what would be sent.
///
/// @param documents tokens of a prompt that holds these documents whole
/// @param passages where it is passages that are not chosen yet: what stands before them
/// @param ttl how long what is not there yet is written for
/// @param lost tokens of the last prompt of the same scope that are of no use to a prompt that
///   holds these documents whole, since it goes on differently
public record Cached(
    ToLongFunction<List<IndexedDocument>> documents,
    long passages,
    CacheTtl ttl,
    ToLongFunction<List<IndexedDocument>> lost) {
  /// Where no call is known.
  public static final Cached NOTHING = new Cached(_ -> 0, 0, CacheTtl.FIVE_MINUTES, _ -> 0);
}
