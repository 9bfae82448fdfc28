package lectern.retrieve.lucene;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lectern.ingest.DocumentId;
import lectern.ingest.FieldValue;
import lectern.ingest.HeldFile;
import lectern.ingest.Label;
import lectern.ingest.ParseResult;
import lectern.ingest.Passage;
import lectern.ingest.Span;
import lectern.retrieve.IndexedDocument;
import org.apache.lucene.store.ByteArrayDataInput;
import org.apache.lucene.store.ByteBuffersDataOutput;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/// Records as bytes. The format is named in every commit; a change here is a change of
/// [CommitData#FORMAT].
final class Records {
  private static final byte UTF_8 = 0;
  private static final byte UTF_16 = 1;

  private static final byte TEXT = 1;
  private static final byte NUMBER = 2;
  private static final byte DAY = 3;
  private static final byte FLAG = 4;

  private Records() {}

  static BytesRef passage(Passage passage) throws IOException {
    ByteBuffersDataOutput out = new ByteBuffersDataOutput();
    out.writeVInt(passage.label().document());
    out.writeVInt(passage.label().ordinal());
    text(out, passage.document().value());
    out.writeVInt(passage.span().start());
    out.writeVInt(passage.renderedTokens());
    out.writeVInt(passage.headingPath().size());
    for (String heading : passage.headingPath()) {
      text(out, heading);
    }
    text(out, passage.text());
    out.writeVInt(passage.furniture().size());
    for (Span part : passage.furniture()) {
      out.writeVInt(part.start() - passage.span().start());
      out.writeVInt(part.length());
    }
    return bytes(out);
  }

