package lectern.ingest.tika;

import org.jspecify.annotations.Nullable;

/// What the machine has to offer workers, looked for when it is first asked for.
final class Machine {
  private final Programs programs;
  private final OcrSettings settings;
  private @Nullable Fence fence;
  private @Nullable OcrProgram ocr;

  Machine(Programs programs, OcrSettings settings) {
    this.programs = programs;
    this.settings = settings;
  }

  synchronized Fence fence() {
    Fence found = fence;
    if (found == null) {
      found = Fence.of(programs);
      fence = found;
    }
    return found;
  }

  synchronized OcrProgram ocr() {
    OcrProgram found = ocr;
    if (found == null) {
      found = OcrProgram.of(programs, fence(), settings);
      ocr = found;
    }
    return found;
  }
}
