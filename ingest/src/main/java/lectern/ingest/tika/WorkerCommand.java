package lectern.ingest.tika;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The command that starts a worker.
final class WorkerCommand {
  /// HotSpot's defaults for these, times 20. Parsing is wide and flat: the optimising compiler
  /// spends as much CPU on it as it saves in the first minute, and takes it from the parent. What
  /// is hot in a long run gets there all the same (`docs/decisions/001`).
  private static final List<String> LATE_OPTIMISER =
      List.of(
          "-XX:Tier4InvocationThreshold=100000",
          "-XX:Tier4MinInvocationThreshold=12000",
          "-XX:Tier4CompileThreshold=300000",
          "-XX:Tier4BackEdgeThreshold=800000");

  private static final String AOT_PROPERTY = "lectern.worker.aot";

  private WorkerCommand() {}

  /// @param folder the worker's own
  static List<String> of(String mainClass, TikaSettings settings, Fence fence, Path folder) {
    // A file as it comes, or all that is unpacked of it.
    long longest = settings.maxFileBytes() + settings.maxMemberBytes();
    List<String> command = new ArrayList<>(fence.prefix(folder, longest));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + settings.workerHeapMegabytes() + "m");
    command.add("-XX:MaxMetaspaceSize=256m");
    command.add("-XX:MaxDirectMemorySize=64m");
    command.add("-XX:+UseSerialGC");
    command.addAll(LATE_OPTIMISER);
    command.add("-XX:+ExitOnOutOfMemoryError");
    command.add("-XX:-CreateCoredumpOnCrash");
    command.add("-XX:-UsePerfData");
    // What the JVM itself has to say must not get between the frames.
    command.add("-XX:+DisplayVMOutputToStderr");
    command.add("-Xlog:disable");
    command.add("-Xlog:all=error:stderr");
    String cache = System.getProperty(AOT_PROPERTY, "");
    if (!cache.isEmpty() && Files.isRegularFile(Path.of(cache))) {
      command.add("-XX:AOTCache=" + Path.of(cache).toAbsolutePath());
    }
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-Djava.awt.headless=true");
    command.add("-Dfile.encoding=UTF-8");
    command.add("-D" + ParseWorker.FOLDER_PROPERTY + "=" + folder);
    command.add("-Djava.io.tmpdir=" + folder);
    command.add("-Duser.home=" + folder);
    command.add("-cp");
    command.add(classPath());
    command.add(mainClass);
    return command;
  }

  /// The parent's class path, made absolute: the worker runs in a folder of its own.
  private static String classPath() {
    return Stream.of(System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator)))
        .filter(entry -> !entry.isEmpty())
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }
}
