package lectern.app.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import lectern.app.AppException;
import lectern.ingest.DocumentId;
import lectern.retrieve.Scope;
import lectern.synthesize.Question;
import lectern.synthesize.Tier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// A question and the documents it is put to.
final class QuestionOptions {
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
    documents.forEach(d -> ids.add(new DocumentId(d)));
    return new Scope.Documents(ids);
  }

  private static String standardInput(Console console) {
    try {
      return new String(console.in().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("standard input cannot be read", e);
    }
  }
}
