package lectern.eval.corpus;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import lectern.eval.rank.TrecFiles;

/// Everything in `data-samples`, as bytes.
final class Corpus {

  static final String MANIFEST = "MANIFEST.tsv";

  private Corpus() {}

  static List<KnownQuestion> questions() {
    return KnownQuestion.readAll(Source.lines("questions.txt"));
  }

  /// All files, sorted by path; the manifest, which lists the others, among them.
  static List<SampleFile> files() throws IOException {
    List<SampleFile> files = new ArrayList<>();
    files.addAll(DocumentCollection.leases().files());
    files.addAll(DocumentCollection.papers().files());
    files.addAll(BrokenFiles.files());
    List<KnownQuestion> questions = questions();
    files.add(text("questions.jsonl", questionLines(questions), "Questions with known answers"));
    files.add(text("qrels.txt", qrels(questions), "Relevance judgements in the format of TREC"));
    files.add(
        text(
            "README.md",
            String.join("\n", Source.lines("README.txt")) + "\n",
            "About these files"));
    files.add(text(".gitattributes", "* -text\n", "Keeps git from changing line ends"));
    files.sort(Comparator.comparing(SampleFile::path));
    files.add(text(MANIFEST, manifest(files), "This list"));
    files.sort(Comparator.comparing(SampleFile::path));
    return files;
  }

  private static SampleFile text(String path, String text, String title) {
    return new SampleFile(path, text.getBytes(StandardCharsets.UTF_8), title);
  }

  private static String questionLines(List<KnownQuestion> questions) throws IOException {
    JsonMapper json = JsonMapper.builder().build();
    StringBuilder out = new StringBuilder();
    for (KnownQuestion question : questions) {
      out.append(json.writeValueAsString(question.line())).append('\n');
    }
    return out.toString();
  }

  private static String qrels(List<KnownQuestion> questions) {
    StringBuilder out = new StringBuilder();
    for (KnownQuestion question : questions) {
      for (KnownQuestion.Judgement judgement : question.judgements()) {
        String document = question.collection() + "/" + judgement.document();
        out.append(TrecFiles.judgement(question.id(), document, judgement.grade()));
      }
    }
    return out.toString();
  }

  private static String manifest(List<SampleFile> files) {
    StringBuilder out = new StringBuilder("path\tsha256\tbytes\tmedia_type\ttitle\n");
    for (SampleFile file : files) {
      out.append(file.path())
          .append('\t')
          .append(file.sha256())
          .append('\t')
          .append(file.bytes().length);
      out.append('\t').append(file.mediaType()).append('\t').append(file.title()).append('\n');
    }
    return out.toString();
  }
}
