package lectern.synthesize.cite;

import java.util.List;
import lectern.ingest.Span;
import lectern.synthesize.Citation;

/// Where a quote stands in a document, or what it is made from.
///
/// @param state VERIFIED, REPAIRED, STITCHED or ALTERED
/// @param span from the first word that is quoted to the last, in the document's text
/// @param words the source's own; where parts are quoted, these with ` … ` between them
/// @param differences in the order of the quote; none where it is VERIFIED
/// @param likeness letters and digits of the quote that the source has too, of all of them, 0 to 1
public record Quotation(
    Citation.State state,
    Span span,
    String words,
    List<Citation.Difference> differences,
    double likeness) {
  public Quotation {
    differences = List.copyOf(differences);
  }

  /// Whether it proves something: the source says these words, or ones that say the same.
  public boolean proves() {
    return state == Citation.State.VERIFIED || state == Citation.State.REPAIRED;
  }
}
