package lectern.synthesize;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// Verified quotes of two documents that say nearly the same in words and have other figures. Which
/// of them counts is for a person to see.
///
/// @param earlier of the document that is dated first; where neither is dated, of the one that was
///   ingested first
/// @param later of the other, which may not be dated
public record Conflict(Said earlier, Said later) {
  /// A quote, and when its document was made.
  ///
  /// @param dated what its manifest or mail says is its `date`, else the date that its first lines
  ///   give it; null where neither does
  public record Said(Citation.Resolved quote, @Nullable LocalDate dated) {}
}
