package lectern.eval.corpus;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;

/// A zip file whose bytes depend on nothing but its members: stored, in the order added, with one
/// fixed time.
///
/// The JDK's own writer is not used because deflated bytes differ between builds of zlib.
final class Archive {

  private static final short STORED = 0;
  private static final short DEFLATED = 8;
  private static final short VERSION = 20;
  private static final short UTF8_NAMES = 0x0800;

  /// 1 January 2024, midnight, as MS-DOS counts: years from 1980 in seven bits, month in four, day
  /// in five.
  private static final short DOS_DATE = (short) ((2024 - 1980) << 9 | 1 << 5 | 1);

  @SuppressWarnings("ArrayRecordComponent") // bytes on their way out, never compared
  private record Member(short method, int crc, byte[] data, int sizeBytes) {}

  private final Map<String, Member> members = new LinkedHashMap<>();

  Archive add(String name, byte[] data) {
    CRC32 crc = new CRC32();
    crc.update(data);
    members.put(name, new Member(STORED, (int) crc.getValue(), data, data.length));
    return this;
  }

  Archive add(String name, String text) {
    return add(name, text.getBytes(StandardCharsets.UTF_8));
  }

  /// Adds a member that was deflated elsewhere.
  ///
  /// @param crc of the inflated bytes
  /// @param sizeBytes of the inflated bytes
  Archive addDeflated(String name, byte[] deflated, int crc, int sizeBytes) {
    members.put(name, new Member(DEFLATED, crc, deflated, sizeBytes));
    return this;
  }

  byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream directory = new ByteArrayOutputStream();
    members.forEach(
        (name, member) -> {
          byte[] nameBytes = name.getBytes(StandardCharsets.UTF_8);
          int offset = out.size();
          out.writeBytes(little(4).putInt(0x04034b50).array());
          out.writeBytes(description(nameBytes, member));
          out.writeBytes(nameBytes);
          out.writeBytes(member.data());
          directory.writeBytes(little(6).putInt(0x02014b50).putShort(VERSION).array());
          directory.writeBytes(description(nameBytes, member));
          // comment length, disk, attributes, external attributes, offset of the member
          directory.writeBytes(
              little(14).putShort((short) 0).putInt(0).putInt(0).putInt(offset).array());
          directory.writeBytes(nameBytes);
        });
    int directoryOffset = out.size();
    out.writeBytes(directory.toByteArray());
    short count = (short) members.size();
    out.writeBytes(
        little(22)
            .putInt(0x06054b50)
            .putInt(0)
            .putShort(count)
            .putShort(count)
            .putInt(directory.size())
            .putInt(directoryOffset)
            .putShort((short) 0)
            .array());
    return out.toByteArray();
  }

  /// The 26 bytes that a local header and a directory entry have in common.
  private static byte[] description(byte[] name, Member member) {
    return little(26)
        .putShort(VERSION)
        .putShort(UTF8_NAMES)
        .putShort(member.method())
        .putShort((short) 0)
        .putShort(DOS_DATE)
        .putInt(member.crc())
        .putInt(member.data().length)
        .putInt(member.sizeBytes())
        .putShort((short) name.length)
        .putShort((short) 0)
        .array();
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
