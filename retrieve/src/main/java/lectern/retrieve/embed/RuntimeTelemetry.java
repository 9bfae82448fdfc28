package lectern.retrieve.embed;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/// ONNX Runtime's reports to its maker, which no text of ours may cause (its pull request 27379).
///
/// Official builds for Linux and macOS send them since 1.29, keep a database of them under
/// `~/.cache/Microsoft`, and match the command line by a recursive expression, which ended the
/// process where that was longer than some 64,000 characters. All of that is left out only where a
/// variable of the process says so before the library is loaded; Java itself can set none.
final class RuntimeTelemetry {
  private static final String VARIABLE = "ORT_DISABLE_TELEMETRY";
  private static final String OFF = "1";

  private RuntimeTelemetry() {}

  /// Turns it off for this process. Does nothing where the system has no such variables for it, as
  /// Windows, or where the variable is set already.
  ///
  /// @throws IllegalStateException if it cannot be turned off
  @SuppressWarnings("restricted") // The library that follows is native too.
  static void disable() {
    Linker linker = Linker.nativeLinker();
    Optional<MemorySegment> found =
        OFF.equals(System.getenv(VARIABLE))
            ? Optional.empty()
            : linker.defaultLookup().find("setenv");
    if (found.isEmpty()) {
      return;
    }
    MethodHandle setenv =
        linker.downcallHandle(
            found.get(),
            FunctionDescriptor.of(
                ValueLayout.JAVA_INT,
                ValueLayout.ADDRESS,
                ValueLayout.ADDRESS,
                ValueLayout.JAVA_INT));
    int failed;
    try (Arena arena = Arena.ofConfined()) {
      failed = (int) setenv.invokeExact(arena.allocateFrom(VARIABLE), arena.allocateFrom(OFF), 1);
    } catch (Throwable e) {
      throw new IllegalStateException("ONNX Runtime's telemetry could not be turned off", e);
    }
    if (failed != 0) {
      throw new IllegalStateException("ONNX Runtime's telemetry could not be turned off");
    }
  }
}
