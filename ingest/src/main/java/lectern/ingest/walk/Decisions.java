package lectern.ingest.walk;

import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import lectern.ingest.DocumentId;
import lectern.ingest.HeldFile;
import lectern.ingest.ParseResult.Reason;
import lectern.ingest.ParseResult.Rejected;
import lectern.ingest.SourceFile;
import org.jspecify.annotations.Nullable;

/// Decides what is to be done with each file. Deciding goes in name order, on one thread; looking
/// ahead may be done by many.
final class Decisions {
  /// What is to be done with a file.
  sealed interface Decision {
    /// What is held is what parsing would come to.
    ///
    /// @param described whether the manifest says something else now
    /// @param touched whether the time at which it was found like this is worth recording
    record Stands(HeldFile held, boolean described, boolean touched) implements Decision {}

    /// Another file has its bytes.
    ///
    /// @param recorded whether the sink knows
    /// @param described whether the sink knows, but the manifest says something else now
    record Twin(DocumentId original, boolean recorded, boolean described) implements Decision {}

    /// It is a file that is gone, under another name.
    record Moved(HeldFile from) implements Decision {}

    /// It must be parsed.
    record Parse(Difference.Kind why) implements Decision {}
  }

  private final HeldFiles held;
  private final FileReader reader;
  private final Map<DocumentId, FolderListing.Entry> there = new HashMap<>();
  private final Map<Long, List<FolderListing.Entry>> bySize;
  private final boolean retry;
  private final int maxAttempts;
  private final Pipeline pipeline;
  private final HeldFiles.Claims claims = new HeldFiles.Claims();
  private final HeldFiles.Taken taken = new HeldFiles.Taken();
  private final Map<DocumentId, Boolean> unchanged = new HashMap<>();

  /// @param retry whether only files with a failure are walked, and each is tried
  /// @param pipeline what makes passages now
  Decisions(
      HeldFiles held,
      List<FolderListing.Entry> entries,
      FileReader reader,
      boolean retry,
      int maxAttempts,
      Pipeline pipeline) {
    this.held = held;
    this.reader = reader;
    this.retry = retry;
    this.maxAttempts = maxAttempts;
    this.pipeline = pipeline;
    entries.forEach(entry -> there.put(entry.id(), entry));
    bySize =
        entries.stream()
            .filter(entry -> entry.rejected() == null)
            .collect(Collectors.groupingBy(FolderListing.Entry::sizeBytes));
  }

  /// Whether a file had better be parsed ahead of its turn. Safe for use by many threads.
  boolean worthParsing(SourceFile file) {
    HeldFile before = held.of(file.id());
    if (before != null && before.original() == null && stands(before, file)) {
      return false;
    }
    if (isOwn(before, file)) {
      return true;
    }
    return held.original(file.id(), file.revision()) == null
        && !held.mayHaveMoved(file.id(), file.revision())
        && claims.isFirst(file.id(), file.revision());
  }

  Decision of(SourceFile file) {
    HeldFile before = held.of(file.id());
    if (before != null && before.original() == null && stands(before, file)) {
      boolean described = before.documents() > 0 && !before.fields().equals(file.fields());
      boolean readableAgain = before.isIndexed() && before.failure() != null;
      return new Decision.Stands(before, described, readableAgain || touched(before, file));
    }
    if (!isOwn(before, file)) {
      DocumentId original = original(file);
      if (original != null) {
        return twin(before, file, original);
      }
      HeldFile from = retry ? null : from(file);
      if (from != null) {
        return new Decision.Moved(from);
      }
    }
    return new Decision.Parse(why(before, file));
  }

  private static Decision twin(@Nullable HeldFile before, SourceFile file, DocumentId original) {
    if (before == null
        || !original.equals(before.original())
        || !before.revision().equals(file.revision())) {
      return new Decision.Twin(original, false, false);
    }
    boolean described = !before.fields().equals(file.fields());
    boolean current = before.failure() == null && !touched(before, file);
    return new Decision.Twin(original, current && !described, described);
  }

  /// Takes a file for the one that holds the documents of its bytes.
  void took(SourceFile file) {
    taken.add(file.id(), file.revision());
  }

