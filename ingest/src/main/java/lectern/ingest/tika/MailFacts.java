package lectern.ingest.tika;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lectern.ingest.SourceDocument;
import org.apache.tika.metadata.Message;
import org.apache.tika.metadata.Metadata;
import org.jspecify.annotations.Nullable;

/// What a mail says of its thread and its keeper, and what its attachments take over from it.
final class MailFacts {
  /// An id between the brackets of a header (RFC 5322, 3.6.4).
  private static final Pattern ID = Pattern.compile("<([^<>\\s]+)>");

  private static final String OUTLOOK_ID = "mapi:internet-message-id";
  private static final String OUTLOOK_THREAD = "mapi:conversation-index";

  /// Hexadecimal digits of Outlook's index that all mails of a thread begin with: its header of 22
  /// bytes (MS-OXOMSG, 2.2.1.3).
  private static final int OUTLOOK_THREAD_DIGITS = 44;

  /// Facts of a mail that say the same of what is attached to it.
  private static final List<String> SHARED = List.of("thread", "message_id", "custodian");

  /// Facts that an attachment may have of its own, so that the mail's get another name.
  private static final List<String> RENAMED = List.of("from", "date", "subject");

  private MailFacts() {}

  /// `message_id`, `thread`, `custodian`: those that the mail says.
  static Map<String, String> of(Metadata metadata) {
    Map<String, String> facts = new TreeMap<>();
    String own = id(header(metadata, "Message-ID"));
    put(facts, "message_id", own.isEmpty() ? id(value(metadata, OUTLOOK_ID)) : own);
    put(facts, "thread", thread(metadata, facts.getOrDefault("message_id", "")));
    put(facts, "custodian", header(metadata, "X-Custodian"));
    return facts;
  }

  /// The id of the mail that the exchange began with, as far as this one tells.
  private static String thread(Metadata metadata, String own) {
    for (String name : List.of("References", "In-Reply-To")) {
      String first = id(header(metadata, name));
      if (!first.isEmpty()) {
        return first;
      }
    }
    String outlook = value(metadata, OUTLOOK_THREAD);
    return outlook.length() < OUTLOOK_THREAD_DIGITS
        ? own
        : outlook.substring(0, OUTLOOK_THREAD_DIGITS);
  }

  private static String header(Metadata metadata, String name) {
    String wanted = Message.MESSAGE_RAW_HEADER_PREFIX + name;
    for (String each : metadata.names()) {
      if (each.equalsIgnoreCase(wanted)) {
        return value(metadata, each);
      }
    }
    return "";
  }

  private static String value(Metadata metadata, String key) {
    return String.join(" ", metadata.getValues(key));
  }

  private static String id(String header) {
    Matcher id = ID.matcher(header);
    return id.find() ? id.group(1) : "";
  }

  private static void put(Map<String, String> facts, String key, String value) {
    String line = Cleaning.line(value);
    if (!line.isEmpty()) {
      facts.put(key, Facts.cut(line));
    }
  }

  /// A member of a mail with what it takes over; what it says itself stays.
  ///
  /// @param mail facts of the mail
  static SourceDocument inherited(SourceDocument member, Map<String, String> mail) {
    Map<String, String> facts = new TreeMap<>();
    SHARED.forEach(key -> take(facts, key, mail.get(key)));
    RENAMED.forEach(key -> take(facts, "mail_" + key, mail.get(key)));
    facts.putAll(member.metadata());
    return new SourceDocument(
        member.id(),
        member.revision(),
        member.title(),
        member.mediaType(),
        member.text(),
        member.blocks(),
        member.locators(),
        member.repairs(),
        member.language(),
        facts,
        member.sizeBytes());
  }

  private static void take(Map<String, String> facts, String key, @Nullable String value) {
    if (value != null) {
      facts.put(key, value);
    }
  }
}
