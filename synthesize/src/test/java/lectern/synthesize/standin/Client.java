package lectern.synthesize.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A client of the tests: the JDK's own, with nothing of Lectern's in it.
record Client(StandIn standIn, HttpClient http, String key) implements AutoCloseable {
  static final ObjectMapper JSON = new ObjectMapper();

  static Client of(StandInSettings settings) {
    HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    return new Client(StandIn.start(settings), http, "k1");
  }

  Client withKey(String other) {
    return new Client(standIn, http, other);
  }

  /// A reply as it came.
  record Got(int status, HttpResponse<String> response) {
    JsonNode json() throws IOException {
      return JSON.readTree(response.body());
    }

    String text() throws IOException {
      return json().at("/choices/0/message/content").asText();
    }

    String error() throws IOException {
      return json().at("/error/message").asText();
    }

    String errorType() throws IOException {
      return json().at("/error/type").asText();
    }

    long used(String field) throws IOException {
      return json().path("usage").path(field).asLong();
    }

    /// The data of each event.
    List<String> events() {
      List<String> events = new ArrayList<>();
      for (String block : response.body().split("\n\n", -1)) {
        if (block.startsWith("data: ")) {
          events.add(block.substring(6));
        }
      }
      return events;
    }

    /// What the deltas of a field come to.
    String streamed(String field) throws IOException {
      var text = new StringBuilder();
      for (String event : events()) {
        if (!event.equals("[DONE]")) {
          text.append(JSON.readTree(event).at("/choices/0/delta/" + field).asText(""));
        }
      }
      return text.toString();
    }
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(standIn.baseUrl() + path))
        .header("Authorization", "Bearer " + key)
        .header("Content-Type", "application/json");
  }

  Got get(String path) throws IOException, InterruptedException {
    return got(request(path).GET().build());
  }

  Got post(String path, String json) throws IOException, InterruptedException {
    return got(request(path).POST(HttpRequest.BodyPublishers.ofString(json)).build());
  }

  Got chat(String json) throws IOException, InterruptedException {
    return post("/chat/completions", json);
  }

  /// Uploads a file as browsers write a form.
  Got upload(String purpose, String name, byte[] file) throws IOException, InterruptedException {
    var form = new ByteArrayOutputStream();
    form.writeBytes(
        ("--b\r\nContent-Disposition: form-data; name=\"purpose\"\r\n\r\n"
                + purpose
                + "\r\n--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
                + name
                + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
            .getBytes(StandardCharsets.UTF_8));
    form.writeBytes(file);
    form.writeBytes("\r\n--b--\r\n".getBytes(StandardCharsets.UTF_8));
    return form("multipart/form-data; boundary=b", form.toByteArray());
  }

  Got form(String contentType, byte[] body) throws IOException, InterruptedException {
    return got(
        request("/files")
            .setHeader("Content-Type", contentType)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build());
  }

  Got delete(String path) throws IOException, InterruptedException {
    return got(request(path).DELETE().build());
  }

  private Got got(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
    return new Got(response.statusCode(), response);
  }

  /// A request of a question, with single quotes for double ones in what is added.
  ///
  /// @param more fields, as `,'stream':true`
  static String asking(String model, String more, String... contents) {
    var json = new StringBuilder("{\"model\":\"" + model + "\",\"messages\":[");
    for (int i = 0; i < contents.length; i++) {
      json.append(i == 0 ? "" : ",")
          .append("{\"role\":\"user\",\"content\":")
          .append(JSON.getNodeFactory().textNode(contents[i]))
          .append('}');
    }
    return json.append(']').append(more.replace('\'', '"')).append('}').toString();
  }

  @Override
  public void close() {
    http.close();
    standIn.close();
  }
}
