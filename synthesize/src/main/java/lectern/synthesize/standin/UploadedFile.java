package lectern.synthesize.standin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// A file that an account has uploaded.
///
/// @param createdSeconds since 1970
/// @param text what was extracted from it; empty where that is not its purpose
record UploadedFile(
    String id, long createdSeconds, String name, Purpose purpose, long bytes, String text) {

  /// What a file is for.
  enum Purpose {
    FILE_EXTRACT("file-extract"),
    IMAGE("image"),
    VIDEO("video"),
    BATCH("batch");

    private final String word;

    Purpose(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  /// Fields as platform.kimi.ai/docs/api/files-retrieve has them. Its sample says the status `ok`,
  /// the schema beside it `ready`; the sample is of a real file.
  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", id);
    json.put("object", "file");
    json.put("bytes", bytes);
    json.put("created_at", createdSeconds);
    json.put("filename", name);
    json.put("purpose", purpose.word());
    json.put("status", "ok");
    json.put("status_details", "");
    return json;
  }
}
