package lectern.app.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import lectern.app.AppException;
import lectern.ingest.FileTrouble;
import lectern.synthesize.Answer;

/// A report that will be written, its form told by the file's name.
///
/// @param file absolute
/// @param html a page, in place of Markdown
public record ReportFile(Path file, boolean html) {
  private static final String OTHER =
      "Name a file that ends in .md or .html, in a folder that is there.";

  /// Looks at the name before anything is paid.
  ///
  /// @param root folder of the collection
  /// @throws AppException.BadArgument for a name that tells no form, a folder that is not there,
  ///   and a place among the documents
  public static ReportFile of(Path named, Path root) {
    String name = named.toString().toLowerCase(Locale.ROOT);
    boolean html = name.endsWith(".html") || name.endsWith(".htm");
    if (!html && !name.endsWith(".md")) {
      throw new AppException.BadArgument("a report is no " + named, OTHER);
    }
    Path file = named.toAbsolutePath().normalize();
    Path folder = folder(file);
    if (!Files.isDirectory(folder) || !Files.isWritable(folder) || Files.isDirectory(file)) {
      throw new AppException.BadArgument("no report can be written to " + named, OTHER);
    }
    if (real(folder).startsWith(real(root.toAbsolutePath().normalize()))) {
      throw new AppException.BadArgument(
          "the report would be one of the documents: " + named,
          "Name a file outside of the collection.");
    }
    return new ReportFile(file, html);
  }

  /// Writes it.
  ///
  /// @param root folder of the collection
  /// @param now when it is made
  /// @throws AppException.BadArgument if it cannot be written
  public void write(Answer answer, Path root, Instant now) {
    SourceLink link = new SourceLink(root.toAbsolutePath().normalize(), folder(file));
    String text = html ? HtmlReport.of(answer, link, now) : MarkdownReport.of(answer, link, now);
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new AppException.BadArgument(
          "the report cannot be written to " + file + ": " + FileTrouble.words(e),
          "Run it again with another file: the replies are in the ledger.");
    }
  }

  /// Where a folder is, links followed.
  private static Path real(Path folder) {
    try {
      return folder.toRealPath();
    } catch (IOException e) {
      return folder;
    }
  }

  private static Path folder(Path file) {
    Path folder = file.getParent();
    return folder == null ? file : folder;
  }
}
