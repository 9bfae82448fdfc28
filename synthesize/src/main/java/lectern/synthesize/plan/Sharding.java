package lectern.synthesize.plan;

import java.util.ArrayList;
import java.util.List;
import lectern.retrieve.IndexedDocument;
import lectern.retrieve.Volumes;

/// How a scope that no prompt holds is read in several, and how what they gave is combined. Both
/// the plan and whoever carries it out go by this, so that what is priced is what is sent. What was
/// learned of a model changes none of it, so that a run that was stopped finds its replies again.
public final class Sharding {
  /// More than a passage renders to.
  private static final int PASSAGE_TOKENS = 1_024;

  /// What the passages that a part hands on may take at least: some forty of them, or this share of
  /// a small room, as a divisor.
  private static final int LEAST_HANDED_ON_TOKENS = 8_192;

  private static final int ROOM_PER_HANDED_ON = 8;

  /// The same at most: fifty lines, as many as are asked for, of which each is of another passage.
  private static final int MOST_HANDED_ON_TOKENS = 32_768;

  /// Share of the room, as a divisor, that is kept for the openings of documents where notes are
  /// combined.
  private static final int ROOM_PER_OPENINGS = 8;

  private Sharding() {}

  /// The parts, in order: as many whole volumes as a prompt holds; of a volume that is larger whole
  /// documents; of a document that is larger pieces.
  ///
  /// @param documents by number
  /// @param roomTokens for evidence in a prompt, as the collection's counter counts
  public static List<Shard> of(List<IndexedDocument> documents, Volumes volumes, long roomTokens) {
    List<Shard> shards = new ArrayList<>();
    List<IndexedDocument> open = new ArrayList<>();
    for (List<IndexedDocument> volume : volumes.group(documents).values()) {
      if (tokens(open) + tokens(volume) <= roomTokens) {
        open.addAll(volume);
        continue;
      }
      close(open, shards);
      for (IndexedDocument document : volume) {
        if (document.tokens() > roomTokens) {
          close(open, shards);
          cut(document, roomTokens, shards);
        } else {
          if (tokens(open) + document.tokens() > roomTokens) {
            close(open, shards);
          }
          open.add(document);
        }
      }
    }
    close(open, shards);
    return shards;
  }

  private static void close(List<IndexedDocument> open, List<Shard> shards) {
    if (!open.isEmpty()) {
      shards.add(Shard.whole(open));
      open.clear();
    }
  }

  private static void cut(IndexedDocument document, long room, List<Shard> shards) {
    long opening = document.openingTokens();
    // A passage goes whole to the piece that it begins in.
    long each = Math.max(1, room - opening - Math.min(PASSAGE_TOKENS, room / 4));
    int pieces = (int) Math.ceilDiv(document.tokens() - opening, each);
    long share = Math.ceilDiv(document.tokens() - opening, (long) pieces);
    for (int i = 0; i < pieces; i++) {
      shards.add(new Shard(List.of(document), i, pieces, opening + share));
    }
  }

  /// Tokens of passages that may stand in a prompt that combines notes.
  public static long combinedTokens(long roomTokens) {
    return roomTokens - openingTokens(roomTokens);
  }

  /// Tokens that the openings of all documents may take in the last prompt; where they take more,
  /// only those are shown of which passages are.
  public static long openingTokens(long roomTokens) {
    return roomTokens / ROOM_PER_OPENINGS;
  }

  /// Most tokens of the passages that one prompt of notes hands on.
  public static long handedOnTokens(int shards, long roomTokens) {
    long room = combinedTokens(roomTokens);
    long least = Math.min(LEAST_HANDED_ON_TOKENS, room / ROOM_PER_HANDED_ON);
    return Math.clamp(room / Math.max(2, shards), least, (long) MOST_HANDED_ON_TOKENS);
  }

  /// Prompts of notes taken of notes, where each hands on all that it may: every level holds as
  /// many as fit a prompt, until one does.
  static long between(int shards, long roomTokens) {
    long atOnce = combinedTokens(roomTokens) / handedOnTokens(shards, roomTokens);
    long prompts = 0;
    for (long left = shards; left > atOnce; ) {
      left = Math.ceilDiv(left, atOnce);
      prompts += left;
    }
    return prompts;
  }

  private static long tokens(List<IndexedDocument> documents) {
    return documents.stream().mapToLong(IndexedDocument::tokens).sum();
  }
}
