package lectern.retrieve.lucene;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryRescorer;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TotalHits;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.junit.jupiter.api.Test;

/// Against Lucene's own rescorer, over several segments.
class RescoringTest {
  private static final String FIELD = "text";
  private static final List<String> WORDS = List.of("rent", "roof", "tenant", "notice", "deposit");

  @Test
  void addsWhatLuceneAdds() throws IOException {
    Random random = new Random(7);
    try (ByteBuffersDirectory directory = new ByteBuffersDirectory()) {
      try (IndexWriter writer =
          new IndexWriter(directory, new IndexWriterConfig(new WhitespaceAnalyzer()))) {
        for (int i = 0; i < 300; i++) {
          Document made = new Document();
          made.add(new TextField(FIELD, text(random), Field.Store.NO));
          writer.addDocument(made);
          if (i % 90 == 89) {
            writer.flush();
          }
        }
        writer.commit();
      }
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        IndexSearcher searcher = new IndexSearcher(reader);
        Query pairs =
            new BooleanQuery.Builder()
                .add(new PhraseQuery(0, FIELD, "rent", "roof"), Occur.SHOULD)
                .add(new PhraseQuery(3, FIELD, "tenant", "notice"), Occur.SHOULD)
                .build();
        for (Query second : List.of(pairs, new TermQuery(new Term(FIELD, "deposit")))) {
          List<ScoreDoc> hits = new ArrayList<>();
          for (int entry = 299; entry >= 0; entry--) {
            if (random.nextInt(3) == 0) {
              hits.add(new ScoreDoc(entry, random.nextFloat()));
            }
          }
          ScoreDoc[] first = hits.toArray(ScoreDoc[]::new);
          // First, because Lucene's own changes the scores of what it is given.
          List<String> added = words(Rescoring.added(searcher, second, first));
          assertEquals(byLucene(searcher, second, first), added);
        }
        assertEquals(0, Rescoring.added(searcher, pairs, new ScoreDoc[0]).length);
      }
    }
  }

  private static String text(Random random) {
    List<String> text = new ArrayList<>();
    for (int i = 1 + random.nextInt(8); i > 0; i--) {
      text.add(WORDS.get(random.nextInt(WORDS.size())));
    }
    return String.join(" ", text);
  }

  private static List<String> byLucene(IndexSearcher searcher, Query second, ScoreDoc[] first)
      throws IOException {
    QueryRescorer sum =
        new QueryRescorer(second) {
          @Override
          protected float combine(float score, boolean matches, float more) {
            return matches ? score + more : score;
          }
        };
    TopDocs top = new TopDocs(new TotalHits(first.length, TotalHits.Relation.EQUAL_TO), first);
    return words(sum.rescore(searcher, top, first.length).scoreDocs);
  }

  private static List<String> words(ScoreDoc[] hits) {
    List<String> words = new ArrayList<>();
    for (ScoreDoc hit : hits) {
      words.add(String.format(Locale.ROOT, "%03d %s", hit.doc, hit.score));
    }
    words.sort(null);
    return words;
  }
}
