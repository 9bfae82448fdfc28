package lectern.ingest.tika;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Footnotes and endnotes of a Word document, by what they are referred to.
final class WordNotes {
  enum Kind {
    FOOTNOTE,
    ENDNOTE
  }

  /// A note.
  ///
  /// @param mark as Word counts it; empty where the author gave it one
  record Found(String mark, String words) {}

  private static final class Notes {
    final Map<String, StringBuilder> words = new HashMap<>();
    String format;
    int next = 1;

    Notes(String format) {
      this.format = format;
    }
  }

  private final Map<Kind, Notes> kinds = new EnumMap<>(Kind.class);

  WordNotes() {
    // What Word does where nothing is said.
    kinds.put(Kind.FOOTNOTE, new Notes("decimal"));
    kinds.put(Kind.ENDNOTE, new Notes("lowerRoman"));
  }

  /// How notes are counted; null for what is not said.
  void counted(Kind kind, @Nullable String format, @Nullable Integer start) {
    Notes notes = notes(kind);
    notes.format = Objects.requireNonNullElse(format, notes.format);
    notes.next = Objects.requireNonNullElse(start, notes.next);
  }

  /// Takes the notes of a kind as their part is read.
  OfficeHandler taking(Kind kind) {
    return new OfficeHandler() {
      private StringBuilder words = new StringBuilder();

      @Override
      public void startNote(String id) {
        words = notes(kind).words.computeIfAbsent(id, _ -> new StringBuilder());
      }

      @Override
      public void paragraph(OfficeParagraph paragraph) {
        words.append(words.isEmpty() ? "" : " ").append(paragraph.shown());
      }
    };
  }

  /// The note that is referred to next.
  ///
  /// @param own whether it has a mark of its own, so that it is not counted
  Found note(Kind kind, String id, boolean own) {
    Notes notes = notes(kind);
    StringBuilder words = notes.words.get(id);
    return new Found(
        own ? "" : Numerals.of(notes.next++, notes.format), words == null ? "" : words.toString());
  }

  private Notes notes(Kind kind) {
    return Objects.requireNonNull(kinds.get(kind));
  }
}
