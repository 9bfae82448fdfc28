package lectern.synthesize.standin;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A body of `multipart/form-data` (RFC 7578), taken apart.
final class FormData {
  private static final Pattern BOUNDARY =
      Pattern.compile(
          "multipart/form-data\\s*;.*?boundary=(?:\"([^\"]+)\"|([^;\\s]+)).*",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern PARAMETER =
      Pattern.compile(";\\s*(name|filename)=(?:\"([^\"]*)\"|([^;\\s]+))");

  /// Within the body.
  ///
  /// @param fileName empty where the part is no file
  @SuppressWarnings("ArrayRecordComponent") // Never compared; copying files costs.
  record Part(byte[] body, int from, int to, String fileName) {
    int size() {
      return to - from;
    }

    /// The part as text; empty where it is not UTF-8, or has bytes of value 0 as no text has.
    Optional<String> text() {
      try {
        String text =
            StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(body, from, size()))
                .toString();
        return text.indexOf('\0') < 0 ? Optional.of(text) : Optional.empty();
      } catch (CharacterCodingException e) {
        return Optional.empty();
      }
    }
  }

  private final Map<String, Part> parts = new HashMap<>();

  /// @throws Refused where it is none, or broken
  static FormData of(String contentType, byte[] body) throws Refused {
    Matcher type = BOUNDARY.matcher(contentType);
    if (!type.matches()) {
      throw refused("the body is not multipart/form-data with a boundary");
    }
    String boundary = type.group(1) == null ? type.group(2) : type.group(1);
    byte[] mark = ("\r\n--" + boundary).getBytes(StandardCharsets.UTF_8);
    var form = new FormData();
    // The first boundary may stand at the very beginning, without the line break.
    int at = startsWith(body, mark, 2, 0) ? mark.length - 2 : after(body, mark, 0);
    while (!startsWith(body, "--".getBytes(StandardCharsets.US_ASCII), 0, at)) {
      int head = after(body, "\r\n".getBytes(StandardCharsets.US_ASCII), at) - 2;
      int from = after(body, "\r\n\r\n".getBytes(StandardCharsets.US_ASCII), head);
      int next = after(body, mark, from - 2);
      form.add(
          new String(body, head, from - head, StandardCharsets.UTF_8),
          body,
          from,
          next - mark.length);
      at = next;
    }
    return form;
  }

  private void add(String head, byte[] body, int from, int to) {
    String name = "";
    String fileName = "";
    for (String line : head.split("\r\n", -1)) {
      if (line.toLowerCase(Locale.ROOT).startsWith("content-disposition:")) {
        Matcher parameter = PARAMETER.matcher(line);
        while (parameter.find()) {
          String value = parameter.group(2) == null ? parameter.group(3) : parameter.group(2);
          if (parameter.group(1).equals("name")) {
            name = value;
          } else {
            fileName = value;
          }
        }
      }
    }
    parts.put(name, new Part(body, from, Math.max(from, to), fileName));
  }

  /// @throws Refused where the form has no such part
  Part part(String name) throws Refused {
    Part part = parts.get(name);
    if (part == null) {
      throw refused("the form has no field '" + name + "'");
    }
    return part;
  }

  /// The place behind a mark.
  private static int after(byte[] body, byte[] mark, int from) throws Refused {
    for (int i = from; i <= body.length - mark.length; i++) {
      if (startsWith(body, mark, 0, i)) {
        return i + mark.length;
      }
    }
    throw refused("the form breaks off");
  }

  private static boolean startsWith(byte[] body, byte[] mark, int skipped, int at) {
    for (int i = skipped; i < mark.length; i++) {
      int place = at + i - skipped;
      if (place >= body.length || body[place] != mark[i]) {
        return false;
      }
    }
    return true;
  }

  private static Refused refused(String why) {
    return new Refused(Refusal.invalid("Invalid request: " + why));
  }
}
