package lectern.ingest.tika;

import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import lectern.ingest.DocumentId;
import lectern.ingest.LocatorMap;
import lectern.ingest.ParseResult;
import lectern.ingest.Repairs;
import lectern.ingest.SourceDocument;

/// A worker that misbehaves as the file tells it to.
final class FaultyWorker {
  /// Files that came so far.
  private static volatile int files;

  /// A fence may give every worker the same number.
  private static final String WHO = UUID.randomUUID().toString();

  private static final Request NOBODY =
      new Request(new DocumentId("x"), "", 0, 0, 0, 0, 0, 0, new OcrProgram.Absent(""));

  private FaultyWorker() {}

  public static void main(String[] arguments) throws Exception {
    ParseWorker.serve((request, file, _) -> read(request, file));
  }

  /// Tries what a fence is there against.
  private static String attempt(String order) {
    String what = order.substring(order.indexOf(' ') + 1);
    try {
      if (order.startsWith("write ")) {
        Files.writeString(Path.of(what), "harm");
        return "done";
      }
      if (order.startsWith("call ")) {
        new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(what)).close();
        return "done";
      }
      return order;
    } catch (IOException e) {
      return "refused";
    }
  }

  private static ParseResult read(Request request, Path file) throws Exception {
    synchronized (FaultyWorker.class) {
      files++;
    }
    return read(request, file, Files.readString(file));
  }

  private static ParseResult read(Request request, Path file, String order) throws Exception {
    String answer = order;
    switch (order) {
      case "hang" -> {
        while (true) {
          Thread.onSpinWait();
        }
      }
      case "child" -> {
        new ProcessBuilder("sleep", "600").start();
        Thread.sleep(600_000);
      }
      case "memory" -> {
        List<byte[]> all = new ArrayList<>();
        while (true) {
          all.add(new byte[1 << 20]);
          System.err.println(all.size() + " MiB");
        }
      }
      case "halt" -> {
        System.err.println("something snapped");
        Runtime.getRuntime().halt(139);
      }
      case "halt unless fresh" -> {
        if (files > 1) {
          Runtime.getRuntime().halt(1);
        }
      }
      case "halt in company" -> {
        // The other file has come, or never will.
        Thread.sleep(500);
        if (files > 1) {
          Runtime.getRuntime().halt(1);
        }
      }
      case "hang in company" -> {
        Thread.sleep(500);
        while (files > 1) {
          Thread.onSpinWait();
        }
      }
      case "leave files" -> {
        Files.createDirectories(ParseWorker.folder().resolve("folder"));
        Files.writeString(ParseWorker.folder().resolve("folder").resolve("left"), "");
      }
      case "what is left" -> {
        try (var all = Files.walk(ParseWorker.folder())) {
          answer = String.valueOf(all.filter(Files::isRegularFile).count());
        }
      }
      case "lie" -> {
        // Past System.out, which is standard error here.
        DataOutputStream wire = new DataOutputStream(new FileOutputStream(FileDescriptor.out));
        wire.writeInt(files);
        wire.writeInt(Integer.MAX_VALUE);
        wire.flush();
        Thread.sleep(600_000);
      }
      case "nonsense" -> {
        DataOutputStream wire = new DataOutputStream(new FileOutputStream(FileDescriptor.out));
        byte[] bytes = {'P', 0x7F, 0x7F, 0x7F, 0x7F, 0x7F, 0, 0, 0};
        wire.writeInt(files);
        wire.writeInt(bytes.length);
        wire.write(bytes);
        wire.flush();
        Thread.sleep(600_000);
      }
      case "slow" -> Thread.sleep(1_500);
      case "chat" -> {
        for (int i = 0; i < 20_000; i++) {
          System.out.println("chatter on standard output " + i);
          System.err.println("chatter on standard error " + i);
        }
      }
      case "another" -> {
        DataOutputStream wire = new DataOutputStream(new FileOutputStream(FileDescriptor.out));
        byte[] reply = Wire.toBytes(read(NOBODY, file, "x"));
        wire.writeInt(files);
        Frames.write(wire, reply, reply.length);
        Thread.sleep(600_000);
      }
      case "throw" -> throw new IllegalStateException("a bug in the worker");
      case "environment" -> answer = new TreeMap<>(System.getenv()).toString();
      case "folder" -> answer = ParseWorker.folder() + " " + Path.of("").toAbsolutePath();
      case "who" -> answer = WHO;
      case "processes" -> answer = String.valueOf(ProcessHandle.allProcesses().count());
      case "limits" -> answer = Files.readString(Path.of("/proc/self/limits"));
      default -> answer = attempt(order);
    }
    return new ParseResult.Parsed(
        List.of(
            new SourceDocument(
                request.id(),
                request.revision(),
                "Order",
                "text/plain",
                answer,
                List.of(),
                LocatorMap.EMPTY,
                Repairs.NONE,
                "",
                Map.of(),
                Files.size(file))));
  }
}
