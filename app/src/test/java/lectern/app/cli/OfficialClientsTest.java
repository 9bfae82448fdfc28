package lectern.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lectern.synthesize.standin.StandIn;
import lectern.synthesize.standin.StandInSettings;
import org.junit.jupiter.api.Test;

/// The stand-in before clients that no one here wrote, where `wire/clients/prepare.sh` has fetched
/// them.
class OfficialClientsTest {
  private static final Path CLIENTS = Path.of("../wire/clients");

  @Test
  void openaiForNode() throws IOException, InterruptedException {
    Path folder = CLIENTS.resolve("openai-npm");
    assumeTrue(Files.isDirectory(folder.resolve("node_modules")), "not prepared");
    holds("openai-npm", 19, List.of("node", folder.resolve("check.mjs").toString()));
  }

  @Test
  void openaiForJava() throws IOException, InterruptedException {
    Path target = CLIENTS.resolve("openai-java/target");
    assumeTrue(Files.isRegularFile(target.resolve("openai-java-check-1.jar")), "not prepared");
    holds(
        "openai-java",
        15,
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Dstdout.encoding=UTF-8",
            "-cp",
            target.resolve("openai-java-check-1.jar")
                + File.pathSeparator
                + target.resolve("lib")
                + File.separator
                + "*",
            "OpenAiJavaCheck"));
  }

  /// @param checks how many lines it prints where all hold
  private static void holds(String name, int checks, List<String> command)
      throws IOException, InterruptedException {
    try (StandIn standIn = StandIn.start(StandInSettings.DEFAULTS)) {
      ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command));
      builder.command().add(standIn.baseUrl().toString());
      Process process = builder.redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(0, process.waitFor(), said);
      assertEquals(checks, said.lines().filter(line -> line.startsWith(name + ": ")).count(), said);
      assertTrue(standIn.bill().total().requests() >= 4, said);
    }
  }
}
