package lectern.ingest.tika;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;

/// Reads one XML part of an office document: a Word document's or an OpenDocument text's. Elements
/// and attributes go by their local names, since WordprocessingML has one namespace in Word's own
/// files and another in strict ones.
abstract class XmlPart extends DefaultHandler {
  private final Deque<String> open = new ArrayDeque<>();
  private int skipped;

  /// An element starts that is not skipped.
  abstract void start(String name, Attributes attributes);

  /// An element ends that was not skipped.
  void end(String name) {}

  /// Whether an element with all that it holds is left out.
  boolean skips(String name) {
    return false;
  }

  /// Name of the element around the one that starts or ends; empty at the root.
  String parent() {
    return open.isEmpty() ? "" : open.element();
  }

  boolean isSkipping() {
    return skipped > 0;
  }

  @Override
  public final void startElement(String uri, String local, String name, Attributes attributes) {
    if (skipped > 0 || skips(local)) {
      skipped++;
      return;
    }
    start(local, attributes);
    open.push(local);
  }

  @Override
  public final void endElement(String uri, String local, String name) {
    if (skipped > 0) {
      skipped--;
      return;
    }
    open.poll();
    end(local);
  }

  /// An attribute by its local name; null where it is not there.
  static @Nullable String value(Attributes attributes, String name) {
    for (int i = 0; i < attributes.getLength(); i++) {
      if (attributes.getLocalName(i).equals(name)) {
        return attributes.getValue(i);
      }
    }
    return null;
  }

  /// Whether a property that is on or off is on.
  ///
  /// @param unsaid what it is where the attribute is not there
  static boolean isOn(Attributes attributes, String name, boolean unsaid) {
    String value = value(attributes, name);
    return value == null
        ? unsaid
        : switch (value) {
          case "0", "false", "off", "none" -> false;
          default -> true;
        };
  }

  /// A number; null where there is none.
  static @Nullable Integer number(@Nullable String value) {
    try {
      return value == null ? null : Integer.valueOf(value.strip());
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
