package lectern.ingest.tika;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.apache.pdfbox.io.RandomAccessRead;
import org.jspecify.annotations.Nullable;

/// Takes out of a PDF page's content stream what draws and shows no text: paths, colours, clips,
/// and whole `q … Q` groups of them. The parser would read each of these operators and do nothing;
/// on pages with a drawn watermark or a plot that is most of its time.
///
/// Where the stream holds anything but what ISO 32000-2, 7.8.2 and annex A allow, the rest is left
/// as it is, and the parser mends it in its own way.
final class TextOperators {
  private static final byte DROPPED = 1;

  /// Changes the graphics state, and shows nothing.
  private static final byte STATE = 2;

  private static final byte SHOWS = 3;
  private static final byte OPENS = 4;
  private static final byte CLOSES = 5;

  /// What an operator of at most two characters is; 0 for none.
  private static final byte[] SHORT_OPERATORS = new byte[1 << 14];

  /// White space and delimiters.
  private static final boolean[] ENDS_WORD = new boolean[256];

  private static final Map<String, Byte> LONG_OPERATORS =
      Map.of("SCN", DROPPED, "scn", DROPPED, "BMC", SHOWS, "BDC", SHOWS, "EMC", SHOWS);

  static {
    is(
        DROPPED,
        "m l c v y h re S s f F f* B B* b b* n W W* g G rg RG k K cs CS sc SC w J j M d i ri sh");
    is(STATE, "cm gs");
    is(SHOWS, "BT ET Tc Tw Tz TL Tf Tr Ts Td TD Tm T* Tj TJ ' \" Do d0 d1 MP DP BX EX");
    for (char c : "\0\t\n\f\r ()<>[]{}/%".toCharArray()) {
      ENDS_WORD[c] = true;
    }
    is(OPENS, "q");
    is(CLOSES, "Q");
  }

  private static final int CHUNK_BYTES = 1 << 16;
  private static final int MAX_NESTING = 20;

  /// The stream is not as the standard has it, or goes on in a way that is not followed here.
  private static final class Strange extends Exception {
    private static final long serialVersionUID = 1;

    Strange() {
      super("strange", null, false, false);
    }
  }

  private final RandomAccessRead in;
  private final int maxBytes;
  private final byte[] chunk = new byte[CHUNK_BYTES];
  private int chunkEnd;
  private int next;
  private byte[] out = new byte[CHUNK_BYTES];
  private int length;

  /// Where the operands of the operator to come start.
  private int operands;

  /// Of each open group: where it starts, and whether it shows anything.
  private int[] groups = new int[64];

  private boolean[] shows = new boolean[64];
  private int depth;

  private TextOperators(RandomAccessRead in, int maxBytes) {
    this.in = in;
    this.maxBytes = maxBytes;
  }

  private static void is(byte kind, String operators) {
    for (String name : operators.split(" ", -1)) {
      SHORT_OPERATORS[key(name.charAt(0), name.length() > 1 ? name.charAt(1) : 0)] = kind;
    }
  }

  private static int key(int first, int second) {
    return ((first & 0x7f) << 7) | (second & 0x7f);
  }

  /// What is left of a content stream; null where that is more than `maxBytes`.
  static byte @Nullable [] of(RandomAccessRead in, int maxBytes) throws IOException {
    TextOperators stream = new TextOperators(in, maxBytes);
    return stream.run() ? Arrays.copyOf(stream.out, stream.length) : null;
  }

  private boolean run() throws IOException {
    try {
      while (peek() >= 0 && length <= maxBytes) {
        token();
      }
    } catch (Strange e) {
      while (peek() >= 0 && length <= maxBytes) {
        copy();
      }
    }
    return length <= maxBytes;
  }

  private void token() throws IOException, Strange {
    int first = peek();
    switch (first) {
      case '(' -> string();
      case '<' -> angle(0);
      case '[' -> array(1);
      case '%' -> comment();
      case '/' -> name();
      case ')', '>', ']', '{', '}' -> throw new Strange();
      default -> {
        if (isSpace(first)) {
          copy();
        } else {
          word();
        }
      }
    }
  }

  /// A number, or an operator that ends the operands before it.
  private void word() throws IOException, Strange {
    int start = length;
    regular();
    if (isNumber(start, length)) {
      return;
    }
    operator(kind(start));
    operands = length;
  }

