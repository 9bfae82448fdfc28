package lectern.ingest.tika;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What keeps a worker in, made of the programs that the machine has.
///
/// With `bwrap` a worker has no network, can write to its own folder alone, and sees no process but
/// its own, which all end with it. Without it, `setpriv` ends a worker with its parent. `prlimit`
/// bounds what a worker may write and open. With none of them a worker still ends when its input
/// does. Nothing here can bar it from reading the files that its user may read.
///
/// @param bubblewrap absolute path of `bwrap`; null where it is not there or cannot do its work, as
///   in many containers
/// @param setpriv null where `bubblewrap` does its part, or it is not there
record Fence(@Nullable Path bubblewrap, @Nullable Path prlimit, @Nullable Path setpriv) {
  static final Fence NONE = new Fence(null, null, null);

  /// A worker has the jars of its class path open, some 150, and the parts of what it parses.
  private static final int MAX_OPEN_FILES = 4_096;

  static Fence of(Programs programs) {
    Path prlimit =
        programs.find("prlimit").filter(p -> runs(limits(p, Long.MAX_VALUE))).orElse(null);
    Optional<Path> bubblewrap =
        programs.find("bwrap").filter(p -> runs(walls(p, Path.of("/tmp"), Path.of("/"))));
    Path setpriv =
        bubblewrap.isPresent()
            ? null
            : programs.find("setpriv").filter(p -> runs(dying(p))).orElse(null);
    return new Fence(bubblewrap.orElse(null), prlimit, setpriv);
  }

  private static boolean runs(List<String> prefix) {
    List<String> command = new ArrayList<>(prefix);
    command.add("/bin/sh");
    command.add("-c");
    command.add(":");
    return Programs.output(command).isPresent();
  }

  /// What goes before a worker's own command.
  ///
  /// Its parent must start it from a thread that never ends: the system ends it with that thread.
  ///
  /// @param maxFileBytes longest file that it may write
  List<String> prefix(Path folder, long maxFileBytes) {
    List<String> command = new ArrayList<>();
    if (setpriv != null) {
      command.addAll(dying(setpriv));
    }
    if (prlimit != null) {
      command.addAll(limits(prlimit, maxFileBytes));
    }
    if (bubblewrap != null) {
      command.addAll(walls(bubblewrap, folder, folder));
    }
    return command;
  }

  /// What goes before the command of a program that a worker starts. The thread that starts it must
  /// outlive it.
  List<String> prefixWithin(long maxMemoryBytes) {
    List<String> command = new ArrayList<>();
    if (setpriv != null) {
      command.addAll(dying(setpriv));
    }
    if (prlimit != null) {
      command.addAll(List.of(prlimit.toString(), "--core=0", "--as=" + maxMemoryBytes, "--"));
    }
    return command;
  }

  /// Ends a process with the thread that started it.
  private static List<String> dying(Path setpriv) {
    return List.of(setpriv.toString(), "--pdeathsig", "KILL", "--");
  }

  /// No limit on processes: the system counts all that the user has, in every terminal.
  private static List<String> limits(Path prlimit, long maxFileBytes) {
    return List.of(
        prlimit.toString(),
        "--core=0",
        String.format(Locale.ROOT, "--nofile=%d:%d", MAX_OPEN_FILES, MAX_OPEN_FILES),
        "--fsize=" + (maxFileBytes == Long.MAX_VALUE ? "unlimited" : maxFileBytes),
        "--");
  }

  private static List<String> walls(Path bubblewrap, Path writable, Path start) {
    return List.of(
        bubblewrap.toString(),
        "--die-with-parent",
        "--new-session",
        "--unshare-net",
        "--unshare-pid",
        "--unshare-ipc",
        "--cap-drop",
        "ALL",
        "--ro-bind",
        "/",
        "/",
        "--dev",
        "/dev",
        "--proc",
        "/proc",
        "--bind",
        writable.toString(),
        writable.toString(),
        "--chdir",
        start.toString(),
        "--");
  }
}
