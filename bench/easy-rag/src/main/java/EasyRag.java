import dev.langchain4j.data.document.Document;
import dev.langchain4j.data.document.loader.FileSystemDocumentLoader;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.rag.content.retriever.EmbeddingStoreContentRetriever;
import dev.langchain4j.rag.query.Query;
import dev.langchain4j.store.embedding.EmbeddingStoreIngestor;
import dev.langchain4j.store.embedding.inmemory.InMemoryEmbeddingStore;
import java.util.List;

/// LangChain4j Easy RAG with its defaults: load a folder, ingest it, retrieve for one question.
class EasyRag {
  static void main(String[] arguments) {
    long start = System.nanoTime();
    List<Document> documents = FileSystemDocumentLoader.loadDocumentsRecursively(arguments[0]);
    System.out.printf("parsed %d documents after %.1f s%n", documents.size(), since(start));
    InMemoryEmbeddingStore<TextSegment> store = new InMemoryEmbeddingStore<>();
    EmbeddingStoreIngestor.ingest(documents, store);
    System.out.printf("ingested after %.1f s%n", since(start));
    var found = EmbeddingStoreContentRetriever.from(store).retrieve(Query.from(arguments[1]));
    System.out.printf("first retrieval after %.1f s: %d segments%n", since(start), found.size());
    System.exit(0);
  }

  private static double since(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
