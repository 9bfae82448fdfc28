package lectern.retrieve;

import java.util.List;
import java.util.function.BooleanSupplier;
import lectern.ingest.Label;

/// Where vectors go, beside the passages and visible with the next commit.
public interface VectorWriter {
  /// Gives a passage its vectors, in place of those it had. A passage that is gone is passed over:
  /// it may have gone since it was read.
  ///
  /// @param parts of its [PassageParts], in their order
  void embed(Label passage, List<EmbeddedPart> parts);

  /// Notes how fast vectors are being made, for who asks how long the rest will take; it stands in
  /// the commits from now on.
  void pace(double passagesASecond);

  /// Brings the vectors together, so that a search goes through few graphs and not one for each few
  /// thousand of them; takes minutes where there are hundreds of thousands. Commits what was not,
  /// then the rest.
  ///
  /// @param stopped asked again and again; true ends it, with nothing lost
  void merge(BooleanSupplier stopped) throws InterruptedException;

  /// A text and its vector.
  ///
  /// @param digest SHA-256 of the text
  /// @param vector of unit length; not to be changed
  @SuppressWarnings("ArrayRecordComponent") // Never compared; copying every vector costs.
  record EmbeddedPart(String digest, float[] vector) {}
}
