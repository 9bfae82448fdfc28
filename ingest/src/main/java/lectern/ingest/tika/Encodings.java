package lectern.ingest.tika;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.tika.detect.EncodingDetector;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MediaType;
import org.apache.tika.parser.html.HtmlEncodingDetector;
import org.apache.tika.parser.txt.CharsetDetector;
import org.apache.tika.parser.txt.CharsetMatch;
import org.jspecify.annotations.Nullable;

/// Tells the encoding of a text. Bytes that are valid UTF-8 are UTF-8, whatever they are declared
/// to be: other encodings pass for it only where there is nothing but ASCII in them.
final class Encodings implements EncodingDetector {
  private static final long serialVersionUID = 1;
  private static final int LOOK_BYTES = 1 << 16;
  private static final Charset WINDOWS = Charset.forName("windows-1252");

  /// Where more than this share of the bytes is not ASCII, the text is not Western.
  private static final double WESTERN = 0.12;

  @Override
  public Charset detect(InputStream in, Metadata metadata) throws IOException {
    in.mark(LOOK_BYTES);
    byte[] bytes = in.readNBytes(LOOK_BYTES);
    in.reset();
    @Nullable Charset marked = marked(bytes);
    if (marked != null) {
      return marked;
    }
    boolean ascii = isAscii(bytes);
    if (!ascii && isUtf8(bytes)) {
      return StandardCharsets.UTF_8;
    }
    in.mark(LOOK_BYTES);
    @Nullable Charset html = new HtmlEncodingDetector().detect(in, metadata);
    in.reset();
    if (html != null) {
      return html;
    }
    @Nullable Charset declared = declared(metadata);
    return declared != null ? declared : ascii ? StandardCharsets.UTF_8 : guess(bytes);
  }

  /// A whole text; a byte order mark is left out.
  ///
  /// @param metadata may declare an encoding
  static String decode(byte[] bytes, Metadata metadata) {
    @Nullable Charset marked = marked(bytes);
    if (marked != null) {
      return new String(bytes, marked).replaceFirst("^\uFEFF", "");
    }
    @Nullable Charset declared = declared(metadata);
    boolean ascii = isAscii(bytes);
    if (!ascii && isUtf8(bytes)) {
      return new String(bytes, StandardCharsets.UTF_8);
    }
    if (declared != null || ascii) {
      return new String(bytes, declared != null ? declared : StandardCharsets.UTF_8);
    }
    String lenient = new String(bytes, StandardCharsets.UTF_8);
    long bad = lenient.chars().filter(c -> c == 0xFFFD).count();
    long good = lenient.chars().filter(c -> c > 0x7F && c != 0xFFFD).count();
    return good > 20 * bad ? lenient : new String(bytes, guess(bytes));
  }

  /// The encoding of bytes that are text only in characters of two or four bytes; null for anything
  /// else.
  static @Nullable Charset wide(byte[] bytes) {
    @Nullable Charset marked = utf32(bytes);
    return marked != null ? marked : utf16(bytes);
  }

  /// UTF-32, told by its byte order mark. Of that of UTF-16 it is the continuation with two zeros,
  /// which no text begins with.
  private static @Nullable Charset utf32(byte[] bytes) {
    if (bytes.length < 4) {
      return null;
    }
    return switch (ByteBuffer.wrap(bytes).getInt()) {
      case 0xFFFE0000 -> StandardCharsets.UTF_32LE;
      case 0x0000FEFF -> StandardCharsets.UTF_32BE;
      default -> null;
    };
  }

  /// UTF-16 without a byte order mark, told by where its zeros stand; null for anything else.
  private static @Nullable Charset utf16(byte[] bytes) {
    int length = Math.min(bytes.length, LOOK_BYTES) & ~1;
    int even = 0;
    int odd = 0;
    for (int i = 0; i < length; i += 2) {
      even += bytes[i] == 0 ? 1 : 0;
      odd += bytes[i + 1] == 0 ? 1 : 0;
    }
    int pairs = length / 2;
    if (pairs < 2) {
      return null;
    }
    if (odd > pairs * 0.4 && even < pairs * 0.02) {
      return StandardCharsets.UTF_16LE;
    }
    return even > pairs * 0.4 && odd < pairs * 0.02 ? StandardCharsets.UTF_16BE : null;
  }

  private static @Nullable Charset marked(byte[] bytes) {
    if (bytes.length >= 3
        && bytes[0] == (byte) 0xEF
        && bytes[1] == (byte) 0xBB
        && bytes[2] == (byte) 0xBF) {
      return StandardCharsets.UTF_8;
    }
    @Nullable Charset utf32 = utf32(bytes);
    if (utf32 != null) {
      return utf32;
    }
    if (bytes.length >= 2 && bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF) {
      return StandardCharsets.UTF_16BE;
    }
    if (bytes.length >= 2 && bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE) {
      return StandardCharsets.UTF_16LE;
    }
    return utf16(bytes);
  }

  private static boolean isAscii(byte[] bytes) {
    for (byte b : bytes) {
      if (b < 0) {
        return false;
      }
    }
    return true;
  }

  /// Whether bytes are UTF-8; the last character may be cut off.
  private static boolean isUtf8(byte[] bytes) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(8192);
    while (true) {
      CoderResult result = decoder.decode(in, out, false);
      if (result.isError()) {
        return false;
      }
      if (result.isUnderflow()) {
        return true;
      }
      out.clear();
    }
  }

  private static @Nullable Charset declared(Metadata metadata) {
    String type = metadata.get(Metadata.CONTENT_TYPE);
    MediaType parsed = type == null ? null : MediaType.parse(type);
    String name = parsed == null ? null : parsed.getParameters().get("charset");
    return charset(name);
  }

  private static @Nullable Charset charset(@Nullable String name) {
    try {
      return name == null ? null : Charset.forName(name);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static Charset guess(byte[] bytes) {
    int high = 0;
    int length = Math.min(bytes.length, LOOK_BYTES);
    for (int i = 0; i < length; i++) {
      high += bytes[i] < 0 ? 1 : 0;
    }
    if (high <= length * WESTERN) {
      return WINDOWS;
    }
    CharsetMatch match =
        new CharsetDetector()
            .setText(length == bytes.length ? bytes : Arrays.copyOf(bytes, length))
            .detect();
    @Nullable Charset found =
        match == null || match.getConfidence() < 20 ? null : charset(match.getName());
    return found == null || found.name().startsWith("ISO-8859-1") ? WINDOWS : found;
  }
}