  static Passage passage(BytesRef bytes) throws IOException {
    ByteArrayDataInput in = input(bytes);
    Label label = new Label(in.readVInt(), in.readVInt());
    DocumentId document = new DocumentId(text(in));
    int start = in.readVInt();
    int tokens = in.readVInt();
    int headings = in.readVInt();
    List<String> path = new ArrayList<>();
    for (int i = 0; i < headings; i++) {
      path.add(text(in));
    }
    String text = text(in);
    Span span = new Span(start, start + text.length());
    int parts = in.readVInt();
    List<Span> furniture = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      int from = start + in.readVInt();
      furniture.add(new Span(from, from + in.readVInt()));
    }
    return new Passage(label, document, path, text, span, furniture, tokens);
  }

  static BytesRef document(HeldDocument held) throws IOException {
    IndexedDocument document = held.document();
    ByteBuffersDataOutput out = new ByteBuffersDataOutput();
    out.writeVInt(document.number());
    text(out, document.id().value());
    text(out, document.file().value());
    text(out, document.revision());
    text(out, document.title());
    text(out, document.mediaType());
    out.writeVInt(document.passages());
    out.writeVInt(document.tokens());
    out.writeVInt(document.openingTokens());
    out.writeVInt(document.textChars());
    out.writeVLong(document.sizeBytes());
    text(out, document.language());
    out.writeVInt(document.metadata().size());
    for (Map.Entry<String, String> entry : document.metadata().entrySet()) {
      text(out, entry.getKey());
      text(out, entry.getValue());
    }
    fields(out, document.fields());
    text(out, held.textDigest());
    held.counts().write(out);
    return bytes(out);
  }

  static HeldDocument document(BytesRef bytes) throws IOException {
    ByteArrayDataInput in = input(bytes);
    IndexedDocument document =
        new IndexedDocument(
            in.readVInt(),
            new DocumentId(text(in)),
            new DocumentId(text(in)),
            text(in),
            text(in),
            text(in),
            in.readVInt(),
            in.readVInt(),
            in.readVInt(),
            in.readVInt(),
            in.readVLong(),
            text(in),
            metadata(in),
            fields(in),
            List.of());
    return new HeldDocument(document, text(in), WordCounts.read(in));
  }

  static BytesRef file(HeldFile file) throws IOException {
    ByteBuffersDataOutput out = new ByteBuffersDataOutput();
    text(out, file.id().value());
    text(out, file.revision());
    out.writeVLong(file.sizeBytes());
    out.writeZLong(file.modifiedMillis());
    text(out, file.pipeline());
    out.writeVInt(file.documents());
    out.writeVInt(file.passages());
    out.writeVInt(file.tokens());
    out.writeVInt(file.attempts());
    DocumentId original = file.original();
    text(out, original == null ? "" : original.value());
    fields(out, file.fields());
    ParseResult.@Nullable Rejected failure = file.failure();
    if (failure == null) {
      text(out, "");
    } else {
      text(out, failure.reason().name());
      text(out, failure.detail());
    }
    return bytes(out);
  }

  static HeldFile file(BytesRef bytes) throws IOException {
    ByteArrayDataInput in = input(bytes);
    DocumentId id = new DocumentId(text(in));
    String revision = text(in);
    long sizeBytes = in.readVLong();
    long modifiedMillis = in.readZLong();
    String pipeline = text(in);
    int documents = in.readVInt();
    int passages = in.readVInt();
    int tokens = in.readVInt();
    int attempts = in.readVInt();
    String original = text(in);
    Map<String, FieldValue> fields = fields(in);
    String reason = text(in);
    ParseResult.Rejected failure =
        reason.isEmpty()
            ? null
            : new ParseResult.Rejected(ParseResult.Reason.valueOf(reason), text(in));
    return new HeldFile(
        id,
        revision,
        sizeBytes,
        modifiedMillis,
        pipeline,
        documents,
        passages,
        tokens,
        original.isEmpty() ? null : new DocumentId(original),
        failure,
        attempts,
        fields);
  }

  static BytesRef tombstone(Tombstone tombstone) throws IOException {
    ByteBuffersDataOutput out = new ByteBuffersDataOutput();
    out.writeVInt(tombstone.number());
    text(out, tombstone.id().value());
    out.writeVInt(tombstone.successor());
    out.writeVInt(tombstone.passages());
    return bytes(out);
  }

  static Tombstone tombstone(BytesRef bytes) throws IOException {
    ByteArrayDataInput in = input(bytes);
    return new Tombstone(in.readVInt(), new DocumentId(text(in)), in.readVInt(), in.readVInt());
  }

  /// UTF-8, or UTF-16 where a surrogate stands alone, which UTF-8 cannot carry.
  static void text(ByteBuffersDataOutput out, String text) throws IOException {
    if (wellFormed(text)) {
      out.writeByte(UTF_8);
      out.writeString(text);
    } else {
      out.writeByte(UTF_16);
      out.writeVInt(text.length());
      for (int i = 0; i < text.length(); i++) {
        out.writeShort((short) text.charAt(i));
      }
    }
  }

  static String text(ByteArrayDataInput in) throws IOException {
    if (in.readByte() == UTF_8) {
      byte[] bytes = new byte[count(in, 1)];
      in.readBytes(bytes, 0, bytes.length);
      return new String(bytes, StandardCharsets.UTF_8);
    }
    char[] chars = new char[count(in, Character.BYTES)];
    for (int i = 0; i < chars.length; i++) {
      chars[i] = (char) in.readShort();
    }
    return new String(chars);
  }

  /// A number of things to come, no more than there are bytes for: a flipped bit must not cost the
  /// memory of two billion.
  private static int count(ByteArrayDataInput in, int bytesEach) throws IOException {
    int count = in.readVInt();
    int left = in.length() - in.getPosition();
    if (count < 0 || count > left / bytesEach) {
      throw new IOException("a text of " + count + " units in " + left + " bytes");
    }
    return count;
  }

  static ByteArrayDataInput input(BytesRef bytes) {
    return new ByteArrayDataInput(bytes.bytes, bytes.offset, bytes.length);
  }

  static BytesRef bytes(ByteBuffersDataOutput out) {
    return new BytesRef(out.toArrayCopy());
  }

  private static Map<String, String> metadata(ByteArrayDataInput in) throws IOException {
    int size = in.readVInt();
    Map<String, String> metadata = new TreeMap<>();
    for (int i = 0; i < size; i++) {
      metadata.put(text(in), text(in));
    }
    return metadata;
  }

  private static void fields(ByteBuffersDataOutput out, Map<String, FieldValue> fields)
      throws IOException {
    out.writeVInt(fields.size());
    for (Map.Entry<String, FieldValue> entry : fields.entrySet()) {
      text(out, entry.getKey());
      FieldValue value = entry.getValue();
      out.writeByte(
          switch (value) {
            case FieldValue.Text _ -> TEXT;
            case FieldValue.Numeric _ -> NUMBER;
            case FieldValue.Day _ -> DAY;
            case FieldValue.Flag _ -> FLAG;
          });
      text(out, value.words());
    }
  }

  private static Map<String, FieldValue> fields(ByteArrayDataInput in) throws IOException {
    Map<String, FieldValue> fields = new TreeMap<>();
    for (int left = in.readVInt(); left > 0; left--) {
      String name = text(in);
      byte kind = in.readByte();
      String words = text(in);
      fields.put(
          name,
          switch (kind) {
            case TEXT -> new FieldValue.Text(words);
            case NUMBER -> new FieldValue.Numeric(new BigDecimal(words));
            case DAY -> new FieldValue.Day(LocalDate.parse(words));
            case FLAG -> new FieldValue.Flag(Boolean.parseBoolean(words));
            default -> throw new IOException("no such kind of field: " + kind);
          });
    }
    return Collections.unmodifiableMap(fields);
  }

  private static boolean wellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        return false;
      }
    }
    return true;
  }
}
