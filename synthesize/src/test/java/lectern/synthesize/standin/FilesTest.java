package lectern.synthesize.standin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilesTest {
  private static final byte[] PICTURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 0};

  private final Client client =
      Client.of(
          StandInSettings.DEFAULTS.withAccounts(
              List.of(
                  new Account("first", "k1", 5, BigDecimal.TEN),
                  new Account("second", "k2", 5, BigDecimal.TEN))));

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void textComesBackAsItIs() throws Exception {
    String text = "The rent is £42,000.\r\n--a\r\n\r\n租金\r\n";
    Client.Got got = client.upload("file-extract", "lease é.txt", utf8(text));
    assertEquals(200, got.status(), got.response().body());
    JsonNode file = got.json();
    assertEquals(
        "[id, object, bytes, created_at, filename, purpose, status, status_details]",
        StreamSupport.stream(((Iterable<String>) file::fieldNames).spliterator(), false)
            .toList()
            .toString());
    assertEquals("file", file.path("object").asText());
    assertEquals("lease é.txt", file.path("filename").asText());
    assertEquals("file-extract", file.path("purpose").asText());
    assertEquals("ok", file.path("status").asText());
    assertEquals(utf8(text).length, file.path("bytes").asLong());
    String at = "/files/" + file.path("id").asText();
    assertEquals(file, client.get(at).json());
    Client.Got content = client.get(at + "/content");
    assertEquals(text, content.response().body());
    assertEquals(
        "text/plain; charset=utf-8",
        content.response().headers().firstValue("Content-Type").orElseThrow());
  }

  @Test
  void filesAreListedUntilTheyAreDeleted() throws Exception {
    String first = client.upload("image", "a.png", PICTURE).json().path("id").asText();
    String second = client.upload("batch", "b.jsonl", utf8("{}")).json().path("id").asText();
    assertNotEquals(first, second);
    JsonNode list = client.get("/files").json();
    assertEquals("list", list.path("object").asText());
    assertEquals(first, list.at("/data/0/id").asText());
    assertEquals("b.jsonl", list.at("/data/1/filename").asText());
    assertEquals(
        "{\"id\":\"" + first + "\",\"object\":\"file\",\"deleted\":true}",
        client.delete("/files/" + first).response().body());
    assertEquals(1, client.get("/files").json().path("data").size());
    for (Client.Got gone :
        List.of(client.get("/files/" + first), client.delete("/files/" + first))) {
      assertEquals(404, gone.status());
      assertEquals("resource_not_found_error", gone.errorType());
    }
  }

  @Test
  void accountsSeeTheirOwnAlone() throws Exception {
    String id = client.upload("file-extract", "a.txt", utf8("Mine.")).json().path("id").asText();
    Client other = client.withKey("k2");
    assertEquals(0, other.get("/files").json().path("data").size());
    assertEquals(404, other.get("/files/" + id).status());
    assertEquals(404, other.get("/files/" + id + "/content").status());
    assertEquals(404, other.delete("/files/" + id).status());
    assertEquals(200, client.get("/files/" + id).status());
    assertEquals(401, client.withKey("k3").get("/files").status());
  }

  /// `ID` stands for a picture that was uploaded.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "image_url | {'url':'ms://ID'} | 200",
        "image_url | 'ms://ID' | 200",
        "image_url | {'url':'ms://0123456789abcdef'} | 400",
        "video_url | {'url':'ms://ID'} | 400",
        "image_url | {'url':'data:image/png;base64,AAAA'} | 200",
      })
  void aPictureIsSeenWhereItWasUploaded(String kind, String place, int status) throws Exception {
    String id = client.upload("image", "a.png", PICTURE).json().path("id").asText();
    String body =
        "{'model':'kimi-k3','messages':[{'role':'user','content':[{'type':'KIND','KIND':PLACE},"
            + "{'type':'text','text':'What is it?'}]}]}";
    Client.Got got =
        client.chat(
            body.replace("KIND", kind)
                .replace("PLACE", place)
                .replace("ID", id)
                .replace('\'', '"'));
    assertEquals(status, got.status(), got.response().body());
    if (status == 400) {
      assertEquals("invalid_request_error", got.errorType());
      assertTrue(got.error().contains("ms://"), got.error());
    }
  }

  @Test
  void aPictureHasNoText() throws Exception {
    String id = client.upload("image", "a.png", PICTURE).json().path("id").asText();
    Client.Got content = client.get("/files/" + id + "/content");
    assertEquals(400, content.status());
    assertTrue(content.error().contains("file-extract"), content.error());
    Client.Got extracted = client.upload("file-extract", "a.png", PICTURE);
    assertEquals(400, extracted.status());
    assertTrue(extracted.error().contains("UTF-8"), extracted.error());
    assertEquals(400, client.upload("file-extract", "a.txt", new byte[0]).status());
  }

  /// `|` stands for a line break.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nothing of the kind",
        "--b",
        "--b|",
        "--b|Content-Disposition: form-data; name=\"purpose\"||image",
        "--b|Content-Disposition: form-data; name=\"purpose\"||image|--b--",
        "--b|Content-Disposition: form-data; name=\"file\"; filename=\"a\"||x|--b--",
        "--b|Content-Disposition: form-data; name=\"purpose\"||assistants|--b|"
            + "Content-Disposition: form-data; name=\"file\"; filename=\"a\"||x|--b--",
        "--b|Content-Disposition: form-data; name=\"purpose\"||image|--b|"
            + "Content-Disposition: form-data; name=\"file\"||x|--b--",
      })
  void brokenFormsAreRefused(String form) throws Exception {
    Client.Got got =
        client.form("multipart/form-data; boundary=b", utf8(form.replace("|", "\r\n")));
    assertEquals(400, got.status());
    assertEquals("invalid_request_error", got.errorType());
    assertEquals(400, client.form("application/json", utf8("{}")).status());
    assertEquals(0, client.get("/files").json().path("data").size());
  }

  @ParameterizedTest
  @CsvSource({"/files/", "/files/a/b", "/files/a/content/c", "/filesa"})
  void nothingElseIsThere(String path) throws Exception {
    assertEquals(404, client.get(path).status());
  }

  @Test
  void formsAreTakenAsOthersWriteThem() throws Exception {
    String form =
        "a preamble\r\n--x y\r\ncontent-disposition: form-data; filename=a.txt; name=file\r\n\r\n"
            + "\r\n-\r\n--x\r\n"
            + "\r\n--x y \r\nContent-Disposition: form-data; name=\"purpose\"\r\n\r\nfile-extract"
            + "\r\n--x y--";
    FormData read = FormData.of("Multipart/Form-Data; charset=utf-8; boundary=\"x y\"", utf8(form));
    assertEquals("\r\n-\r\n--x\r\n", read.part("file").text().orElseThrow());
    assertEquals("a.txt", read.part("file").fileName());
    assertEquals("file-extract", read.part("purpose").text().orElseThrow());
    byte[] bytes = new byte[512];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    Client.Got got = client.upload("image", "all-bytes", bytes);
    assertEquals(512, got.json().path("bytes").asInt());
    assertFalse(new FormData.Part(bytes, 0, 512, "all-bytes").text().isPresent());
  }

  @Test
  void accountsHaveTheirLimits() throws Exception {
    Account account = new Account("a", "k", 1, BigDecimal.ONE);
    var store = new FileStore();
    for (int i = 0; i < 102; i++) {
      store.add(account, file("f" + i, FileStore.MAX_FILE_BYTES, ""));
    }
    assertTrue(refused(store, account, file("x", 100 << 20, "")).contains("10 GB"));
    assertTrue(refused(store, account, file("x", (100 << 20) + 1, "")).contains("100 MB"));
    for (int i = 102; i < 1_000; i++) {
      store.add(account, file("f" + i, 1, ""));
    }
    assertTrue(refused(store, account, file("x", 1, "")).contains("1,000 files"));
    assertTrue(store.remove(account, "f0"));
    store.add(account, file("x", 1, ""));
    assertEquals("x", store.of(account).getLast().id());
  }

  /// All accounts share the stand-in's memory.
  @Test
  void textIsHeldUpToALimit() throws Exception {
    var store = new FileStore();
    Account one = new Account("a", "k", 1, BigDecimal.ONE);
    Account two = new Account("b", "l", 1, BigDecimal.ONE);
    String quarter = "x".repeat(64 << 20);
    for (int i = 0; i < 4; i++) {
      store.add(one, file("f" + i, quarter.length(), quarter));
    }
    assertTrue(refused(store, two, file("x", 1, "x")).contains("no more text"));
    store.add(two, file("picture", 1, ""));
    store.remove(one, "f1");
    store.add(two, file("x", quarter.length(), quarter));
    assertTrue(refused(store, two, file("y", 1, "y")).contains("no more text"));
  }

  private static UploadedFile file(String id, long bytes, String text) {
    return new UploadedFile(id, 0, id, UploadedFile.Purpose.FILE_EXTRACT, bytes, text);
  }

  private static String refused(FileStore store, Account account, UploadedFile file) {
    return assertThrows(Refused.class, () -> store.add(account, file)).refusal().message();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
