package lectern.ingest.tika;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The program that reads text off pictures, as a worker is told of it: a worker has no environment
/// to find it by.
sealed interface OcrProgram {
  /// It is there.
  ///
  /// @param command absolute path, with what goes before it and the options that do not change
  /// @param name with version and languages: `tesseract 5.3.0, eng`
  record Found(List<String> command, String name, Duration timePerFile) implements OcrProgram {
    public Found {
      command = List.copyOf(command);
    }
  }

  /// Pictures are not read.
  ///
  /// @param advice what to do to have them read, to go on a sentence
  record Absent(String advice) implements OcrProgram {}

  /// A page of 20 million pixels took 0.15 GiB.
  long MAX_MEMORY_BYTES = 2L << 30;

  Pattern VERSION = Pattern.compile("tesseract v?(\\S+)");

  /// Orientation and script: tells which way is up.
  String ORIENTATION = "osd";

  /// Looks for Tesseract and asks it for its version and languages.
  static OcrProgram of(Programs programs, Fence fence, OcrSettings settings) {
    if (!settings.on()) {
      return new Absent("set parse.ocr to auto to have them read");
    }
    Optional<Path> file = programs.find("tesseract");
    List<String> command = new ArrayList<>();
    file.ifPresent(path -> command.add(path.toString()));
    Optional<String> version =
        file.flatMap(path -> Programs.output(List.of(path.toString(), "--version")));
    Matcher number = VERSION.matcher(version.orElse(""));
    if (!number.find()) {
      return new Absent("install tesseract-ocr to have them read");
    }
    String data = System.getenv("TESSDATA_PREFIX");
    if (data != null && !data.isBlank()) {
      command.add("--tessdata-dir");
      command.add(Path.of(data).toAbsolutePath().toString());
    }
    List<String> asking = new ArrayList<>(command);
    asking.add("--list-langs");
    // Its first line is a heading.
    List<String> installed =
        Programs.output(asking).orElse("").lines().skip(1).map(String::strip).toList();
    List<String> missing =
        Arrays.stream(settings.languages().split("\\+", -1))
            .filter(language -> !installed.contains(language))
            .toList();
    if (!missing.isEmpty()) {
      return new Absent(
          "tesseract has no language "
              + String.join(", ", missing)
              + ", only "
              + String.join(", ", installed)
              + ": install tesseract-ocr-"
              + missing.getFirst()
              + ", or change parse.ocr-languages");
    }
    List<String> whole = new ArrayList<>(fence.prefixWithin(MAX_MEMORY_BYTES));
    whole.addAll(command);
    whole.addAll(List.of("-l", settings.languages()));
    // Blocks are found by the page's layout either way; 1 turns it upright first.
    whole.addAll(List.of("--psm", installed.contains(ORIENTATION) ? "1" : "3"));
    whole.addAll(List.of("-c", "tessedit_create_tsv=1"));
    return new Found(
        whole,
        "tesseract " + number.group(1) + ", " + settings.languages(),
        settings.timePerFile());
  }

  default void write(DataOutputStream out) throws IOException {
    switch (this) {
      case Found(List<String> command, String name, Duration timePerFile) -> {
        out.writeInt(command.size());
        for (String word : command) {
          Wire.string(out, word);
        }
        Wire.string(out, name);
        out.writeLong(timePerFile.toMillis());
      }
      case Absent(String advice) -> {
        out.writeInt(0);
        Wire.string(out, advice);
      }
    }
  }

  static OcrProgram read(DataInputStream in) throws IOException {
    int words = in.readInt();
    if (words == 0) {
      return new Absent(Wire.string(in));
    }
    List<String> command = new ArrayList<>();
    for (int i = 0; i < words; i++) {
      command.add(Wire.string(in));
    }
    return new Found(command, Wire.string(in), Duration.ofMillis(in.readLong()));
  }
}
