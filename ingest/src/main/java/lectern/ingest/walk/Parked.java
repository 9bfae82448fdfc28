package lectern.ingest.walk;

import lectern.ingest.DocumentId;

/// The name under which documents wait for the file that they are now, after their own file's bytes
/// were exchanged for others. No file's name holds its last character.
final class Parked {
  private static final String MARK = "\u0000";

  private Parked() {}

  static DocumentId name(DocumentId file) {
    return new DocumentId(file.value() + MARK);
  }

  static boolean is(DocumentId name) {
    return name.value().endsWith(MARK);
  }

  /// The name that the documents had before.
  static DocumentId before(DocumentId name) {
    String value = name.value();
    return is(name) ? new DocumentId(value.substring(0, value.length() - MARK.length())) : name;
  }
}
