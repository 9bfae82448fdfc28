package lectern.ingest.tika;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import lectern.ingest.DocumentId;

/// What a worker is told of a file before its bytes.
record Request(
    DocumentId id,
    String revision,
    int maxTextChars,
    int maxMembers,
    long maxMemberBytes,
    int maxDepth,
    long maxReplyBytes) {
  byte[] toBytes() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    Wire.string(out, id.value());
    Wire.string(out, revision);
    out.writeInt(maxTextChars);
    out.writeInt(maxMembers);
    out.writeLong(maxMemberBytes);
    out.writeInt(maxDepth);
    out.writeLong(maxReplyBytes);
    return bytes.toByteArray();
  }

  static Request of(byte[] frame) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(frame));
    return new Request(
        new DocumentId(Wire.string(in)),
        Wire.string(in),
        in.readInt(),
        in.readInt(),
        in.readLong(),
        in.readInt(),
        in.readLong());
  }

  /// The file's own name, without the folders above it.
  String fileName() {
    return id.value().substring(id.value().lastIndexOf('/') + 1);
  }
}
