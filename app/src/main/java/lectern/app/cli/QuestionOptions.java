package lectern.app.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
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
import lectern.synthesize.Wish;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// A question and the documents it is put to.
final class QuestionOptions {
  /// Windows editors put it before text in UTF-8.
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /// More than any window takes.
  private static final int MOST_BYTES = 8 << 20;

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

  @Mixin WhereOption where = new WhereOption();

  /// The question as it was asked.
  ///
  /// @param tier tier the user insists on, or null
  /// @param wish what the plan is chosen for
  /// @throws AppException.BadArgument for an empty question
  Question question(Console console, @Nullable Tier tier, Wish wish) {
    String asked = "-".equals(text) ? standardInput(console) : text;
    if (asked.isBlank()) {
      throw new AppException.BadArgument(
          "the question is empty", "Put it in quotes after the collection, or pipe it in with -.");
    }
    // As texts are kept, so that an accent of another keyboard or system is the same.
    String same = Normalizer.normalize(asked.strip(), Normalizer.Form.NFC);
    return new Question(same, where.within(scope()), tier, wish);
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
    byte[] bytes;
    try {
      bytes = console.in().readNBytes(MOST_BYTES + 1);
    } catch (IOException e) {
      throw unreadable(FileTrouble.words(e));
    }
    if (bytes.length > MOST_BYTES) {
      throw unreadable("it is longer than " + MOST_BYTES + " bytes");
    }
    try {
      // Strictly: where standard input is closed, it may be any file that the JVM has opened.
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw unreadable(FileTrouble.words(e));
    }
  }

  private static AppException unreadable(String why) {
    return new AppException.BadArgument(
        "standard input cannot be read as a question: " + why,
        "Open it and pipe in text in UTF-8, or put the question in quotes after the collection.");
  }
}
