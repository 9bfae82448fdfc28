package lectern.ingest.tika;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;

/// Styles of a Word document: what they make a heading, a table of contents, a numbered paragraph,
/// a table with a header row. A style that does not say takes it from the one it is based on.
final class WordStyles extends WordPart {
  /// Not a heading.
  static final int NO_HEADING = 0;

  /// Word writes the names of its own styles in English whatever language it speaks; identifiers
  /// are in that language.
  private static final Pattern HEADING_NAME = Pattern.compile("(?i)heading ?([1-9])");

  private static final Pattern CONTENTS_NAME = Pattern.compile("(?i)toc ?[1-9]");

  /// Block has six levels, Word nine.
  private static final int DEEPEST_HEADING = 6;

  /// Word's outline level for body text; those below are headings, counted from 0.
  private static final int BODY_LEVEL = 9;

  /// A number and a level of it, each null where a paragraph or style does not say.
  record Numbered(@Nullable String number, @Nullable Integer level) {
    static final Numbered UNSAID = new Numbered(null, null);
  }

  /// The number that a style gives its paragraphs.
  ///
  /// @param styles the style, then those it is based on, up to the one that names the number
  record StyleNumber(List<String> styles, Numbered numbered) {}

  private static final class Style {
    String name = "";
    @Nullable String basedOn;
    @Nullable Integer outline;
    Numbered numbered = Numbered.UNSAID;
    boolean headerRow;
  }

  private final Map<String, Style> styles = new HashMap<>();
  private @Nullable String standard;
  private @Nullable Style open;

  @Override
  void start(String name, Attributes attributes) {
    if (name.equals("style")) {
      open = new Style();
      String id = value(attributes, "styleId");
      if (id != null) {
        styles.putIfAbsent(id, open);
        if ("paragraph".equals(value(attributes, "type")) && isOn(attributes, "default", false)) {
          standard = id;
        }
      }
    }
    Style style = open;
    if (style == null) {
      return;
    }
    String said = value(attributes, "val");
    switch (name) {
      case "name" -> style.name = said == null ? "" : said.strip();
      case "basedOn" -> style.basedOn = said;
      case "outlineLvl" -> style.outline = number(said);
      case "numId" -> style.numbered = new Numbered(said, style.numbered.level());
      case "ilvl" -> style.numbered = new Numbered(style.numbered.number(), number(said));
      case "tblStylePr" -> style.headerRow |= "firstRow".equals(value(attributes, "type"));
      default -> {}
    }
  }

  @Override
  void end(String name) {
    if (name.equals("style")) {
      open = null;
    }
  }

  /// The heading level that a style gives, 1 for the outermost; [#NO_HEADING] for none.
  ///
  /// @param style its identifier; null for the document's standard
  int heading(@Nullable String style) {
    Integer level = said(style, each -> each.outline != null ? each.outline : named(each.name));
    if (level == null && style != null && !styles.containsKey(style)) {
      level = named(style);
    }
    return level == null ? NO_HEADING : heading(level.intValue());
  }

  /// The heading level of an outline level.
  static int heading(int outline) {
    return outline < 0 || outline >= BODY_LEVEL
        ? NO_HEADING
        : Math.min(outline + 1, DEEPEST_HEADING);
  }

  /// The outline level that a style of Word's own stands for.
  private static @Nullable Integer named(String name) {
    Matcher heading = HEADING_NAME.matcher(name);
    if (heading.matches()) {
      return Integer.parseInt(heading.group(1)) - 1;
    }
    return switch (name) {
      case "Title" -> 0;
      case "Subtitle" -> 1;
      default -> null;
    };
  }

  /// Whether paragraphs of the style are entries of a table of contents.
  boolean isContents(@Nullable String style) {
    return Boolean.TRUE.equals(
        said(style, each -> CONTENTS_NAME.matcher(each.name).matches() ? true : null));
  }

  /// Whether the style sets the first row of a table apart.
  boolean hasHeaderRow(String style) {
    return Boolean.TRUE.equals(said(style, each -> each.headerRow ? true : null));
  }

  /// The number that a style gives its paragraphs; null for none.
  @Nullable StyleNumber numberOf(@Nullable String style) {
    Integer level = null;
    List<String> chain = chain(style);
    for (int i = 0; i < chain.size(); i++) {
      Style each = styles.get(chain.get(i));
      if (each == null) {
        return null;
      }
      level = level == null ? each.numbered.level() : level;
      String number = each.numbered.number();
      if (number != null) {
        return new StyleNumber(chain.subList(0, i + 1), new Numbered(number, level));
      }
    }
    return null;
  }

  private <T> @Nullable T said(@Nullable String style, Function<Style, @Nullable T> what) {
    for (String id : chain(style)) {
      Style each = styles.get(id);
      T found = each == null ? null : what.apply(each);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /// A style and those it is based on; the standard for one that is not there.
  private List<String> chain(@Nullable String style) {
    List<String> chain = new ArrayList<>();
    String id = style == null || !styles.containsKey(style) ? standard : style;
    while (id != null && !chain.contains(id)) {
      chain.add(id);
      Style each = styles.get(id);
      id = each == null ? null : each.basedOn;
    }
    return chain;
  }
}
