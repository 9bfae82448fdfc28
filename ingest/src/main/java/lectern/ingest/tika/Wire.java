package lectern.ingest.tika;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lectern.ingest.Block;
import lectern.ingest.DocumentId;
import lectern.ingest.Locator;
import lectern.ingest.LocatorMap;
import lectern.ingest.ParseResult;
import lectern.ingest.Repairs;
import lectern.ingest.SourceDocument;
import lectern.ingest.Span;

/// A parse result as bytes. The reader takes nothing on trust: a frame that does not hold what it
/// says is an [IOException] or an [IllegalArgumentException], never a large allocation.
final class Wire {
  private Wire() {}

  static byte[] toBytes(ParseResult result) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(new BufferedOutputStream(bytes));
    switch (result) {
      case ParseResult.Parsed(List<SourceDocument> documents) -> {
        out.writeByte('P');
        out.writeInt(documents.size());
        for (SourceDocument document : documents) {
          document(out, document);
        }
      }
      case ParseResult.Rejected(ParseResult.Reason reason, String detail) -> {
        out.writeByte('R');
        string(out, reason.name());
        string(out, detail);
      }
    }
    out.flush();
    return bytes.toByteArray();
  }

  static ParseResult of(byte[] frame) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(frame));
    return switch (in.readByte()) {
      case 'P' -> {
        int count = in.readInt();
        List<SourceDocument> documents = new ArrayList<>();
        for (int i = 0; i < count; i++) {
          documents.add(document(in));
        }
        yield new ParseResult.Parsed(documents);
      }
      case 'R' -> new ParseResult.Rejected(ParseResult.Reason.valueOf(string(in)), string(in));
      default -> throw new IOException("a frame that is no parse result");
    };
  }

  static void string(DataOutputStream out, String value) throws IOException {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    Frames.write(out, bytes, bytes.length);
  }

  static String string(DataInputStream in) throws IOException {
    return new String(Frames.read(in, in.available()), StandardCharsets.UTF_8);
  }

  private static void document(DataOutputStream out, SourceDocument document) throws IOException {
    string(out, document.id().value());
    string(out, document.revision());
    string(out, document.title());
    string(out, document.mediaType());
    string(out, document.text());
    out.writeLong(document.sizeBytes());
    out.writeInt(document.metadata().size());
    for (Map.Entry<String, String> entry : document.metadata().entrySet()) {
      string(out, entry.getKey());
      string(out, entry.getValue());
    }
    out.writeInt(document.blocks().size());
    for (Block block : document.blocks()) {
      block(out, block);
    }
    out.writeInt(document.locators().entries().size());
    for (LocatorMap.Entry entry : document.locators().entries()) {
      out.writeInt(entry.start());
      locator(out, entry.locator());
    }
    out.writeInt(document.repairs().list().size());
    for (Repairs.Repair repair : document.repairs().list()) {
      span(out, repair.span());
      string(out, repair.printed());
    }
    string(out, document.language());
  }

  private static SourceDocument document(DataInputStream in) throws IOException {
    DocumentId id = new DocumentId(string(in));
    String revision = string(in);
    String title = string(in);
    String mediaType = string(in);
    String text = string(in);
    long sizeBytes = in.readLong();
    Map<String, String> metadata = new TreeMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      metadata.put(string(in), string(in));
    }
    List<Block> blocks = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      blocks.add(block(in, text.length()));
    }
    List<LocatorMap.Entry> entries = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      entries.add(new LocatorMap.Entry(in.readInt(), locator(in)));
    }
    List<Repairs.Repair> repairs = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      repairs.add(new Repairs.Repair(span(in, text.length()), string(in)));
    }
    return new SourceDocument(
        id,
        revision,
        title,
        mediaType,
        text,
        blocks,
        new LocatorMap(entries),
        new Repairs(repairs),
        string(in),
        metadata,
        sizeBytes);
  }

  private static void block(DataOutputStream out, Block block) throws IOException {
    switch (block) {
      case Block.Heading(Span span, int level) -> {
        out.writeByte('H');
        span(out, span);
        out.writeInt(level);
      }
      case Block.Paragraph(Span span) -> {
        out.writeByte('P');
        span(out, span);
      }
      case Block.ListItem(Span span, int depth) -> {
        out.writeByte('L');
        span(out, span);
        out.writeInt(depth);
      }
      case Block.Table(Span span, List<Block.Row> rows, int headerRows) -> {
        out.writeByte('T');
        span(out, span);
        out.writeInt(rows.size());
        for (Block.Row row : rows) {
          span(out, row.span());
          out.writeInt(row.cells().size());
          for (Span cell : row.cells()) {
            span(out, cell);
          }
        }
        out.writeInt(headerRows);
      }
      case Block.Footnote(Span span, String mark, int at) -> {
        out.writeByte('N');
        span(out, span);
        string(out, mark);
        out.writeInt(at);
      }
      case Block.Furniture(Span span) -> {
        out.writeByte('F');
        span(out, span);
      }
      case Block.Code(Span span) -> {
        out.writeByte('C');
        span(out, span);
      }
    }
  }

  private static Block block(DataInputStream in, int textLength) throws IOException {
    byte kind = in.readByte();
    Span span = span(in, textLength);
    return switch (kind) {
      case 'H' -> new Block.Heading(span, in.readInt());
      case 'P' -> new Block.Paragraph(span);
      case 'L' -> new Block.ListItem(span, in.readInt());
      case 'F' -> new Block.Furniture(span);
      case 'C' -> new Block.Code(span);
      case 'T' -> {
        List<Block.Row> rows = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
          rows.add(row(in, textLength));
        }
        yield new Block.Table(span, rows, in.readInt());
      }
      case 'N' -> new Block.Footnote(span, string(in), in.readInt());
      default -> throw new IOException("an unknown kind of block: " + kind);
    };
  }

  private static Block.Row row(DataInputStream in, int textLength) throws IOException {
    Span span = span(in, textLength);
    List<Span> cells = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      cells.add(span(in, textLength));
    }
    return new Block.Row(span, cells);
  }

  private static void span(DataOutputStream out, Span span) throws IOException {
    out.writeInt(span.start());
    out.writeInt(span.end());
  }

  private static Span span(DataInputStream in, int textLength) throws IOException {
    Span span = new Span(in.readInt(), in.readInt());
    if (span.end() > textLength) {
      throw new IOException(span + " in a text of " + textLength + " characters");
    }
    return span;
  }

  private static void locator(DataOutputStream out, Locator locator) throws IOException {
    switch (locator) {
      case Locator.Page(int number) -> numbered(out, 'P', number);
      case Locator.Slide(int number) -> numbered(out, 'S', number);
      case Locator.Paragraph(int number) -> numbered(out, 'A', number);
      case Locator.Line(int number) -> numbered(out, 'L', number);
      case Locator.Sheet(String name, String cells) -> {
        out.writeByte('C');
        string(out, name);
        string(out, cells);
      }
      case Locator.MailPart(String name) -> {
        out.writeByte('M');
        string(out, name);
      }
      case Locator.Cells(Locator table, int firstRow, int lastRow, String column) -> {
        out.writeByte('T');
        locator(out, table);
        out.writeInt(firstRow);
        out.writeInt(lastRow);
        string(out, column);
      }
    }
  }

  private static void numbered(DataOutputStream out, char kind, int number) throws IOException {
    out.writeByte(kind);
    out.writeInt(number);
  }

  private static Locator locator(DataInputStream in) throws IOException {
    byte kind = in.readByte();
    return switch (kind) {
      case 'P' -> new Locator.Page(in.readInt());
      case 'S' -> new Locator.Slide(in.readInt());
      case 'A' -> new Locator.Paragraph(in.readInt());
      case 'L' -> new Locator.Line(in.readInt());
      case 'C' -> new Locator.Sheet(string(in), string(in));
      case 'M' -> new Locator.MailPart(string(in));
      case 'T' -> new Locator.Cells(locator(in), in.readInt(), in.readInt(), string(in));
      default -> throw new IOException("an unknown kind of locator: " + kind);
    };
  }
}
