package lectern.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// The launcher's search for a JDK, in a shell of its own.
class LauncherTest {
  @Test
  void findsTheJdkWithoutAHomeFolder() throws IOException, InterruptedException {
    ProcessBuilder shell =
        new ProcessBuilder("/bin/sh", "-euc", ". ../.mvn/find-jdk.sh; find_jdk")
            .redirectErrorStream(true);
    shell.environment().clear();
    shell.environment().put("PATH", "/usr/bin:/bin");
    shell.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = shell.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    assertEquals(System.getProperty("java.home"), said.strip());
  }
}
