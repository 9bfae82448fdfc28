package lectern.eval.corpus;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The documents of the samples as plain text, for measures that need contracts and no files.
public final class SampleTexts {
  /// A document.
  ///
  /// @param text a paragraph, clause or list item a line, tables left out
  public record Text(String title, String text) {}

  private SampleTexts() {}

  /// The leases, what changed them, and the letters about both.
  public static List<Text> leases() {
    return DocumentCollection.leases().manuscripts().stream().map(SampleTexts::text).toList();
  }

  private static Text text(Manuscript manuscript) {
    String text =
        manuscript.parts().stream()
            .map(SampleTexts::line)
            .filter(line -> !line.isEmpty())
            .collect(Collectors.joining("\n"));
    return new Text(
        manuscript.optional("title") == null ? name(manuscript) : manuscript.title(), text);
  }

  private static String name(Manuscript manuscript) {
    return manuscript.path().toLowerCase(Locale.ROOT);
  }

  private static String line(Part part) {
    return switch (part) {
      case Part.Title(String text) -> TextRun.plain(text);
      case Part.Byline(String text) -> TextRun.plain(text);
      case Part.Heading(int _, String text) -> TextRun.plain(text);
      case Part.Clause(String number, String text) -> number + " " + TextRun.plain(text);
      case Part.Item(String marker, String text) -> marker + " " + TextRun.plain(text);
      case Part.Paragraph(String text) -> TextRun.plain(text);
      case Part.Table _ -> "";
    };
  }
}
