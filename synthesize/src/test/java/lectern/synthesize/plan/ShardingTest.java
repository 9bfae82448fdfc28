package lectern.synthesize.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import lectern.ingest.Label;
import lectern.ingest.Passage;
import lectern.retrieve.IndexedDocument;
import lectern.retrieve.Scope;
import lectern.retrieve.Volumes;
import lectern.synthesize.TestCollection;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ShardingTest {
  private static List<IndexedDocument> documents(List<Integer> tokens) {
    return IntStream.range(0, tokens.size())
        .mapToObj(i -> TestCollection.sized(i + 1, tokens.get(i)))
        .toList();
  }

  private static List<Shard> shards(List<Integer> tokens, long room) {
    List<IndexedDocument> documents = documents(tokens);
    return Sharding.of(documents, Volumes.of(documents), room);
  }

  private static List<List<Integer>> numbers(List<Shard> shards) {
    return shards.stream()
        .map(shard -> shard.documents().stream().map(IndexedDocument::number).toList())
        .toList();
  }

  /// Volumes of 200,000 tokens: 1–2, 3, 4–5.
  @Test
  void takesAsManyWholeVolumesAsFit() {
    List<Integer> tokens = List.of(100_000, 90_000, 150_000, 60_000, 60_000);
    assertEquals(
        List.of(List.of(1, 2), List.of(3), List.of(4, 5)), numbers(shards(tokens, 220_000)));
    assertEquals(List.of(List.of(1, 2, 3), List.of(4, 5)), numbers(shards(tokens, 400_000)));
  }

  @Test
  void partsAVolumeThatIsLargerThanAPromptAtItsDocuments() {
    List<Integer> tokens = List.of(30_000, 30_000, 50_000, 20_000);
    assertEquals(List.of(List.of(1, 2), List.of(3, 4)), numbers(shards(tokens, 70_000)));
  }

  /// A document that is added changes the last part alone.
  @Test
  void keepsThePartsThatAreThere() {
    List<Integer> tokens = List.of(100_000, 90_000, 150_000, 60_000);
    List<Integer> more = new ArrayList<>(tokens);
    more.add(70_000);
    List<List<Integer>> before = numbers(shards(tokens, 220_000));
    List<List<Integer>> after = numbers(shards(more, 220_000));
    int kept = before.size() - 1;
    assertEquals(before.subList(0, kept), after.subList(0, kept));
  }

  @Property(tries = 300)
  void everyDocumentIsReadOnceAndNoPartIsLargerThanThePrompt(
      @ForAll @Size(min = 1, max = 40) List<@IntRange(min = 6, max = 90_000) Integer> tokens,
      @ForAll @LongRange(min = 4_000, max = 250_000) long room) {
    List<Shard> shards = shards(tokens, room);
    List<Integer> read = new ArrayList<>();
    for (Shard shard : shards) {
      assertTrue(shard.tokens() <= room, shard + " in " + room);
      if (shard.piece() == 0) {
        shard.documents().forEach(document -> read.add(document.number()));
      }
    }
    assertEquals(IntStream.rangeClosed(1, tokens.size()).boxed().toList(), read);
  }

  @Property(tries = 200)
  void thePiecesOfADocumentTogetherAreTheDocument(
      @ForAll @IntRange(min = 2, max = 400) int paragraphs,
      @ForAll @IntRange(min = 60, max = 900) int room) {
    TestCollection collection =
        new TestCollection().add("Long", "One two three four five.\n\n".repeat(paragraphs));
    List<IndexedDocument> documents = collection.documents(new Scope.Everything());
    List<Passage> passages = collection.passages(1);
    List<Label> read = new ArrayList<>();
    for (Shard shard : Sharding.of(documents, collection.volumes(), room)) {
      List<Passage> here = shard.cut(passages);
      long tokens =
          documents.getFirst().openingTokens()
              + here.stream().mapToLong(Passage::renderedTokens).sum();
      assertTrue(tokens <= room, tokens + " in " + room);
      here.forEach(passage -> read.add(passage.label()));
    }
    assertEquals(passages.stream().map(Passage::label).toList(), read);
  }

  /// Whatever every part hands on, the prompts that are planned suffice.
  @Property(tries = 300)
  void asManyPromptsCombineAsArePlanned(
      @ForAll @IntRange(min = 2, max = 5_000) int shards,
      @ForAll @LongRange(min = 20_000, max = 900_000) long room) {
    long each = Sharding.handedOnTokens(shards, room);
    long combined = Sharding.combinedTokens(room);
    long sent = 0;
    long left = shards;
    while (left * each > combined) {
      long fit = combined / each;
      left = (left + fit - 1) / fit;
      sent += left;
    }
    assertEquals(sent, Sharding.between(shards, room));
  }
}
