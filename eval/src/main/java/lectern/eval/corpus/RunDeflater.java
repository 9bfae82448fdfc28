package lectern.eval.corpus;

import java.io.ByteArrayOutputStream;

/// Deflates (RFC 1951) repetitive bytes with fixed codes and a few match distances: small, and the
/// same on every JDK.
final class RunDeflater {

  private static final int SHORTEST = 3;
  private static final int LONGEST = 258;
  private static final int LONGEST_CODE = 285;
  private static final int END_OF_BLOCK = 256;

  /// 1 finds runs of one byte; 13 finds our own output for such a run, whose 13-bit code comes
  /// round every 13 bytes.
  private static final int[] DISTANCES = {1, 13};

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private int bits;
  private int bitCount;

  static byte[] deflate(byte[] data) {
    RunDeflater deflater = new RunDeflater();
    deflater.number(0b011, 3); // last block, fixed codes
    int at = 0;
    while (at < data.length) {
      int best = 0;
      int bestDistance = 0;
      for (int distance : DISTANCES) {
        int length = matching(data, at, distance);
        if (length > best) {
          best = length;
          bestDistance = distance;
        }
      }
      // Only the longest match is used: shorter ones would need the whole table of length codes.
      if (best == LONGEST) {
        deflater.symbol(LONGEST_CODE);
        deflater.distance(bestDistance);
        at += LONGEST;
      } else {
        deflater.symbol(data[at++] & 0xff);
      }
    }
    deflater.symbol(END_OF_BLOCK);
    deflater.number(0, 7); // flush
    return deflater.out.toByteArray();
  }

  private static int matching(byte[] data, int at, int distance) {
    if (at < distance) {
      return 0;
    }
    int length = 0;
    while (length < LONGEST
        && at + length < data.length
        && data[at + length] == data[at + length - distance]) {
      length++;
    }
    return length < SHORTEST ? 0 : length;
  }

  /// Writes a literal or length symbol in its fixed code (RFC 1951, 3.2.6).
  private void symbol(int symbol) {
    if (symbol < 144) {
      code(0b0011_0000 + symbol, 8);
    } else if (symbol < 256) {
      code(0b1_1001_0000 + symbol - 144, 9);
    } else if (symbol < 280) {
      code(symbol - 256, 7);
    } else {
      code(0b1100_0000 + symbol - 280, 8);
    }
  }

  private void distance(int distance) {
    if (distance == 1) {
      code(0, 5);
    } else {
      code(7, 5); // distances 13 to 16
      number(distance - 13, 2);
    }
  }

  /// Codes go most significant bit first, numbers least significant bit first.
  private void code(int code, int length) {
    number(Integer.reverse(code) >>> (Integer.SIZE - length), length);
  }

  private void number(int value, int length) {
    bits |= value << bitCount;
    bitCount += length;
    while (bitCount >= Byte.SIZE) {
      out.write(bits);
      bits >>>= Byte.SIZE;
      bitCount -= Byte.SIZE;
    }
  }
}
