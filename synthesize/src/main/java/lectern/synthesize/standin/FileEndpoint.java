package lectern.synthesize.standin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// `/v1/files`: shapes from platform.kimi.ai/docs/api/files-upload, -list, -retrieve, -content and
/// -delete (August 2026). What cannot be had is 404 `resource_not_found_error`, as documented; the
/// words of all refusals are ours.
final class FileEndpoint {
  private static final Pattern PATH = Pattern.compile("/v1/files(?:/([^/]+)(/content)?)?");

  private final Shared shared;

  FileEndpoint(Shared shared) {
    this.shared = shared;
  }

  /// What is sent back.
  record Reply(String contentType, String body) {
    static Reply json(ObjectNode json) {
      return new Reply(Desk.JSON, json.toString());
    }
  }

  Reply answer(Account account, Incoming request) throws Refused {
    Matcher path = PATH.matcher(request.path());
    if (!path.matches()) {
      throw new Refused(Refusal.noPath(request.path()));
    }
    String id = path.group(1) == null ? "" : path.group(1);
    String what = path.group(2) != null ? " content" : id.isEmpty() ? " files" : " file";
    return switch (request.method() + what) {
      case "POST files" -> Reply.json(upload(account, request).json());
      case "GET files" -> Reply.json(list(account));
      case "GET file" -> Reply.json(file(account, id, request).json());
      case "GET content" -> content(file(account, id, request));
      case "DELETE file" -> Reply.json(delete(account, id, request));
      default -> throw new Refused(Refusal.noPath(request.path()));
    };
  }

  private UploadedFile upload(Account account, Incoming request) throws Refused {
    FormData form = FormData.of(request.header("content-type"), request.body());
    UploadedFile.Purpose purpose = purpose(form.part("purpose").text().orElse(""));
    FormData.Part part = form.part("file");
    if (part.fileName().isEmpty()) {
      throw refused("the field 'file' has no file name");
    }
    String text = "";
    if (purpose == UploadedFile.Purpose.FILE_EXTRACT && part.size() <= FileStore.MAX_FILE_BYTES) {
      text =
          part.text()
              .filter(found -> !found.isBlank())
              .orElseThrow(
                  () -> refused("no text found: the stand-in reads UTF-8 text files alone"));
    }
    UploadedFile file =
        new UploadedFile(
            // Small letters and digits, as in the documented samples.
            HexFormat.of().toHexDigits(shared.drawnFileId()),
            shared.settings().clock().instant().getEpochSecond(),
            part.fileName(),
            purpose,
            part.size(),
            text);
    shared.files().add(account, file);
    return file;
  }

  private static UploadedFile.Purpose purpose(String word) throws Refused {
    return Stream.of(UploadedFile.Purpose.values())
        .filter(purpose -> purpose.word().equals(word))
        .findFirst()
        .orElseThrow(
            () -> refused("purpose must be one of file-extract, image, video, batch: " + word));
  }

  private UploadedFile file(Account account, String id, Incoming request) throws Refused {
    return shared
        .files()
        .file(account, id)
        .orElseThrow(() -> new Refused(Refusal.noPath(request.path())));
  }

  private ObjectNode list(Account account) {
    ObjectNode list = JsonNodeFactory.instance.objectNode();
    list.put("object", "list");
    ArrayNode data = list.putArray("data");
    shared.files().of(account).forEach(file -> data.add(file.json()));
    return list;
  }

  /// Plain text, as documented. A client of 2024 (northes/go-moonshot) expects an object with
  /// `content`, `file_type`, `filename`, `title` and `type` instead.
  private static Reply content(UploadedFile file) throws Refused {
    if (file.purpose() != UploadedFile.Purpose.FILE_EXTRACT) {
      throw refused("only files with the purpose file-extract have content");
    }
    return new Reply("text/plain; charset=utf-8", file.text());
  }

  private ObjectNode delete(Account account, String id, Incoming request) throws Refused {
    if (!shared.files().remove(account, id)) {
      throw new Refused(Refusal.noPath(request.path()));
    }
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", id);
    json.put("object", "file");
    json.put("deleted", true);
    return json;
  }

  private static Refused refused(String why) {
    return new Refused(Refusal.invalid("Invalid request: " + why));
  }
}
