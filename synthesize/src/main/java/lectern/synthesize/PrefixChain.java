package lectern.synthesize;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import lectern.ingest.Passage;
import lectern.retrieve.IndexedDocument;

/// Digests of a prompt's beginnings, each made of the one before it and of what follows. They are
/// made of what decides a rendering's bytes, number, revision and frozen title of a document and
/// the ordinals of its passages, not of the bytes: a million tokens are named in a few
/// milliseconds, and before any text is read. For one thread.
public final class PrefixChain {
  /// Bytes of a digest that are kept: two of a million prompts meet by a chance of one in 10^7.
  private static final int KEPT_BYTES = 8;

  private final MessageDigest sha;
  private byte[] last;
  private final List<PrefixPoint> points = new ArrayList<>();
  private long tokens;

  private PrefixChain(byte[] last, long tokens) {
    try {
      sha = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
    this.last = last;
    this.tokens = tokens;
  }

  /// @param instructions that the prompt begins with
  /// @param instructionTokens as the collection's counter counts
  public PrefixChain(String instructions, int instructionTokens) {
    this(new byte[0], instructionTokens);
    text("instructions");
    text(instructions);
    point();
  }

  /// A chain that goes on from here and holds only the points to come.
  public PrefixChain fork() {
    return new PrefixChain(last, tokens);
  }

  /// Adds a document as it is shown: whole, or passages of it.
  public void add(Evidence shown) {
    if (shown.passages().size() == shown.document().passages()) {
      whole(shown.document());
    } else {
      part(shown.document(), shown.passages());
    }
  }

  /// A document that is shown whole.
  public void whole(IndexedDocument document) {
    text("whole");
    document(document);
    tokens += document.tokens();
    point();
  }

  /// Passages of a document that is not, in reading order; those without text render to nothing.
  private void part(IndexedDocument document, List<Passage> passages) {
    text("part");
    document(document);
    tokens += document.openingTokens();
    point();
    for (Passage passage : passages) {
      if (!passage.body().isBlank()) {
        number(passage.label().ordinal());
        tokens += passage.renderedTokens();
        point();
      }
    }
  }

  private void document(IndexedDocument document) {
    number(document.number());
    text(document.revision());
    text(document.title());
    // The same bytes may have been read or cut in another way.
    number(document.textChars());
    number(document.passages());
    number(document.tokens());
  }

  private void text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    number(bytes.length);
    sha.update(bytes);
  }

  private void number(int number) {
    sha.update(ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
  }

  private void point() {
    sha.update(last);
    last = sha.digest();
    points.add(new PrefixPoint(HexFormat.of().formatHex(last, 0, KEPT_BYTES), tokens));
  }

  /// All so far; of a chain that was not forked the first is behind the instructions.
  public List<PrefixPoint> points() {
    return List.copyOf(points);
  }
}
