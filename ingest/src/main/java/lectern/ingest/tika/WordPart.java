package lectern.ingest.tika;

/// Reads one part of a Word document.
abstract class WordPart extends XmlPart {
  /// How a property was before somebody changed it with the change tracked.
  private static final String FORMER = "Change";

  @Override
  boolean skips(String name) {
    return name.endsWith(FORMER);
  }
}
