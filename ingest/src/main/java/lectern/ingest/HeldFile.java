package lectern.ingest;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a sink knows of a file it was given before.
///
/// @param revision lower-case hexadecimal SHA-256 of the bytes it was made from; of a failed file
///   too large to be read, its size and time in words; "" where it was never opened
/// @param sizeBytes length of those bytes; 0 where it was never opened
/// @param modifiedMillis as in [SourceFile]; a file of the same size and time need not be read
///   again
/// @param pipeline names of parser, splitter and counter that made it; of a failed file, or one
///   that was not read whole, with the parser's limits
/// @param documents documents of its family; 0 where none are held
/// @param original the file that holds the documents of the same bytes; null where it is this one
/// @param failure why it gave no text when it was parsed last, or null where it was indexed; a file
///   with documents and a failure holds the text that was read before
/// @param attempts times it was parsed in vain by this pipeline, over all runs; 0 where it was
///   indexed
/// @param fields what the manifest said of it; not to be changed
public record HeldFile(
    DocumentId id,
    String revision,
    long sizeBytes,
    long modifiedMillis,
    String pipeline,
    int documents,
    int passages,
    int tokens,
    @Nullable DocumentId original,
    ParseResult.@Nullable Rejected failure,
    int attempts,
    Map<String, FieldValue> fields) {
  /// A file that was indexed.
  public static HeldFile indexed(
      SourceFile file, String pipeline, int documents, int passages, int tokens) {
    return of(file, pipeline, documents, passages, tokens, null, null, 0);
  }

  /// A file of the same bytes as another.
  public static HeldFile duplicate(SourceFile file, String pipeline, DocumentId original) {
    return of(file, pipeline, 0, 0, 0, original, null, 0);
  }

  /// A file that gave no text.
  public static HeldFile failed(
      SourceFile file, String pipeline, ParseResult.Rejected failure, int attempts) {
    return of(file, pipeline, 0, 0, 0, null, failure, attempts);
  }

  /// A file that gave no text this time; the text read before stays, its own or that of the file
  /// with its bytes.
  ///
  /// @param before what was held of it
  public static HeldFile kept(
      SourceFile file,
      String pipeline,
      HeldFile before,
      ParseResult.Rejected failure,
      int attempts) {
    return of(
        file,
        pipeline,
        before.documents(),
        before.passages(),
        before.tokens(),
        before.original(),
        failure,
        attempts);
  }

  private static HeldFile of(
      SourceFile file,
      String pipeline,
      int documents,
      int passages,
      int tokens,
      @Nullable DocumentId original,
      ParseResult.@Nullable Rejected failure,
      int attempts) {
    return new HeldFile(
        file.id(),
        file.revision(),
        file.sizeBytes(),
        file.modifiedMillis(),
        pipeline,
        documents,
        passages,
        tokens,
        original,
        failure,
        attempts,
        file.fields());
  }

  /// Whether its documents are what its bytes come to: it was indexed, and at most could not be
  /// opened since.
  public boolean isIndexed() {
    return documents > 0 && (failure == null || failure.reason() == ParseResult.Reason.UNREADABLE);
  }

  /// The same file under another name.
  public HeldFile called(DocumentId other) {
    return with(other, sizeBytes, modifiedMillis, fields);
  }

  /// The same file with what the manifest says of it now.
  public HeldFile described(Map<String, FieldValue> now) {
    return with(id, sizeBytes, modifiedMillis, now);
  }

  /// The same file, found to hold the bytes it held: with the size and time it has now, and
  /// readable where it was not.
  public HeldFile touched(SourceFile file) {
    HeldFile readable =
        isIndexed() ? of(file, pipeline, documents, passages, tokens, null, null, 0) : this;
    return readable.with(id, file.sizeBytes(), file.modifiedMillis(), fields);
  }

  private HeldFile with(
      DocumentId id, long sizeBytes, long modifiedMillis, Map<String, FieldValue> fields) {
    return new HeldFile(
        id,
        revision,
        sizeBytes,
        modifiedMillis,
        pipeline,
        documents,
        passages,
        tokens,
        original,
        failure,
        attempts,
        fields);
  }
}
