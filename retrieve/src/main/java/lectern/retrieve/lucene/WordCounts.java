package lectern.retrieve.lucene;

import java.io.IOException;
import org.apache.lucene.store.ByteArrayDataInput;
import org.apache.lucene.store.ByteBuffersDataOutput;
import org.jspecify.annotations.Nullable;

/// Indexed words by field: BM25's collection statistics, which Lucene's own counts miss while
/// deleted entries wait to be merged away.
///
/// @param text of passages, their headers included
/// @param title of passages
/// @param headings of passages
/// @param head of document records
record WordCounts(Count text, Count title, Count headings, Count head) {
  static final WordCounts NONE = new WordCounts(Count.NONE, Count.NONE, Count.NONE, Count.NONE);

  /// Words of one field.
  ///
  /// @param entries that hold at least one
  record Count(int entries, long words) {
    static final Count NONE = new Count(0, 0);

    Count and(Count other, int sign) {
      return new Count(entries + sign * other.entries, words + sign * other.words);
    }

    /// With one entry more.
    Count and(int entryWords) {
      return entryWords == 0 ? this : new Count(entries + 1, words + entryWords);
    }

    private void write(ByteBuffersDataOutput out) throws IOException {
      out.writeVInt(entries);
      out.writeVLong(words);
    }

    private static Count read(ByteArrayDataInput in) throws IOException {
      return new Count(in.readVInt(), in.readVLong());
    }
  }

  /// Adds counts, or with −1 takes them away.
  WordCounts and(WordCounts other, int sign) {
    return new WordCounts(
        text.and(other.text, sign),
        title.and(other.title, sign),
        headings.and(other.headings, sign),
        head.and(other.head, sign));
  }

  /// The counts of a field; null where its words are not counted.
  @Nullable Count of(String field) {
    return switch (field) {
      case Fields.TEXT -> text;
      case Fields.TITLE -> title;
      case Fields.HEADINGS -> headings;
      case Fields.HEAD -> head;
      default -> null;
    };
  }

  void write(ByteBuffersDataOutput out) throws IOException {
    text.write(out);
    title.write(out);
    headings.write(out);
    head.write(out);
  }

  static WordCounts read(ByteArrayDataInput in) throws IOException {
    return new WordCounts(Count.read(in), Count.read(in), Count.read(in), Count.read(in));
  }
}
