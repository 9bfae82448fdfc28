package lectern.retrieve.lucene;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import lectern.retrieve.Volumes;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.FSDirectory;

/// Lucene's side of an index opened for writing: folder, lock and writer.
///
/// @param last what the last commit says, with the versions that the next one will name
record OpenIndex(FSDirectory directory, IndexWriter writer, Words words, CommitData last)
    implements AutoCloseable {
  /// Passages wait in this much memory before they become a segment.
  private static final double BUFFER_MEGABYTES = 48;

  /// A segment for each of two cores: each has a graph that is searched from its own beginning. Of
  /// 500,000 vectors a search took 12 ms in twenty segments, 5 in two.
  private static final int MERGED_SEGMENTS = 2;

  /// Between two looks at a merge.
  private static final Duration MERGE_LOOK = Duration.ofMillis(50);

  static OpenIndex open(Path folder, LuceneSettings settings, Map<String, String> versions) {
    Words words = new Words();
    try {
      FSDirectory directory = IndexFolder.forWriting(folder);
      try {
        // Looked at before Lucene's writer is: that one would tidy up a stranger's index.
        check(folder, directory, settings, versions);
        IndexWriter writer = new IndexWriter(directory, config(settings, words));
        try {
          CommitData last = check(folder, directory, settings, versions);
          return new OpenIndex(directory, writer, words, named(last, settings, versions));
        } catch (IOException | RuntimeException e) {
          writer.rollback();
          throw e;
        }
      } catch (IOException | RuntimeException e) {
        directory.close();
        throw e;
      }
    } catch (IOException e) {
      throw Failures.of(e, folder, "open");
    } catch (IllegalArgumentException e) {
      throw Failures.unknownCodec(e, folder);
    }
  }

  /// Has the segments merged into few, in the background.
  void beginMerge() throws IOException {
    writer.forceMerge(MERGED_SEGMENTS, false);
  }

  /// Waits for that.
  ///
  /// @param stopped asked again and again; true ends the waiting, and the answer is false
  boolean awaitMerge(BooleanSupplier stopped) throws InterruptedException {
    ConcurrentMergeScheduler merging =
        (ConcurrentMergeScheduler) writer.getConfig().getMergeScheduler();
    while (merging.mergeThreadCount() > 0) {
      if (stopped.getAsBoolean()) {
        return false;
      }
      Thread.sleep(MERGE_LOOK);
    }
    return true;
  }

  /// Who makes the vectors; "" where nobody did and nobody is going to.
  String embedder() {
    return last.versions().getOrDefault(CommitData.EMBEDDER, "");
  }

  /// Gives up what was not committed.
  @Override
  public void close() throws IOException {
    try (words;
        directory) {
      writer.rollback();
    }
  }

  /// Closes after a failure that says more than a failing close would.
  void closeQuietly() {
    try {
      close();
    } catch (IOException _) {
      // The failure on its way up is the one to tell.
    }
  }

  private static IndexWriterConfig config(LuceneSettings settings, Words words) {
    return new IndexWriterConfig(words.analyzer())
        .setCommitOnClose(false)
        .setRAMBufferSizeMB(BUFFER_MEGABYTES)
        .setSimilarity(similarity(settings))
        .setCodec(new QuantizedVectors())
        .setMergeScheduler(new QuietMergeScheduler());
  }

  static BM25Similarity similarity(LuceneSettings settings) {
    return new BM25Similarity((float) settings.k1(), (float) settings.b());
  }

  private static CommitData check(
      Path folder, FSDirectory directory, LuceneSettings settings, Map<String, String> versions)
      throws IOException {
    if (!DirectoryReader.indexExists(directory)) {
      return new CommitData(Map.of(), 1, CommitData.Totals.NOTHING, 0, Volumes.NONE);
    }
    CommitData last =
        IndexFolder.check(folder, IndexFolder.userData(directory), versions.get("counter"));
    String wanted = Words.analysis(settings.header());
    String held = last.versions().getOrDefault("analysis", "");
    if (!held.equals(wanted)) {
      throw IndexFolder.incompatible(
          folder, "its analysis is \"" + held + "\", the settings ask for \"" + wanted + "\"");
    }
    String made = last.versions().getOrDefault(CommitData.EMBEDDER, "");
    String makes = versions.getOrDefault(CommitData.EMBEDDER, "");
    if (!made.isEmpty() && !makes.isEmpty() && !made.equals(makes)) {
      throw IndexFolder.incompatible(
          folder, "its vectors were made by \"" + made + "\", not by \"" + makes + "\"");
    }
    return last;
  }

  private static CommitData named(
      CommitData last, LuceneSettings settings, Map<String, String> versions) {
    Map<String, String> named = new TreeMap<>(last.versions());
    named.putAll(versions);
    named.put("format", CommitData.FORMAT);
    named.put("analysis", Words.analysis(settings.header()));
    return new CommitData(
        named, last.nextNumber(), last.totals(), last.embeddedASecond(), last.volumes());
  }

  /// Lucene's writer keeps the failure of a merge and throws it at the next call; the merge thread
  /// need not print it too.
  private static final class QuietMergeScheduler extends ConcurrentMergeScheduler {
    @Override
    protected void handleMergeException(Throwable failure) {}
  }
}
