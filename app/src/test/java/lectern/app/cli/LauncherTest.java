package lectern.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The launcher's search for a JDK, in a POSIX shell of its own, which Windows does not have.
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
  private static final String JDK = System.getProperty("java.home");

  @TempDir Path folder;

  private record Said(int exit, String out, String err) {}

  @Test
  void findsTheJdkWithoutAHomeFolder() throws IOException, InterruptedException {
    Said said = shell("find_jdk", Map.of("JAVA_HOME", JDK));
    assertEquals(0, said.exit(), said.err());
    assertEquals(JDK, said.out().strip());
  }

  @Test
  void passesOverAnOlderJdkAndWhatIsNone() throws IOException, InterruptedException {
    Files.createDirectory(folder.resolve("bin"));
    for (String tool : List.of("java", "javac")) {
      Path file = Files.writeString(folder.resolve("bin").resolve(tool), "#!/bin/sh\n");
      assertTrue(file.toFile().setExecutable(true));
    }
    Files.writeString(folder.resolve("release"), "JAVA_VERSION=\"21.0.9\"\n");
    for (String named : List.of(folder.toString(), folder.resolve("bin").toString(), "nowhere")) {
      Said said = shell("find_jdk", Map.of("LECTERN_JAVA_HOME", named, "JAVA_HOME", JDK));
      assertEquals(0, said.exit(), said.err());
      assertEquals(JDK, said.out().strip());
    }
  }

  /// The usual folders cannot be hidden from the launcher, so every JDK in them is made out older.
  @Test
  void saysWhatToInstallWhereNoJdkIsNewEnough() throws IOException, InterruptedException {
    Said said =
        shell(
            "jdk_release() { echo 21; }; jdk=$(find_jdk) || no_jdk lectern; echo \"$jdk\"",
            Map.of("JAVA_HOME", JDK));
    assertEquals(Exit.USAGE.code(), said.exit());
    assertEquals("", said.out());
    assertTrue(said.err().startsWith("lectern: no JDK 25 or later found "), said.err());
    assertTrue(said.err().contains("LECTERN_JAVA_HOME"), said.err());
    assertEquals(2, said.err().lines().count(), said.err());
  }

  private static Said shell(String script, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path err = Files.createTempFile("said", ".txt");
    ProcessBuilder shell =
        new ProcessBuilder("/bin/sh", "-euc", ". ../.mvn/find-jdk.sh; " + script)
            .redirectError(err.toFile());
    shell.environment().clear();
    shell.environment().put("PATH", "/usr/bin:/bin");
    shell.environment().putAll(environment);
    Process process = shell.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Said said = new Said(process.waitFor(), out, Files.readString(err));
    Files.delete(err);
    return said;
  }
}
