package lectern.ingest.tika;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import lectern.ingest.DocumentId;
import lectern.ingest.FileTrouble;
import lectern.ingest.ParseResult;
import lectern.ingest.ParseResult.Reason;
import lectern.ingest.ParseResult.Rejected;

/// Main class of a worker process: takes files on standard input, gives parse results on standard
/// output, and leaves when its input ends. Never started by hand.
final class ParseWorker {
  /// First frame of a worker: it is up and speaks this protocol.
  static final String HELLO = "lectern parse worker 4";

  /// Files that a worker parses at the same time. They share what a JVM must first learn: classes
  /// and compiled code, some 3 s of CPU. More would put more at risk of one bad file.
  static final int LANES = 2;

  /// The worker's own folder, which it empties and deletes.
  static final String FOLDER_PROPERTY = "lectern.worker.folder";

  /// Exit of a worker that ran out of memory; the JVM's own for `ExitOnOutOfMemoryError`.
  static final int OUT_OF_MEMORY_EXIT = 3;

  /// Deeply nested documents recurse deeply.
  private static final long STACK_BYTES = 16L << 20;

  private static final int MAX_REQUEST_BYTES = 1 << 20;
  private static final int MAX_PART_BYTES = 1 << 20;

  /// Makes a parse result of a file that lies in the worker's own folder.
  interface Reading {
    /// Reads a file.
    ///
    /// @param time where more of it may be asked for
    ParseResult read(Request request, Path file, MoreTime time) throws Exception;
  }

  private record Job(int number, Request request, Path file) {}

  private ParseWorker() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = folder();
    FamilyReader reader = new FamilyReader(folder);
    if (arguments.length > 0) {
      rehearse(reader::read, arguments);
    } else {
      serve(reader::read);
    }
  }

  /// Reads files once for nothing, so that the launcher can record which classes a worker loads.
  private static void rehearse(Reading reading, String[] files) throws Exception {
    OcrProgram none = new OcrProgram.Absent("");
    for (String file : files) {
      Request request = Request.of(new DocumentId(file), "", TikaSettings.DEFAULTS, none);
      reply(new Job(0, request, Path.of(file)), reading, _ -> {});
    }
  }

  static Path folder() {
    String folder = System.getProperty(FOLDER_PROPERTY);
    if (folder == null) {
      throw new IllegalStateException("no folder was given: workers are started by the parser");
    }
    return Path.of(folder);
  }

  /// Serves until standard input ends. Input is read by this thread and files are parsed by others,
  /// so that the end is seen even while a parser hangs.
  static void serve(Reading reading) throws Exception {
    OutputStream wire = new FileOutputStream(FileDescriptor.out);
    // Libraries print; what they print must not get between the frames.
    System.setOut(
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
    DataOutputStream out = new DataOutputStream(new BufferedOutputStream(wire, 1 << 16));
    Desk desk = new Desk(folder());
    for (int i = 0; i < LANES; i++) {
      Thread lane = new Thread(null, () -> parseAll(desk, out, reading), "parsing", STACK_BYTES);
      lane.setDaemon(true);
      lane.start();
    }
    byte[] hello = HELLO.getBytes(StandardCharsets.UTF_8);
    synchronized (out) {
      Frames.write(out, hello, hello.length);
      out.flush();
    }
    int exit = 0;
    try (DataInputStream in = new DataInputStream(new BufferedInputStream(System.in, 1 << 16))) {
      while (true) {
        int number = in.readInt();
        Request request = Request.of(Frames.read(in, MAX_REQUEST_BYTES));
        Path file = desk.place();
        if (receive(in, file)) {
          desk.jobs.put(new Job(number, request, file));
        } else {
          desk.clear(file);
        }
      }
    } catch (EOFException e) {
      // The parent is done, or dead.
    } catch (IOException e) {
      System.err.println("cannot take the file: " + FileTrouble.words(e));
      exit = 1;
    } finally {
      // Where nothing else ends them with this process.
      ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
      Folders.delete(folder());
      Runtime.getRuntime().halt(exit);
    }
  }

  /// Files that have come and are not done.
  private static final class Desk {
    final BlockingQueue<Job> jobs = new LinkedBlockingQueue<>();
    private final Path folder;
    private int open;

    Desk(Path folder) {
      this.folder = folder;
    }

    synchronized Path place() throws IOException {
      open++;
      return Files.createTempFile(folder, "file", "");
    }

    /// Deletes a file that is done, and where no other is open, all that parsers left behind.
    synchronized void clear(Path file) throws IOException {
      Files.deleteIfExists(file);
      if (--open == 0) {
        Folders.clear(folder);
      }
    }
  }

  private static boolean receive(DataInputStream in, Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      while (true) {
        int length = in.readInt();
        if (length == 0) {
          return true;
        }
        if (length == Frames.ABORTED) {
          return false;
        }
        if (length < 0 || length > MAX_PART_BYTES) {
          throw new IOException("a part of " + length + " bytes");
        }
        out.write(Frames.body(in, length));
      }
    }
  }

  private static void parseAll(Desk desk, DataOutputStream out, Reading reading) {
    try {
      while (true) {
        Job job = desk.jobs.take();
        byte[] reply = reply(job, reading, loan -> send(out, job, loan.toBytes()));
        // Before the reply: the next file may come right after it.
        desk.clear(job.file());
        send(out, job, reply);
      }
    } catch (OutOfMemoryError e) {
      Runtime.getRuntime().halt(OUT_OF_MEMORY_EXIT);
    } catch (Throwable e) {
      System.err.println("the worker failed: " + e);
      Runtime.getRuntime().halt(1);
    }
  }

  private static void send(DataOutputStream out, Job job, byte[] frame) throws IOException {
    synchronized (out) {
      out.writeInt(job.number());
      Frames.write(out, frame, frame.length);
      out.flush();
    }
  }

  private static byte[] reply(Job job, Reading reading, MoreTime time) throws Exception {
    ParseResult result = reading.read(job.request(), job.file(), time);
    byte[] reply = Wire.toBytes(result);
    long limit = job.request().maxReplyBytes();
    return reply.length <= limit
        ? reply
        : Wire.toBytes(
            new Rejected(
                Reason.TOO_LARGE,
                "its text and structure take "
                    + reply.length
                    + " bytes, where at most "
                    + limit
                    + " fit"));
  }

  /// Reads a worker's first frame.
  static void checkHello(InputStream in) throws IOException {
    byte[] hello = Frames.read(new DataInputStream(in), 100);
    if (!new String(hello, StandardCharsets.UTF_8).equals(HELLO)) {
      throw new IOException("it does not speak the workers' protocol");
    }
  }
}
