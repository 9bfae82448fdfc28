package lectern.app;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The programs of `bench` are compiled when they are run; a change of the product must not wait
/// until then to break them.
class BenchProgramsTest {
  private static final Path BENCH = Path.of("..", "bench");

  @Test
  void allCompileAgainstTheProduct(@TempDir Path classes) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<Path> programs;
    try (Stream<Path> files = Files.list(BENCH)) {
      programs = files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
    assertFalse(programs.isEmpty());
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      List<String> options =
          List.of(
              "-proc:none",
              "-d",
              classes.toString(),
              "-cp",
              System.getProperty(
                  "surefire.test.class.path", System.getProperty("java.class.path")));
      boolean compiled =
          compiler
              .getTask(
                  messages,
                  manager,
                  null,
                  options,
                  null,
                  manager.getJavaFileObjectsFromPaths(programs))
              .call();
      assertTrue(compiled, messages.toString());
    }
  }
}
