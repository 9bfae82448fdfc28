package lectern.retrieve.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import lectern.ingest.Block;
import lectern.ingest.Locator;
import lectern.ingest.LocatorMap;
import lectern.ingest.Repairs;
import lectern.ingest.Span;
import org.apache.lucene.store.ByteArrayDataInput;
import org.apache.lucene.store.ByteBuffersDataOutput;
import org.apache.lucene.util.BytesRef;

/// Blocks, locators and repairs of a document, as bytes: a kind, then numbers. A 300-page contract
/// takes some 20 kB.
record Structure(List<Block> blocks, LocatorMap locators, Repairs repairs) {
  private static final byte HEADING = 1;
  private static final byte PARAGRAPH = 2;
  private static final byte LIST_ITEM = 3;
  private static final byte TABLE = 4;
  private static final byte CODE = 5;
  private static final byte FURNITURE = 6;
  private static final byte FOOTNOTE = 7;

  private static final byte PAGE = 1;
  private static final byte SHEET = 2;
  private static final byte SLIDE = 3;
  private static final byte NUMBERED = 4;
  private static final byte LINE = 5;
  private static final byte MAIL_PART = 6;
  private static final byte CELLS = 7;

  BytesRef bytes() throws IOException {
    ByteBuffersDataOutput out = new ByteBuffersDataOutput();
    out.writeVInt(blocks.size());
    for (Block block : blocks) {
      write(out, block);
    }
    out.writeVInt(locators.entries().size());
    for (LocatorMap.Entry entry : locators.entries()) {
      out.writeVInt(entry.start());
      write(out, entry.locator());
    }
    out.writeVInt(repairs.list().size());
    for (Repairs.Repair repair : repairs.list()) {
      write(out, repair.span());
      Records.text(out, repair.printed());
    }
    return Records.bytes(out);
  }

  static Structure of(BytesRef bytes) throws IOException {
    ByteArrayDataInput in = Records.input(bytes);
    int blockCount = in.readVInt();
    List<Block> blocks = new ArrayList<>();
    for (int i = 0; i < blockCount; i++) {
      blocks.add(block(in));
    }
    int entryCount = in.readVInt();
    List<LocatorMap.Entry> entries = new ArrayList<>();
    for (int i = 0; i < entryCount; i++) {
      entries.add(new LocatorMap.Entry(in.readVInt(), locator(in)));
    }
    int repairCount = in.readVInt();
    List<Repairs.Repair> repairs = new ArrayList<>();
    for (int i = 0; i < repairCount; i++) {
      repairs.add(new Repairs.Repair(span(in), Records.text(in)));
    }
    return new Structure(blocks, new LocatorMap(entries), new Repairs(repairs));
  }

  private static void write(ByteBuffersDataOutput out, Block block) throws IOException {
    switch (block) {
      case Block.Heading(Span span, int level) -> {
        head(out, HEADING, span);
        out.writeVInt(level);
      }
      case Block.Paragraph(Span span) -> head(out, PARAGRAPH, span);
      case Block.ListItem(Span span, int depth) -> {
        head(out, LIST_ITEM, span);
        out.writeVInt(depth);
      }
      case Block.Table(Span span, List<Block.Row> rows, int headerRows) -> {
        head(out, TABLE, span);
        out.writeVInt(headerRows);
        out.writeVInt(rows.size());
        for (Block.Row row : rows) {
          write(out, row.span());
          out.writeVInt(row.cells().size());
          for (Span cell : row.cells()) {
            write(out, cell);
          }
        }
      }
      case Block.Footnote(Span span, String mark, int at) -> {
        head(out, FOOTNOTE, span);
        Records.text(out, mark);
        out.writeVInt(at + 1);
      }
      case Block.Code(Span span) -> head(out, CODE, span);
      case Block.Furniture(Span span) -> head(out, FURNITURE, span);
    }
  }

  private static Block block(ByteArrayDataInput in) throws IOException {
    byte kind = in.readByte();
    Span span = span(in);
    return switch (kind) {
      case HEADING -> new Block.Heading(span, in.readVInt());
      case PARAGRAPH -> new Block.Paragraph(span);
      case LIST_ITEM -> new Block.ListItem(span, in.readVInt());
      case TABLE -> {
        int headerRows = in.readVInt();
        int count = in.readVInt();
        List<Block.Row> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
          rows.add(row(in));
        }
        yield new Block.Table(span, rows, headerRows);
      }
      case CODE -> new Block.Code(span);
      case FURNITURE -> new Block.Furniture(span);
      case FOOTNOTE -> new Block.Footnote(span, Records.text(in), in.readVInt() - 1);
      default -> throw new IOException("no such kind of block: " + kind);
    };
  }

  private static void write(ByteBuffersDataOutput out, Locator locator) throws IOException {
    switch (locator) {
      case Locator.Page(int number) -> numbered(out, PAGE, number);
      case Locator.Sheet(String name, String cells) -> {
        out.writeByte(SHEET);
        Records.text(out, name);
        Records.text(out, cells);
      }
      case Locator.Slide(int number) -> numbered(out, SLIDE, number);
      case Locator.Paragraph(int number) -> numbered(out, NUMBERED, number);
      case Locator.Line(int number) -> numbered(out, LINE, number);
      case Locator.MailPart(String name) -> {
        out.writeByte(MAIL_PART);
        Records.text(out, name);
      }
      case Locator.Cells(Locator table, int firstRow, int lastRow, String column) -> {
        out.writeByte(CELLS);
        write(out, table);
        out.writeVInt(firstRow);
        out.writeVInt(lastRow);
        Records.text(out, column);
      }
    }
  }

  private static Locator locator(ByteArrayDataInput in) throws IOException {
    byte kind = in.readByte();
    return switch (kind) {
      case PAGE -> new Locator.Page(in.readVInt());
      case SHEET -> new Locator.Sheet(Records.text(in), Records.text(in));
      case SLIDE -> new Locator.Slide(in.readVInt());
      case NUMBERED -> new Locator.Paragraph(in.readVInt());
      case LINE -> new Locator.Line(in.readVInt());
      case MAIL_PART -> new Locator.MailPart(Records.text(in));
      case CELLS -> new Locator.Cells(locator(in), in.readVInt(), in.readVInt(), Records.text(in));
      default -> throw new IOException("no such kind of locator: " + kind);
    };
  }

  private static Block.Row row(ByteArrayDataInput in) throws IOException {
    Span span = span(in);
    int count = in.readVInt();
    List<Span> cells = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      cells.add(span(in));
    }
    return new Block.Row(span, cells);
  }

  private static void head(ByteBuffersDataOutput out, byte kind, Span span) throws IOException {
    out.writeByte(kind);
    write(out, span);
  }

  private static void numbered(ByteBuffersDataOutput out, byte kind, int number)
      throws IOException {
    out.writeByte(kind);
    out.writeVInt(number);
  }

  private static void write(ByteBuffersDataOutput out, Span span) throws IOException {
    out.writeVInt(span.start());
    out.writeVInt(span.length());
  }

  private static Span span(ByteArrayDataInput in) throws IOException {
    int start = in.readVInt();
    return new Span(start, start + in.readVInt());
  }
}
