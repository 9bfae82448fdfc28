package lectern.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// The paths here are POSIX ones.
@DisabledOnOs(OS.WINDOWS)
class StateFolderTest {
  private static final Map<String, String> ALL =
      Map.of("XDG_STATE_HOME", "/state", "HOME", "/home/ann", "LOCALAPPDATA", "/local");

  @Test
  void theSettingGoesBeforeTheSystemsPlace() {
    assertEquals(Path.of("mine"), StateFolder.of(Path.of("mine"), ALL, false));
    assertEquals(Path.of("/state/lectern"), StateFolder.of(null, ALL, false));
    assertEquals(Path.of("/local/lectern"), StateFolder.of(null, ALL, true));
  }

  @Test
  void withoutVariablesItIsInTheHomeFolder() {
    assertEquals(
        Path.of("/home/ann/.local/state/lectern"),
        StateFolder.of(null, Map.of("HOME", "/home/ann", "XDG_STATE_HOME", "relative"), false));
    assertEquals(
        Path.of("/home/ann/AppData/Local/lectern"),
        StateFolder.of(null, Map.of("USERPROFILE", "/home/ann"), true));
    assertEquals(
        Path.of(System.getProperty("user.home"), ".local", "state", "lectern"),
        StateFolder.of(null, Map.of(), false));
  }

  @Test
  void theLedgerIsAFolderOfIt() {
    SettingsSources sources =
        SettingsSources.read(
            Path.of("no-such-folder"), null, Map.of("LECTERN_STATE", "/mine"), Map.of());
    assertEquals(
        Path.of("/mine/ledger"), StateFolder.ledger(LecternSettings.of(sources), Map.of()));
  }
}
