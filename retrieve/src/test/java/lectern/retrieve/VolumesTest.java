package lectern.retrieve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class VolumesTest {
  private static Volumes of(int... tokens) {
    Volumes volumes = Volumes.NONE;
    for (int i = 0; i < tokens.length; i++) {
      volumes = volumes.with(i + 1, tokens[i]);
    }
    return volumes;
  }

  @Test
  void aVolumeIsFullBeforeTheNextOneBegins() {
    Volumes volumes = of(120_000, 80_000, 1, 199_999, 500_000, 10);
    assertEquals(List.of(1, 3, 5, 6), volumes.starts());
    assertEquals(
        List.of(0, 0, 1, 1, 2, 3), List.of(1, 2, 3, 4, 5, 6).stream().map(volumes::of).toList());
    assertEquals(10, volumes.lastTokens());
  }

  @Test
  void aNumberThatCameLateChangesNothing() {
    Volumes volumes = Volumes.NONE.with(1, 150_000).with(5, 150_000);
    assertEquals(volumes, volumes.with(3, 199_000));
    assertEquals(0, volumes.of(3));
    assertEquals(1, volumes.of(7));
  }

  @Test
  void whatIsNoVolumesIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Volumes(List.of(3, 2), 5, 0));
    assertThrows(IllegalArgumentException.class, () -> new Volumes(List.of(3), 3, 0));
    assertThrows(IllegalArgumentException.class, () -> new Volumes(List.of(), 0, 0));
  }

  /// Documents that are there stay where they are, whatever comes.
  @Property(tries = 300)
  void growthOnlyAppends(
      @ForAll @Size(min = 1, max = 60) List<@IntRange(min = 1, max = 300_000) Integer> tokens) {
    Volumes volumes = Volumes.NONE;
    Map<Integer, Integer> placed = new HashMap<>();
    Map<Integer, Integer> sums = new HashMap<>();
    Map<Integer, Integer> members = new HashMap<>();
    for (int i = 0; i < tokens.size(); i++) {
      volumes = volumes.with(i + 1, tokens.get(i));
      for (Map.Entry<Integer, Integer> before : placed.entrySet()) {
        assertEquals(before.getValue(), volumes.of(before.getKey()));
      }
      int volume = volumes.of(i + 1);
      placed.put(i + 1, volume);
      sums.merge(volume, tokens.get(i), Integer::sum);
      members.merge(volume, 1, Integer::sum);
    }
    sums.forEach(
        (volume, sum) ->
            assertTrue(sum <= Volumes.TOKENS || members.getOrDefault(volume, 0) == 1, sum + ""));
  }
}
