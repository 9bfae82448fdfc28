package lectern.synthesize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class CalibrationTest {
  private static final Calibration MEASURED =
      new Calibration(
          List.of(
              new Calibration.Point("m", QuestionKind.LOOK_UP, 100_000, 0.5, 10),
              new Calibration.Point("m", QuestionKind.LOOK_UP, 1_000, 0.9, 10),
              new Calibration.Point("m", QuestionKind.COMPARISON, 1_000, 0.7, 10)));

  @Test
  void isDrawnStraightOverTheLogarithmsOfLengths() {
    assertEquals(0.9, MEASURED.found("m", QuestionKind.LOOK_UP, 10));
    assertEquals(0.9, MEASURED.found("m", QuestionKind.LOOK_UP, 1_000));
    assertEquals(0.7, MEASURED.found("m", QuestionKind.LOOK_UP, 10_000), 1e-9);
    assertEquals(0.5, MEASURED.found("m", QuestionKind.LOOK_UP, 1_000_000));
  }

  @Test
  void whatWasNotMeasuredIsTakenToBeFound() {
    assertEquals(1, MEASURED.found("other", QuestionKind.LOOK_UP, 1_000));
    assertEquals(1, MEASURED.found("m", QuestionKind.SUMMARY, 1_000));
    assertFalse(MEASURED.knows("m", QuestionKind.SUMMARY));
    assertTrue(MEASURED.knows("m", QuestionKind.UNTOLD));
    assertEquals(0.7, MEASURED.found("m", QuestionKind.UNTOLD, 5));
  }

  @Test
  void sharesOutsideNoughtAndOneAreRefused() {
    for (double share : List.of(-0.1, 1.1, Double.NaN)) {
      assertThrows(
          IllegalArgumentException.class,
          () -> new Calibration.Point("m", QuestionKind.LOOK_UP, 1, share, 1));
    }
  }
}
