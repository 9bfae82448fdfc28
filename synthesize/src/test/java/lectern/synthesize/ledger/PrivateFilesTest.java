package lectern.synthesize.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFilesTest {
  @TempDir private Path folder;

  @Test
  void aFileWhoseNameMayBeLostIsNotLeftForTheNextTryToStumbleOver() throws IOException {
    Path file = folder.resolve("w.jsonl");
    IOException failed = new IOException("Input/output error");
    IOException thrown =
        assertThrows(
            IOException.class,
            () ->
                PrivateFiles.makeDurable(
                    file,
                    () -> {
                      throw failed;
                    }));
    assertEquals(failed, thrown);
    assertFalse(Files.exists(file));
    try (FileChannel again = PrivateFiles.makeDurable(file)) {
      assertTrue(again.isOpen());
    }
  }
}
