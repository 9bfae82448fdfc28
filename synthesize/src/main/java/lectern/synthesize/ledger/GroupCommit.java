package lectern.synthesize.ledger;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import lectern.synthesize.ledger.SegmentWriter.Place;
import org.jspecify.annotations.Nullable;

/// Makes lines of any number of threads durable, those that wait together with one fsync. A thread
/// of its own writes, so that a caller who is interrupted leaves the file alone.
final class GroupCommit implements AutoCloseable {
  private static final Line LAST = new Line(new byte[0]);

  private final SegmentWriter writer;
  private final BlockingQueue<Line> waiting = new LinkedBlockingQueue<>();
  private @Nullable Thread thread;
  private boolean closed;

  GroupCommit(SegmentWriter writer) {
    this.writer = writer;
  }

  private static final class Line {
    final byte[] bytes;
    final CompletableFuture<Place> done = new CompletableFuture<>();

    Line(byte[] bytes) {
      this.bytes = bytes;
    }
  }

  /// Writes a line; durable when it returns, which no interruption hastens.
  Place append(byte[] bytes) throws IOException {
    Line line = new Line(bytes);
    synchronized (this) {
      if (closed) {
        throw new IOException("the ledger is closed");
      }
      if (thread == null) {
        thread = Thread.ofPlatform().daemon().name("ledger").start(this::write);
      }
      waiting.add(line);
    }
    try {
      return line.done.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
    }
  }

  private void write() {
    List<Line> group = new ArrayList<>();
    for (boolean last = false; !last; group.clear()) {
      try {
        group.add(waiting.take());
      } catch (InterruptedException _) {
        // Nobody has this thread to interrupt it; lines that wait must not be lost for that.
        continue;
      }
      waiting.drainTo(group);
      last = group.remove(LAST);
      if (!group.isEmpty()) {
        write(group);
      }
    }
  }

  private void write(List<Line> group) {
    try {
      List<Place> places = writer.append(group.stream().map(line -> line.bytes).toList());
      for (int i = 0; i < places.size(); i++) {
        group.get(i).done.complete(places.get(i));
      }
    } catch (IOException | RuntimeException | Error e) {
      // Whatever it is, nobody may wait forever for a thread that is gone.
      if (group.size() == 1) {
        group.getFirst().done.completeExceptionally(e);
      } else {
        // A long reply that the disk does not take must not drag down the short lines beside it.
        group.forEach(line -> write(List.of(line)));
      }
    }
  }

  /// Writes what waits and ends.
  @Override
  public void close() throws IOException {
    Thread writing;
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      writing = thread;
      waiting.add(LAST);
    }
    if (writing != null) {
      await(writing);
    }
    writer.close();
  }

  /// To the end, which is as near as the disk is: whoever is interrupted, as by Ctrl-C, must not
  /// leave the lock behind.
  private static void await(Thread writing) {
    boolean interrupted = false;
    while (writing.isAlive()) {
      try {
        writing.join();
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
