package lectern.ingest.tika;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import lectern.ingest.DocumentId;
import lectern.ingest.SourceFile;

/// What a worker is told of a file before its bytes.
record Request(
    DocumentId id,
    String revision,
    int maxTextChars,
    int maxMembers,
    long maxMemberBytes,
    int maxDepth,
    long maxReplyBytes,
    long maxMillis,
    OcrProgram ocr) {
  static Request of(SourceFile file, TikaSettings settings, OcrProgram ocr) {
    return of(file.id(), file.revision(), settings, ocr);
  }

  static Request of(DocumentId id, String revision, TikaSettings settings, OcrProgram ocr) {
    return new Request(
        id,
        revision,
        settings.maxTextChars(),
        settings.maxMembers(),
        settings.maxMemberBytes(),
        settings.maxDepth(),
        settings.maxReplyBytes(),
        settings.timePerFile().toMillis(),
        ocr);
  }

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
    out.writeLong(maxMillis);
    ocr.write(out);
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
        in.readLong(),
        in.readLong(),
        OcrProgram.read(in));
  }

  /// The file's own name, without the folders above it.
  String fileName() {
    return id.value().substring(id.value().lastIndexOf('/') + 1);
  }
}
