package lectern.app.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import lectern.app.AppException;
import lectern.ingest.DocumentId;
import lectern.ingest.FileTrouble;
import lectern.retrieve.Scope;
import lectern.synthesize.Question;
import lectern.synthesize.Tier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// A question and the documents it is put to.
final class QuestionOptions {
  /// Windows editors put it before text in UTF-8.
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  @Mixin CollectionOptions collection = new CollectionOptions();

  @Parameters(
      index = "1",
      paramLabel = "QUESTION",
      description = "The question; - reads it from standard input.")
  String text = "";

  @Option(
      names = "--document",
      paramLabel = "PATH",
      description = "Ask this document only, named as in `lectern documents`; repeatable.")
  List<String> documents = new ArrayList<>();

  /// The question as it was asked.
  ///
  /// @param tier tier the user insists on, or null
  /// @throws AppException.BadArgument for an empty question
  Question question(Console console, @Nullable Tier tier) {
    String asked = "-".equals(text) ? standardInput(console) : text;
    if (asked.isBlank()) {
      throw new AppException.BadArgument(
          "the question is empty", "Put it in quotes after the collection, or pipe it in with -.");
    }
    return new Question(asked.strip(), scope(), tier);
  }

  private Scope scope() {
    if (documents.isEmpty()) {
      return new Scope.Everything();
    }
    Set<DocumentId> ids = new LinkedHashSet<>();
    for (String document : documents) {
      if (document.isBlank()) {
        throw new AppException.BadArgument(
            "--document is empty", "Name one as `lectern documents` does, or leave it out.");
      }
      ids.add(new DocumentId(document));
    }
    return new Scope.Documents(ids);
  }

  private static String standardInput(Console console) {
    try {
      String piped = new String(console.in().readAllBytes(), StandardCharsets.UTF_8);
      return piped.startsWith(BYTE_ORDER_MARK) ? piped.substring(1) : piped;
    } catch (IOException e) {
      throw new AppException.BadArgument(
          "standard input cannot be read: " + FileTrouble.words(e),
          "Pipe the question in, or put it in quotes after the collection.");
    }
  }
}
