package lectern.retrieve.lucene;

import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.StoredFieldDataInput;
import org.apache.lucene.index.StoredFieldVisitor;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.util.ArrayUtil;
import org.apache.lucene.util.BytesRef;

/// Reads one stored field of record after record into the same bytes: what unpacks them is made
/// once, and a record's bytes are not copied again. For one thread.
final class StoredBytes extends StoredFieldVisitor {
  private final StoredFields stored;
  private final String field;
  private final BytesRef bytes = new BytesRef();
  private boolean found;

  StoredBytes(IndexReader reader, String field) throws IOException {
    this.stored = reader.storedFields();
    this.field = field;
  }

  /// The bytes of a record, until the next one is read.
  ///
  /// @param entry Lucene's number of the record
  BytesRef of(int entry) throws IOException {
    found = false;
    stored.document(entry, this);
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
