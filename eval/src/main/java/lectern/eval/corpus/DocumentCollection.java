package lectern.eval.corpus;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// A folder of documents that belong together, made from an index of manuscripts.
///
/// Each line of `index.txt` is the path of a document and, where it is not the file's name without
/// ending, the name of its manuscript.
record DocumentCollection(String folder, ManuscriptReader reader) {

  /// Commercial leases, what changed them, and the letters about both.
  static DocumentCollection leases() {
    return of("leases");
  }

  /// Papers, data and notes of one small research group.
  static DocumentCollection papers() {
    return of("papers");
  }

  private static DocumentCollection of(String folder) {
    return new DocumentCollection(
        folder, new ManuscriptReader(Source.lines(folder + "/clauses.txt")));
  }

  List<SampleFile> files() throws IOException {
    List<SampleFile> files = new ArrayList<>();
    for (Manuscript manuscript : manuscripts()) {
      files.add(new SampleFile(manuscript.path(), bytes(manuscript), manuscript.title()));
    }
    return files;
  }

  List<Manuscript> manuscripts() {
    List<Manuscript> manuscripts = new ArrayList<>();
    for (String line : Source.lines(folder + "/index.txt")) {
      String[] entry = line.strip().split(" +", -1);
      if (!entry[0].isEmpty()) {
        manuscripts.add(manuscript(entry[0], entry.length > 1 ? entry[1] : name(entry[0])));
      }
    }
    return manuscripts;
  }

  private byte[] bytes(Manuscript manuscript) throws IOException {
    if (!DocumentWriter.ending(manuscript.path()).equals("eml")) {
      return DocumentWriter.of(manuscript.path()).write(manuscript);
    }
    String attached = manuscript.optional("attachment");
    if (attached == null) {
      return MailWriter.write(manuscript, null);
    }
    Manuscript inner = manuscript(attached, name(attached));
    byte[] innerBytes = DocumentWriter.of(attached).write(inner);
    return MailWriter.write(manuscript, new MailWriter.Attachment(attached, innerBytes));
  }

  private Manuscript manuscript(String path, String name) {
    return reader.read(folder + "/" + path, Source.lines(folder + "/" + name + ".manuscript"));
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1, path.lastIndexOf('.'));
  }
}
