package lectern.synthesize.standin;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;

/// How replies break.
final class Breakage {
  /// Waits as long as slow things take.
  interface Stall {
    void run() throws IOException, InterruptedException;
  }

  private static final String ERROR =
      "{\"error\":{\"message\":\"The engine is currently overloaded, please try again later\","
          + "\"type\":\"engine_overloaded_error\"}}";

  private Breakage() {}

  /// Whether a fault shows in the middle of a stream.
  static boolean isOfStreams(Fault fault) {
    return switch (fault) {
      case STALL, TRUNCATE, CUT, RESET, ERROR_EVENT, BAD_JSON -> true;
      case OK,
          SLOW_HEADERS,
          SLOW_FIRST_TOKEN,
          NULL_CONTENT,
          OVERLOAD,
          RATE,
          SERVER_ERROR,
          UNAVAILABLE,
          BUSY,
          HTML ->
          false;
    };
  }

  /// Ends a stream that has been sent by half.
  static void end(Connection connection, EventStream events, Fault fault, Stall stall)
      throws IOException, InterruptedException {
    switch (fault) {
      case STALL -> {
        stall.run();
        connection.close();
      }
      case CUT -> connection.close();
      case RESET -> connection.reset();
      case ERROR_EVENT -> {
        events.event(ERROR);
        connection.end();
      }
      case BAD_JSON -> {
        events.event("{\"id\":\"chatcmpl-0\",\"choices\":[{\"index\":0,\"delta\":{\"cont");
        connection.end();
      }
      default -> connection.end();
    }
  }

  /// Sends a whole reply as the fault has it.
  static void respond(
      Connection connection, Fault fault, Map<String, String> headers, byte[] body, Stall stall)
      throws IOException, InterruptedException {
    switch (fault) {
      case STALL, CUT, RESET -> {
        connection.respondPartly(headers, body, body.length / 2);
        if (fault == Fault.STALL) {
          stall.run();
        }
        if (fault == Fault.RESET) {
          connection.reset();
        }
        connection.close();
      }
      case TRUNCATE, BAD_JSON ->
          connection.respond(200, headers, Arrays.copyOf(body, body.length / 2));
      case ERROR_EVENT ->
          connection.respond(200, headers, ERROR.getBytes(java.nio.charset.StandardCharsets.UTF_8));
      default -> connection.respond(200, headers, body);
    }
  }
}