  private byte kind(int start) throws Strange {
    byte kind =
        switch (length - start) {
          case 1 -> SHORT_OPERATORS[key(out[start], 0)];
          case 2 -> SHORT_OPERATORS[key(out[start], out[start + 1])];
          case 3 -> {
            String name = new String(out, start, 3, StandardCharsets.ISO_8859_1);
            yield LONG_OPERATORS.getOrDefault(name, (byte) 0);
          }
          default -> 0;
        };
    if (kind == 0 || out[start] < 0 || out[length - 1] < 0) {
      throw new Strange();
    }
    return kind;
  }

  private void operator(byte kind) {
    if (kind == DROPPED) {
      length = operands;
      return;
    }
    if (kind == OPENS) {
      open();
    } else if (kind == SHOWS && depth > 0) {
      shows[depth - 1] = true;
    } else if (kind == CLOSES && depth > 0) {
      depth--;
      if (!shows[depth]) {
        length = groups[depth];
        return;
      }
      if (depth > 0) {
        shows[depth - 1] = true;
      }
    }
    write('\n');
  }

  private void open() {
    if (depth == groups.length) {
      groups = Arrays.copyOf(groups, 2 * depth);
      shows = Arrays.copyOf(shows, 2 * depth);
    }
    groups[depth] = operands;
    shows[depth] = false;
    depth++;
  }

  private void string() throws IOException, Strange {
    copy();
    int open = 1;
    while (open > 0) {
      int c = peek();
      if (c < 0) {
        throw new Strange();
      }
      copy();
      if (c == '\\') {
        c = peek();
        if (c >= 0) {
          copy();
        }
      } else if (c == '(') {
        open++;
      } else if (c == ')') {
        open--;
      }
      if (c == ')' && open > 0 && (peek() == '\r' || peek() == '\n')) {
        // The parser takes some of these for the end of a string with a bracket too many, or with a
        // backslash at its end.
        throw new Strange();
      }
    }
  }

  /// A string in hexadecimal digits, or a dictionary.
  private void angle(int nesting) throws IOException, Strange {
    copy();
    if (peek() != '<') {
      for (int c = peek(); c != '>'; c = peek()) {
        if (Character.digit(c, 16) < 0 && !isSpace(c)) {
          throw new Strange();
        }
        copy();
      }
      copy();
      return;
    }
    copy();
    while (peek() != '>') {
      operand(nesting + 1);
    }
    copy();
    if (peek() != '>') {
      throw new Strange();
    }
    copy();
  }

  private void array(int nesting) throws IOException, Strange {
    copy();
    while (peek() != ']') {
      operand(nesting);
    }
    copy();
  }

  private void operand(int nesting) throws IOException, Strange {
    int first = peek();
    if (nesting > MAX_NESTING) {
      throw new Strange();
    }
    switch (first) {
      case -1, ')', '>', ']', '{', '}', '%' -> throw new Strange();
      case '(' -> string();
      case '<' -> angle(nesting + 1);
      case '[' -> array(nesting + 1);
      case '/' -> name();
      default -> {
        if (isSpace(first)) {
          copy();
        } else {
          int start = length;
          regular();
          if (!isNumber(start, length)) {
            throw new Strange();
          }
        }
      }
    }
  }

  private void name() throws IOException {
    copy();
    regular();
  }

  private void comment() throws IOException {
    for (int c = peek(); c >= 0 && c != '\n' && c != '\r'; c = peek()) {
      copy();
    }
  }

  private void regular() throws IOException {
    for (int c = peek(); c >= 0 && !ENDS_WORD[c]; c = peek()) {
      copy();
    }
  }

  private boolean isNumber(int start, int end) {
    boolean digits = false;
    for (int i = start; i < end; i++) {
      byte c = out[i];
      if (c >= '0' && c <= '9') {
        digits = true;
      } else if (c != '.' && (i > start || (c != '-' && c != '+'))) {
        return false;
      }
    }
    return digits;
  }

  private static boolean isSpace(int c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0;
  }

  /// The next byte; -1 at the end.
  private int peek() throws IOException {
    if (next == chunkEnd) {
      chunkEnd = Math.max(0, in.read(chunk, 0, chunk.length));
      next = 0;
      if (chunkEnd == 0) {
        return -1;
      }
    }
    return chunk[next] & 0xff;
  }

  private void copy() {
    write(chunk[next++]);
  }

  private void write(int b) {
    if (length == out.length) {
      out = Arrays.copyOf(out, 2 * length);
    }
    out[length++] = (byte) b;
  }
}
