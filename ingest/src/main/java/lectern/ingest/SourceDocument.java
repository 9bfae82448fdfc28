package lectern.ingest;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A parsed document: normalised text plus the structure found in it.
///
/// @param revision lower-case hexadecimal SHA-256 of the source bytes; of a family member, of its
///   own bytes
/// @param title the document's own title, or its file name where it has none; never blank
/// @param mediaType as detected, `application/pdf`
/// @param text normalised text (NFC, LF, one blank line between blocks); every [Span] of this
///   document points into it
/// @param blocks in reading order
/// @param repairs where the normalised text differs from what is printed by more than white space
/// @param language of most of the text, as an ISO 639-1 code, `en`; "" where it was not told
/// @param metadata what the file says of itself: `author`, `created`, `modified`, `subject`,
///   `language`, `pages`; of a mail also `from`, `to`, `cc` and `date`, without `author`, and
///   `message_id`, `thread` and `custodian`, which its attachments take over with its `mail_from`,
///   `mail_date` and `mail_subject`; `skipped` where members were left out, how many and why; of a
///   Word document `changes`, what was changed in it with the change tracked, and `comments`, how
///   many it holds, of which its text has the former as accepted and the latter not; of scans
///   `pages_without_text` (`3-5, 9`), and where they were read, `ocr_pages`, `ocr` (by what) and
///   `ocr_confidence` (0 to 100); `pictures_not_read`, how many in its text may show a page; of a
///   web page or mail `unshown_chars`, letters and digits that it hides or strikes out, which its
///   text does not have. Only keys that have a value, one line each
/// @param sizeBytes length of the source bytes
public record SourceDocument(
    DocumentId id,
    String revision,
    String title,
    String mediaType,
    String text,
    List<Block> blocks,
    LocatorMap locators,
    Repairs repairs,
    String language,
    Map<String, String> metadata,
    long sizeBytes) {
  /// Key of the metadata for pages that were not read.
  public static final String PAGES_WITHOUT_TEXT = "pages_without_text";

  /// Key of the metadata for how sure the words are that were read off pages, 0 to 100.
  public static final String OCR_CONFIDENCE = "ocr_confidence";

  /// Key of the metadata for pictures in the text, large enough for a page, that were not read.
  public static final String PICTURES_NOT_READ = "pictures_not_read";

  /// Key of the metadata for letters and digits that a page hides or strikes out.
  public static final String UNSHOWN_CHARS = "unshown_chars";

  /// Key of the metadata for members that were left out.
  public static final String SKIPPED = "skipped";

  public SourceDocument {
    if (title.isBlank()) {
      throw new IllegalArgumentException("title of " + id + " must not be blank");
    }
    blocks = List.copyOf(blocks);
    metadata = Collections.unmodifiableMap(new TreeMap<>(metadata));
  }
}
