package lectern.ingest;

/// Half-open range of UTF-16 offsets into a document's normalised text.
///
/// @param start first offset inside the range
/// @param end first offset after the range
public record Span(int start, int end) {
  public Span {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException(
          "span must satisfy 0 <= start <= end: " + start + ".." + end);
    }
  }

  public int length() {
    return end - start;
  }
}
