package lectern.synthesize.standin;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The files of all accounts, apart for each. Of a file that no text is extracted from only its
/// size is kept. Limits from platform.kimi.ai/docs/api/files-upload; the words of the refusals are
/// ours. Thread-safe.
final class FileStore {
  /// Documented as 100 MB; read as the larger of its two meanings.
  static final int MAX_FILE_BYTES = 100 << 20;

  private static final int MAX_FILES = 1_000;
  private static final long MAX_ACCOUNT_BYTES = 10L << 30;

  /// Characters of text that are held for all accounts together: ours, since memory is what they
  /// are held in.
  private static final long MAX_TEXT_CHARS = 256L << 20;

  private final Map<String, Map<String, UploadedFile>> accounts = new HashMap<>();
  private long textChars;

  synchronized void add(Account account, UploadedFile file) throws Refused {
    Map<String, UploadedFile> files =
        accounts.computeIfAbsent(account.name(), _ -> new LinkedHashMap<>());
    if (file.bytes() > MAX_FILE_BYTES) {
      throw refused("the file has more than 100 MB");
    }
    if (files.size() >= MAX_FILES) {
      throw refused("there are 1,000 files already, delete some of them");
    }
    long bytes = files.values().stream().mapToLong(UploadedFile::bytes).sum();
    if (bytes + file.bytes() > MAX_ACCOUNT_BYTES) {
      throw refused("the files would have more than 10 GB together, delete some of them");
    }
    if (textChars + file.text().length() > MAX_TEXT_CHARS) {
      throw refused("the stand-in holds no more text of files, delete some of them");
    }
    textChars += file.text().length();
    files.put(file.id(), file);
  }

  /// Oldest first.
  synchronized List<UploadedFile> of(Account account) {
    return List.copyOf(accounts.getOrDefault(account.name(), Map.of()).values());
  }

  synchronized Optional<UploadedFile> file(Account account, String id) {
    return Optional.ofNullable(accounts.getOrDefault(account.name(), Map.of()).get(id));
  }

  /// Removes a file, and says whether it was there.
  synchronized boolean remove(Account account, String id) {
    UploadedFile gone = accounts.getOrDefault(account.name(), new HashMap<>()).remove(id);
    if (gone == null) {
      return false;
    }
    textChars -= gone.text().length();
    return true;
  }

  private static Refused refused(String why) {
    return new Refused(Refusal.invalid("Invalid request: " + why));
  }
}
