package lectern.ingest.tika;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.poi.poifs.filesystem.DirectoryNode;
import org.apache.poi.poifs.filesystem.EntryUtils;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.tika.io.TikaInputStream;
import org.jspecify.annotations.Nullable;

/// Files made of folders within an OLE2 file: Office objects, and mails attached to Outlook mails.
final class OleFolders {
  private static final String PROPERTIES = "__properties_version1.0";

  /// A message within a message has these header bytes before its properties; one in a file of its
  /// own has [#RESERVED_BYTES] more ([MS-OXMSG] 2.4.1).
  private static final int MESSAGE_HEADER_BYTES = 24;

  private static final int RESERVED_BYTES = 8;

  private OleFolders() {}

  /// The folder that a parser hands over in place of bytes; null where there are bytes.
  static @Nullable DirectoryNode of(InputStream in) {
    return in instanceof TikaInputStream opened
            && opened.getOpenContainer() instanceof DirectoryNode folder
            && folder.getParent() != null
        ? folder
        : null;
  }

  static void write(DirectoryNode folder, OutputStream out) throws IOException {
    try (POIFSFileSystem file = new POIFSFileSystem()) {
      DirectoryNode root = file.getRoot();
      EntryUtils.copyNodes(folder, root);
      root.setStorageClsid(folder.getStorageClsid());
      if (root.hasEntry(PROPERTIES)) {
        lengthenHeader(root);
      }
      file.writeFilesystem(out);
    }
  }

  /// A message that was attached becomes one in a file of its own.
  private static void lengthenHeader(DirectoryNode message) throws IOException {
    byte[] attached;
    try (InputStream in = message.createDocumentInputStream(PROPERTIES)) {
      attached = in.readAllBytes();
    }
    if (attached.length < MESSAGE_HEADER_BYTES) {
      return;
    }
    byte[] own = new byte[attached.length + RESERVED_BYTES];
    System.arraycopy(attached, 0, own, 0, MESSAGE_HEADER_BYTES);
    System.arraycopy(
        attached,
        MESSAGE_HEADER_BYTES,
        own,
        MESSAGE_HEADER_BYTES + RESERVED_BYTES,
        attached.length - MESSAGE_HEADER_BYTES);
    message.createOrUpdateDocument(PROPERTIES, new ByteArrayInputStream(own));
  }
}