  /// Documents of a file are now held under another name.
  void moved(HeldFile from) {
    held.forget(from);
  }

  boolean failedAlike(HeldFile before, SourceFile file) {
    return before.failure() != null
        && before.revision().equals(file.revision())
        && before.pipeline().equals(pipeline.limited());
  }

  /// Whether a time is known at which the file was found unchanged, and the sink does not know it.
  private static boolean touched(HeldFile before, SourceFile file) {
    return file.modifiedMillis() != 0 && file.modifiedMillis() != before.modifiedMillis();
  }

  /// Whether the documents held of a file are of these bytes.
  private static boolean isOwn(@Nullable HeldFile before, SourceFile file) {
    return before != null && before.documents() > 0 && before.revision().equals(file.revision());
  }

  /// Whether what the sink holds is what parsing would come to.
  private boolean stands(HeldFile before, SourceFile file) {
    if (before.isIndexed()) {
      return before.revision().equals(file.revision()) && pipeline.made(before);
    }
    Rejected failure = before.failure();
    return failure != null
        && !retry
        && failedAlike(before, file)
        && (!failure.reason().mayPass() || before.attempts() >= maxAttempts);
  }

  /// The file that this one was: one that is gone, or one whose name other bytes have now.
  private @Nullable HeldFile from(SourceFile file) {
    HeldFile gone = held.claim(file.id(), file.revision());
    if (gone != null) {
      return gone;
    }
    HeldFile replaced = held.original(file.id(), file.revision());
    return replaced != null && isReadable(replaced) && pipeline.made(replaced) ? replaced : null;
  }

  private boolean isLater(HeldFile file, HeldFile than) {
    return file.id().compareTo(than.id()) > 0 && there.containsKey(file.id());
  }

  /// What cannot be read now may have the bytes it had.
  private boolean isReadable(HeldFile file) {
    FolderListing.Entry entry = there.get(file.id());
    return entry != null && entry.rejected() == null && Files.isReadable(entry.path());
  }

  /// Whether a file whose turn is still to come has the bytes that the documents held of a file are
  /// of, so that it will be that file under another name.
  boolean hasHeir(HeldFile replaced) {
    if (held.copies(replaced).anyMatch(copy -> isLater(copy, replaced) && !isReadable(copy))) {
      return true;
    }
    return bySize.getOrDefault(replaced.sizeBytes(), List.of()).stream()
        .filter(entry -> entry.id().compareTo(replaced.id()) > 0)
        .anyMatch(entry -> hasBytes(entry, replaced));
  }

  private boolean hasBytes(FolderListing.Entry entry, HeldFile replaced) {
    try {
      HeldFile before = held.of(entry.id());
      SourceFile file = reader.read(entry, before);
      return !isOwn(before, file) && replaced.equals(held.original(file.id(), file.revision()));
    } catch (IOException e) {
      return false;
    }
  }

  private @Nullable DocumentId original(SourceFile file) {
    DocumentId before = taken.of(file.id(), file.revision());
    if (before != null) {
      return before;
    }
    HeldFile original = held.original(file.id(), file.revision());
    return original != null && unchanged.computeIfAbsent(original.id(), _ -> isUnchanged(original))
        ? original.id()
        : null;
  }

  /// Whether a file whose turn has not come has the bytes it had, as far as can be told: the text
  /// of one that cannot be read now stays.
  private boolean isUnchanged(HeldFile file) {
    FolderListing.Entry entry = there.get(file.id());
    if (entry == null) {
      return false;
    }
    if (entry.rejected() != null) {
      return entry.rejected().reason() == Reason.UNREADABLE;
    }
    try {
      return reader.read(entry, file).revision().equals(file.revision());
    } catch (IOException e) {
      return true;
    }
  }

  private static Difference.Kind why(@Nullable HeldFile before, SourceFile file) {
    if (before == null) {
      return Difference.Kind.NEW;
    }
    if (before.failure() != null && (before.documents() == 0 || isOwn(before, file))) {
      return Difference.Kind.RETRY;
    }
    return isOwn(before, file) ? Difference.Kind.STALE : Difference.Kind.CHANGED;
  }
}
