package lectern.app.cli;

import java.util.List;
import lectern.retrieve.search.Vocabulary;
import lectern.retrieve.search.VocabularyFile;
import picocli.CommandLine.Option;

/// Says which words stand for others.
final class VocabularyOption {
  @Option(
      names = "--vocabulary",
      paramLabel = "FILE",
      description =
          "Also look for what things are called otherwise: legal (what clauses of English contracts are"
              + " called, and how they are worded) or a TOML file of your own; may be repeated.")
  List<String> files = List.of();

  Vocabulary vocabulary() {
    Vocabulary all = Vocabulary.EMPTY;
    for (String file : files) {
      all = all.and(VocabularyFile.read(file));
    }
    return all;
  }
}
