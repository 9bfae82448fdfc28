package lectern.eval.corpus;

/// Text inside XML and HTML.
final class Markup {

  static final String DECLARATION =
      "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

  private Markup() {}

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /// Runs with bold ones between two tags.
  static String runs(String text, String open, String close) {
    StringBuilder out = new StringBuilder();
    for (TextRun run : TextRun.of(text)) {
      String escaped = escape(run.text());
      out.append(run.bold() ? open + escaped + close : escaped);
    }
    return out.toString();
  }
}
