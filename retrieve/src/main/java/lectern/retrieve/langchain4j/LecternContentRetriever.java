package lectern.retrieve.langchain4j;

import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.content.ContentMetadata;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.langchain4j.rag.query.Query;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lectern.ingest.ClauseMap;
import lectern.ingest.Locator;
import lectern.ingest.Passage;
import lectern.retrieve.DocumentText;
import lectern.retrieve.Hit;
import lectern.retrieve.KnownFields;
import lectern.retrieve.PassageIndex;
import lectern.retrieve.PassageQuery;
import lectern.retrieve.PassageSearch;
import lectern.retrieve.Scope;

/// Passages of one commit of an index as the contents that LangChain4j puts before a model, best
/// first. Safe for use by many threads.
///
/// A content's text is the passage without its furniture. Its metadata say where it stands, by the
/// keys below, and are the same whatever was asked: the same passage found by two queries is one
/// content to LangChain4j's aggregators. Its rank is therefore its place in the list, and its score
/// stands in [Content#metadata()] under [ContentMetadata#SCORE], comparable within one list only.
///
/// Once its index is closed, it may throw any unchecked exception.
public final class LecternContentRetriever implements ContentRetriever {
  /// Label of the passage, `d7#12`; what `lectern show` takes.
  public static final String LABEL = "label";

  /// Path of the document in the collection; a member of a family is `mail.eml!invoice.pdf`.
  public static final String DOCUMENT = "document";

  /// Title of the document; absent where it has none.
  public static final String TITLE = "title";

  /// Headings above the passage, outermost first, joined by ` › `; absent where there are none.
  public static final String HEADINGS = "headings";

  /// Number of the clause that the passage starts in; absent where it starts in none.
  public static final String CLAUSE = "clause";

  /// One-based page, a number; absent for formats without pages.
  public static final String PAGE = "page";

  /// Where the passage starts, in the words of its format: `p. 7`, `line 30`; absent where that is
  /// not known.
  public static final String LOCATOR = "locator";

  /// Start of the passage in its document's text, in UTF-16 units, a number.
  public static final String START = "start";

  /// End of the passage in its document's text, a number.
  public static final String END = "end";

  private static final String BETWEEN_HEADINGS = " › ";

  private final PassageIndex index;
  private final PassageSearch search;
  private final Scope scope;
  private final int maxResults;

  /// Retrieves from one commit, which stays open as long as this is used and is not closed here.
  ///
  /// @param search what ranks the passages of that commit; the index itself does so by words
  /// @param scope documents that may be found; one that selects none finds nothing
  /// @param maxResults most contents for a query, at least 1
  /// @throws lectern.retrieve.IndexException.BadCondition where the scope's condition names a field
  ///   that no document has, or compares one with what it cannot hold
  public LecternContentRetriever(
      PassageIndex index, PassageSearch search, Scope scope, int maxResults) {
    if (maxResults < 1) {
      throw new IllegalArgumentException("maxResults must be at least 1: " + maxResults);
    }
    requireKnownFields(index, scope);
    this.index = index;
    this.search = search;
    this.scope = scope;
    this.maxResults = maxResults;
  }

  private static void requireKnownFields(PassageIndex index, Scope scope) {
    if (scope instanceof Scope.Matching(var condition, var within)) {
      new KnownFields(index.documents(new Scope.Everything())).require(condition);
      requireKnownFields(index, within);
    }
  }

  /// The best passages for the query's text, which is read as plain words. Its metadata are passed
  /// over.
  ///
  /// @throws lectern.retrieve.IndexException where the index or what ranks it cannot be used
  @Override
  public List<Content> retrieve(Query query) {
    Map<Integer, Optional<Place>> places = new HashMap<>();
    List<Content> contents = new ArrayList<>();
    for (Hit hit : search.search(new PassageQuery(query.text(), scope, maxResults)).hits()) {
      Passage passage = hit.passage();
      String body = passage.body();
      // LangChain4j takes no blank text. A passage of nothing but furniture has a vector too.
      if (body.isBlank()) {
        continue;
      }
      Optional<Place> place =
          places.computeIfAbsent(
              passage.label().document(), number -> index.text(number).map(Place::new));
      contents.add(
          Content.from(
              TextSegment.from(body, metadata(passage, place)),
              Map.of(ContentMetadata.SCORE, hit.score())));
    }
    return List.copyOf(contents);
  }

  /// A document with its clauses, which are read once a query.
  private record Place(DocumentText text, ClauseMap clauses) {
    Place(DocumentText text) {
      this(text, text.clauses());
    }
  }

  private static Metadata metadata(Passage passage, Optional<Place> place) {
    Metadata metadata =
        new Metadata()
            .put(LABEL, passage.label().toString())
            .put(DOCUMENT, passage.document().value())
            .put(START, passage.span().start())
            .put(END, passage.span().end());
    putWords(metadata, HEADINGS, String.join(BETWEEN_HEADINGS, passage.headingPath()));
    place.ifPresent(of -> put(metadata, passage, of));
    return metadata;
  }

  private static void put(Metadata metadata, Passage passage, Place place) {
    putWords(metadata, TITLE, place.text().document().title());
    putWords(metadata, CLAUSE, place.clauses().at(passage.span().start()));
    place
        .text()
        .locator(passage)
        .ifPresent(
            locator -> {
              putWords(metadata, LOCATOR, locator.words());
              if (locator instanceof Locator.Page(int number)) {
                metadata.put(PAGE, number);
              }
            });
  }

  private static void putWords(Metadata metadata, String key, String words) {
    if (!words.isBlank()) {
      metadata.put(key, words);
    }
  }
}
