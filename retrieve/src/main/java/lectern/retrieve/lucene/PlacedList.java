package lectern.retrieve.lucene;

import java.util.Iterator;
import java.util.List;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/// Words that were cut before, as a stream, with the gaps that dropped words left. To be read once.
final class PlacedList extends TokenStream {
  private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
  private final PositionIncrementAttribute step = addAttribute(PositionIncrementAttribute.class);
  private final Iterator<Words.Placed> words;
  private int position = -1;

  PlacedList(List<Words.Placed> words) {
    this.words = words.iterator();
  }

  @Override
  public boolean incrementToken() {
    if (!words.hasNext()) {
      return false;
    }
    Words.Placed word = words.next();
    clearAttributes();
    term.append(word.term());
    step.setPositionIncrement(word.position() - position);
    position = word.position();
    return true;
  }
}
