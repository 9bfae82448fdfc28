package lectern.ingest.walk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import lectern.ingest.HeldFile;
import lectern.ingest.IngestException;

/// A folder as it is now beside what the sink holds of it: what a run and its dry run decide by.
///
/// @param entries the files to go through, in name order
record Survey(
    FolderListing listing,
    List<FolderListing.Entry> entries,
    HeldFiles held,
    FileReader reader,
    Decisions decisions) {
  /// What fewer files gave is parsed again in a minute.
  private static final int FEW = 10;

  /// @param held what the sink holds
  /// @param maxAttempts as in [WalkSettings]
  /// @throws IngestException.NoFolder where the folder can hardly be the one that the sink holds,
  ///   so that everything would leave it
  static Survey of(
      FolderListing listing,
      List<HeldFile> held,
      FileReader reader,
      IngestRequest request,
      Pipeline pipeline,
      int maxAttempts) {
    HeldFiles files = new HeldFiles(held, listing, pipeline);
    refuseOther(listing, request.root(), held, files, reader);
    return new Survey(
        listing,
        request.retry() ? files.failed(listing.entries()) : listing.entries(),
        files,
        reader,
        new Decisions(files, listing.entries(), reader, request.retry(), maxAttempts, pipeline));
  }

  /// A folder without a single file is more often a disk that is not there than a wish, one without
  /// any file that is held more often another collection's.
  private static void refuseOther(
      FolderListing listing, Path root, List<HeldFile> held, HeldFiles files, FileReader reader) {
    List<HeldFile> indexed = held.stream().filter(HeldFile::isIndexed).toList();
    if (indexed.isEmpty() || !files.isGone(indexed)) {
      return;
    }
    if (listing.entries().isEmpty()) {
      throw new IngestException.NoFolder(
          "there is no file in " + root + ", but its index holds " + indexed.size(),
          "Check that the folder's disk is mounted. To begin with an empty index, move the index"
              + " folder away.",
          null);
    }
    if (indexed.size() >= FEW && !holdsAny(listing, indexed, reader)) {
      throw new IngestException.NoFolder(
          String.format(
              Locale.ROOT, "none of the %,d files of the index is in %s", indexed.size(), root),
          "Check that folder and index belong together; all that is indexed would be removed. To"
              + " begin with an empty index, move the index folder away.",
          null);
    }
  }

  /// Whether a file has the bytes of one that is held, under whatever name.
  private static boolean holdsAny(
      FolderListing listing, List<HeldFile> indexed, FileReader reader) {
    Set<Long> sizes = indexed.stream().map(HeldFile::sizeBytes).collect(Collectors.toSet());
    Set<String> revisions = indexed.stream().map(HeldFile::revision).collect(Collectors.toSet());
    return listing.entries().stream()
        .filter(entry -> entry.rejected() == null && sizes.contains(entry.sizeBytes()))
        .anyMatch(entry -> revisions.contains(revision(entry, reader)));
  }

  private static String revision(FolderListing.Entry entry, FileReader reader) {
    try {
      return reader.read(entry, null).revision();
    } catch (IOException _) {
      return "";
    }
  }
}
