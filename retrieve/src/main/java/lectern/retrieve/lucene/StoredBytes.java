package lectern.retrieve.lucene;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.codecs.StoredFieldsReader;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.StoredFieldDataInput;
import org.apache.lucene.index.StoredFieldVisitor;
import org.apache.lucene.util.ArrayUtil;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/// Reads one stored field of record after record into the same bytes. For one thread.
final class StoredBytes extends StoredFieldVisitor {
  private final Records records;
  private final String field;
  private final BytesRef bytes = new BytesRef();
  private boolean found;

  private interface Records {
    void document(int entry, StoredFieldVisitor visitor) throws IOException;
  }

  private StoredBytes(Records records, String field) {
    this.records = records;
    this.field = field;
  }

  /// For records here and there.
  static StoredBytes of(IndexReader reader, String field) throws IOException {
    return new StoredBytes(reader.storedFields()::document, field);
  }

  /// For records that follow each other. They are packed together: what is unpacked for one serves
  /// the next, as when Lucene merges.
  static StoredBytes inTurn(IndexReader reader, String field) {
    List<LeafReaderContext> leaves = reader.leaves();
    @Nullable StoredFieldsReader[] opened = new StoredFieldsReader[leaves.size()];
    return new StoredBytes(
        (entry, visitor) -> {
          int leaf = ReaderUtil.subIndex(entry, leaves);
          StoredFieldsReader stored = opened[leaf];
          if (stored == null) {
            CodecReader packed = (CodecReader) leaves.get(leaf).reader();
            stored = packed.getFieldsReader().getMergeInstance();
            opened[leaf] = stored;
          }
          stored.document(entry - leaves.get(leaf).docBase, visitor);
        },
        field);
  }

  /// The bytes of a record, until the next one is read.
  ///
  /// @param entry Lucene's number of the record
  BytesRef of(int entry) throws IOException {
    found = false;
    records.document(entry, this);
    if (!found) {
      throw missing(field, entry);
    }
    return bytes;
  }

  static IOException missing(String field, int entry) {
    return new CorruptIndexException("no " + field + " where one was expected", "entry " + entry);
  }

  @Override
  public Status needsField(FieldInfo info) {
    if (found) {
      return Status.STOP;
    }
    return info.name.equals(field) ? Status.YES : Status.NO;
  }

  @Override
  public void binaryField(FieldInfo info, StoredFieldDataInput value) throws IOException {
    bytes.length = value.getLength();
    if (bytes.bytes.length < bytes.length) {
      bytes.bytes = new byte[ArrayUtil.oversize(bytes.length, 1)];
    }
    value.getDataInput().readBytes(bytes.bytes, 0, bytes.length);
    found = true;
  }

  @Override
  public void binaryField(FieldInfo info, byte[] value) {
    bytes.bytes = Arrays.copyOf(value, value.length);
    bytes.length = value.length;
    found = true;
  }
}
