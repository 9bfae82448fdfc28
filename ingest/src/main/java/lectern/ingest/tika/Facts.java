package lectern.ingest.tika;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.tika.metadata.DublinCore;
import org.apache.tika.metadata.Message;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.PagedText;
import org.apache.tika.metadata.Property;
import org.apache.tika.metadata.TikaCoreProperties;

/// What a file says of itself, under our own keys.
final class Facts {
  /// A fact is looked at in a list of documents, where a line or two of it fit.
  private static final int MAX_CHARS = 500;

  private Facts() {}

  /// Facts for the index, each cut to one short line.
  static Map<String, String> of(Metadata metadata, boolean mail) {
    Map<String, String> facts = all(metadata, mail);
    facts.replaceAll((_, value) -> cut(value));
    if (mail) {
      facts.putAll(MailFacts.of(metadata));
    }
    return facts;
  }

  /// A fact's value, cut to one short line.
  static String cut(String value) {
    return Cleaning.cut(value, MAX_CHARS);
  }

  /// The first block of a mail, so that who wrote what and when is found like the rest of its text.
  static List<NormalText.Line> mailHeader(Metadata metadata) {
    Map<String, String> facts = all(metadata, true);
    List<NormalText.Line> lines = new ArrayList<>();
    for (String key : List.of("subject", "from", "to", "cc", "date")) {
      String value = facts.get(key);
      if (value != null) {
        String name = Character.toUpperCase(key.charAt(0)) + key.substring(1);
        lines.add(new NormalText.Line(name + ": " + value, null));
      }
    }
    return lines;
  }

  private static Map<String, String> all(Metadata metadata, boolean mail) {
    Map<String, String> facts = new TreeMap<>();
    put(facts, "author", mail ? "" : joined(metadata, TikaCoreProperties.CREATOR.getName()));
    put(facts, "created", joined(metadata, TikaCoreProperties.CREATED.getName()));
    put(facts, "modified", joined(metadata, TikaCoreProperties.MODIFIED.getName()));
    put(facts, "subject", joined(metadata, DublinCore.SUBJECT.getName()));
    put(facts, "language", joined(metadata, DublinCore.LANGUAGE.getName()));
    put(facts, "pages", first(metadata, PagedText.N_PAGES));
    if (mail) {
      // Outlook's field of that name holds the subject of the mail that the exchange began with.
      put(facts, "subject", first(metadata, TikaCoreProperties.TITLE));
      put(facts, "from", joined(metadata, Message.MESSAGE_FROM));
      put(facts, "to", joined(metadata, Message.MESSAGE_TO));
      put(facts, "cc", joined(metadata, Message.MESSAGE_CC));
      put(facts, "date", first(metadata, TikaCoreProperties.CREATED));
    }
    return facts;
  }

  private static String joined(Metadata metadata, String key) {
    return String.join("; ", metadata.getValues(key));
  }

  private static String first(Metadata metadata, Property key) {
    String value = metadata.get(key);
    return value == null ? "" : value;
  }

  private static void put(Map<String, String> facts, String key, String value) {
    String line = Cleaning.line(value);
    if (!line.isEmpty()) {
      facts.put(key, line);
    }
  }
}
