import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.langchain4j.rag.query.Query;
import java.nio.file.Path;
import lectern.app.Collection;
import lectern.app.Keys;
import lectern.app.Lectern;
import lectern.app.LecternSettings;
import lectern.retrieve.Scope;
import lectern.retrieve.SearchableIndex;
import lectern.retrieve.langchain4j.LecternContentRetriever;
import lectern.retrieve.search.RankOptions;
import lectern.retrieve.search.RankedSearch;

/// Asks an index for passages as a LangChain4j program does, and prints what stands where. Needs no
/// key: nothing here talks to a model.
///
/// Run from the repository, with a JDK of version 25 or later:
///
///     ./lectern ingest data-samples/leases
///     java --enable-native-access=ALL-UNNAMED -cp app/target/lectern.jar \
///       docs/examples/ContentRetrieverExample.java data-samples/leases "Who repairs the roof?"
class ContentRetrieverExample {
  private static final int MOST_PASSAGES = 5;

  static void main(String[] arguments) {
    Collection collection = Collection.at(Path.of(arguments[0]), null);
    Lectern lectern = new Lectern(LecternSettings.DEFAULTS, Keys.NONE);
    // One commit, in the best ranking that its vectors allow; both are closed when all is asked.
    try (SearchableIndex index = lectern.open(collection);
        RankedSearch search = lectern.ranked(
                collection, index, null, RankOptions.DEFAULTS, System.err::println)) {
      ContentRetriever retriever =
          new LecternContentRetriever(index, search, new Scope.Everything(), MOST_PASSAGES);
      for (Content content : retriever.retrieve(Query.from(arguments[1]))) {
        Metadata metadata = content.textSegment().metadata();
        System.out.printf(
            "[%s] %s, %s%n%s%n%n",
            metadata.getString(LecternContentRetriever.LABEL),
            metadata.getString(LecternContentRetriever.DOCUMENT),
            metadata.getString(LecternContentRetriever.LOCATOR),
            content.textSegment().text().strip());
      }
    }
  }
}
