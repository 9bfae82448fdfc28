package lectern.ingest.walk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import lectern.ingest.DocumentId;
import lectern.ingest.FieldValue;
import lectern.ingest.HeldFile;
import lectern.ingest.ParseResult;
import lectern.ingest.PassageSink;
import lectern.ingest.SourceFile;
import lectern.ingest.SplitDocument;

/// A sink in memory: what an index keeps, without the index.
final class MemorySink implements PassageSink {
  private final Map<DocumentId, HeldFile> held = new TreeMap<>();
  private final Map<DocumentId, List<SplitDocument>> families = new TreeMap<>();
  private final Map<DocumentId, Integer> numbers = new HashMap<>();
  private final Map<Integer, String> texts = new HashMap<>();
  private final Map<Integer, String> titles = new HashMap<>();

  /// Every call that changes something, in order.
  final List<String> calls = new ArrayList<>();

  private int next = 1;

  List<SplitDocument> family(String file) {
    return families.getOrDefault(new DocumentId(file), List.of());
  }

  @Override
  public List<HeldFile> held() {
    return List.copyOf(held.values());
  }

  @Override
  public int numberFor(DocumentId id, String text) {
    Integer number = numbers.get(id);
    if (number != null && text.equals(texts.get(number))) {
      return number;
    }
    numbers.put(id, next);
    texts.put(next, text);
    return next++;
  }

  @Override
  public String titleFor(int number, String title) {
    return titles.computeIfAbsent(number, _ -> title);
  }

  @Override
  public void replace(SourceFile file, String pipeline, List<SplitDocument> family) {
    calls.add("replace " + file.id());
    families.put(file.id(), family);
    int passages = family.stream().mapToInt(document -> document.passages().size()).sum();
    int tokens = family.stream().mapToInt(SplitDocument::renderedTokens).sum();
    held.put(file.id(), HeldFile.indexed(file, pipeline, family.size(), passages, tokens));
  }

  @Override
  public void fail(SourceFile file, String pipeline, ParseResult.Rejected rejected, int attempts) {
    calls.add("fail " + file.id());
    families.remove(file.id());
    held.put(file.id(), HeldFile.failed(file, pipeline, rejected, attempts));
  }

  @Override
  public void keep(SourceFile file, String pipeline, ParseResult.Rejected rejected, int attempts) {
    calls.add("keep " + file.id());
    HeldFile old = Objects.requireNonNull(held.get(file.id()));
    held.put(file.id(), HeldFile.kept(file, pipeline, old, rejected, attempts));
  }

  @Override
  public void duplicate(SourceFile file, String pipeline, DocumentId original) {
    calls.add("duplicate " + file.id() + " " + original);
    families.remove(file.id());
    numbers.remove(file.id());
    held.put(file.id(), HeldFile.duplicate(file, pipeline, original));
  }

  @Override
  public void describe(DocumentId file, Map<String, FieldValue> fields) {
    calls.add("describe " + file);
    held.put(file, Objects.requireNonNull(held.get(file)).described(fields));
  }

  @Override
  public void touch(SourceFile file) {
    calls.add("touch " + file.id());
    held.put(file.id(), Objects.requireNonNull(held.get(file.id())).touched(file));
  }

  @Override
  public void move(DocumentId from, DocumentId to) {
    calls.add("move " + from + " " + to);
    HeldFile file = Objects.requireNonNull(held.remove(from));
    held.put(to, file.called(to));
    families.put(to, Objects.requireNonNull(families.remove(from)));
    numbers.put(to, Objects.requireNonNull(numbers.remove(from)));
  }

  @Override
  public void remove(DocumentId file) {
    calls.add("remove " + file);
    held.remove(file);
    families.remove(file);
    numbers.remove(file);
  }

  @Override
  public void commit() {
    if (Thread.currentThread().isInterrupted()) {
      throw new IllegalStateException("an index breaks when it commits with the mark on");
    }
    calls.add("commit");
  }
}
