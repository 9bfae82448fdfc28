package lectern.ingest.tika;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lectern.ingest.DocumentId;
import lectern.ingest.ParseResult.Reason;
import lectern.ingest.ParseResult.Rejected;
import lectern.ingest.Sha256;
import lectern.ingest.SourceDocument;
import org.apache.poi.poifs.filesystem.DirectoryNode;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.Property;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.metadata.TikaCoreProperties.EmbeddedResourceType;
import org.jspecify.annotations.Nullable;
import org.xml.sax.ContentHandler;

/// Makes documents of the attachments and archive members that a parser comes upon.
final class Members implements EmbeddedDocumentExtractor {
  private static final Property EMBEDDED_EXCEPTIONS =
      TikaCoreProperties.TIKA_META_EXCEPTION_EMBEDDED_STREAM;

  /// How the parser of archives tells of a member that it cannot open.
  private static final Pattern UNOPENED =
      Pattern.compile(
          "(?<what>.*?) used in entry (?<entry>.*)"
              + "|.*?stream \\((?<stream>.*)\\)(?<encrypted> is encrypted)?");

  private static final Pattern WORD = Pattern.compile("\\s+");

  /// Print in good state has as much and more.
  private static final int SURE_CONFIDENCE = 80;

  /// Photographs and cartoons gave up to 7 words; charts and screens, some 40 and more.
  private static final int MANY_WORDS = 20;

  /// Members left out that are named; the note of them is one line.
  private static final int MOST_NAMED = 50;

  private final FamilyReader reader;
  private final FamilyReader.Member parent;
  private final Budget budget;
  private final Path folder;
  private final boolean archive;
  private final @Nullable Body body;
  private final List<SourceDocument> documents = new ArrayList<>();
  private final List<Skipped> skipped = new ArrayList<>();
  private final Set<String> pictures = new HashSet<>();
  private int picturesNotRead;
  private int unpacked;
  private int unnamed;

  /// A member that gave no document.
  ///
  /// @param opened whether its bytes could be had
  /// @param members how many it stands for
  record Skipped(String name, Rejected rejected, boolean opened, int members) {
    Skipped(String name, Rejected rejected, boolean opened) {
      this(name, rejected, opened, 1);
    }

    static int members(List<Skipped> skipped) {
      return skipped.stream().mapToInt(Skipped::members).sum();
    }

    /// Whether it is of a kind that nobody expects to hold text.
    boolean isPicture() {
      return opened && Members.isPicture(rejected.reason());
    }

    @Override
    public String toString() {
      return name + " (" + rejected.detail() + ")";
    }
  }

  /// Takes the parts of a mail that are its text.
  interface Body {
    void add(Path file, Metadata metadata, ContentHandler handler) throws Exception;
  }

  /// @param archive whether every member counts, or only those with text
  /// @param body null for a parent whose parts are all documents of their own
  Members(
      FamilyReader reader,
      FamilyReader.Member parent,
      Budget budget,
      Path folder,
      boolean archive,
      @Nullable Body body) {
    this.reader = reader;
    this.parent = parent;
    this.budget = budget;
    this.folder = folder;
    this.archive = archive;
    this.body = body;
  }

  List<SourceDocument> documents() {
    return documents;
  }

  /// Pictures in the text that may show a page and were not read.
  int picturesNotRead() {
    return picturesNotRead;
  }

  /// Members that gave no document, the first of them by name.
  List<Skipped> skipped() {
    List<Skipped> all = new ArrayList<>(skipped);
    if (unnamed > 0) {
      all.add(new Skipped(unnamed + " more", skipped.getLast().rejected(), true, unnamed));
    }
    return all;
  }

  private void skip(Skipped member) {
    if (skipped.size() < MOST_NAMED) {
      skipped.add(member);
    } else {
      unnamed++;
    }
  }

  /// Adds what an archive's parser came upon and could not open.
  ///
  /// @param metadata of the archive, after it was parsed
  void addUnopened(Metadata metadata) {
    for (String trace : metadata.getValues(EMBEDDED_EXCEPTIONS)) {
      String message = trace.lines().findFirst().orElse("").replaceFirst("^[\\w.$]+: ", "");
      skip(unopened(message));
    }
  }

  private static Skipped unopened(String message) {
    Matcher told = UNOPENED.matcher(message);
    boolean matches = told.matches();
    boolean encrypted =
        matches
            && (told.group("encrypted") != null
                || "Unsupported feature encryption".equals(told.group("what")));
    String name = "";
    if (matches) {
      name = told.group("entry") == null ? told.group("stream") : told.group("entry");
    }
    return new Skipped(
        name.isEmpty() ? "a member" : Cleaning.line(name),
        encrypted
            ? Rejections.LOCKED
            : new Rejected(
                Reason.UNSUPPORTED_TYPE, Rejections.line("it cannot be unpacked: " + message)),
        false);
  }

  @Override
  public boolean shouldParseEmbedded(Metadata metadata) {
    if (budget.reached() != null) {
      return false;
    }
    String type = metadata.get(TikaCoreProperties.EMBEDDED_RESOURCE_TYPE);
    return type == null
        || type.equals(EmbeddedResourceType.ATTACHMENT.toString())
        || type.equals(EmbeddedResourceType.ALTERNATE_FORMAT_CHUNK.toString())
        || isPicture(metadata);
  }

  private static boolean isPicture(Metadata metadata) {
    String type = metadata.get(Metadata.CONTENT_TYPE);
    return isInText(metadata)
        && (type == null || type.toLowerCase(Locale.ROOT).startsWith("image/"));
  }

  private static boolean isInText(Metadata metadata) {
    return EmbeddedResourceType.INLINE
        .toString()
        .equals(metadata.get(TikaCoreProperties.EMBEDDED_RESOURCE_TYPE));
  }

  @Override
  public void parseEmbedded(
      InputStream in, ContentHandler handler, Metadata metadata, boolean outputHtml)
      throws IOException {
    Path file = Files.createTempFile(folder, "member", "");
    try {
      if (body != null && isBody(metadata)) {
        unpack(in, file);
        body.add(file, metadata, handler);
      } else if (isInText(metadata)) {
        picture(in, file, name(metadata));
      } else {
        member(in, file, name(metadata), isDrawn(metadata));
      }
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("a part of the mail cannot be read: " + e.getMessage(), e);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  /// Whether a part of a mail is its text: unnamed, and text.
  private static boolean isBody(Metadata metadata) {
    String name = metadata.get(TikaCoreProperties.RESOURCE_NAME_KEY);
    String type = metadata.get(Metadata.CONTENT_TYPE);
    return (name == null || name.isBlank()) && type != null && type.startsWith("text/");
  }

  /// Whether a part may be a logo or a seal, which is no loss where it gives no text. What else is
  /// attached to a mail is told.
  private boolean isDrawn(Metadata metadata) {
    String type = metadata.get(Metadata.CONTENT_TYPE);
    return body == null || type == null || type.startsWith("image/") || type.endsWith("-signature");
  }

  private void member(InputStream in, Path file, String name, boolean drawn) throws IOException {
    Rejected refused = budget.member(parent.depth());
    if (refused != null) {
      skip(new Skipped(name, refused, true));
      return;
    }
    String revision;
    try {
      revision = unpack(in, file);
    } catch (Budget.Reached e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      skip(name, Rejections.of(e, "it cannot be unpacked"));
      return;
    }
    DocumentId id = unique(name);
    int depth = parent.depth() + 1;
    FamilyReader.Member member = new FamilyReader.Member(file, id, base(name), revision, depth);
    switch (reader.member(member, budget)) {
      case FamilyReader.Outcome.Read(List<SourceDocument> read) -> documents.addAll(read);
      case FamilyReader.Outcome.NotRead(Rejected rejected) -> {
        if (archive || !drawn || !isPicture(rejected.reason())) {
          skip(name, rejected);
        } else if (!budget.ocr().isReading() && PictureReader.isOfPageSize(file)) {
          picturesNotRead++;
        }
      }
    }
  }

  /// Reads a picture that stands in the text, as who scans a page and pastes it makes them. Logos
  /// and photographs, and what stands there once more, are passed over.
  private void picture(InputStream in, Path file, String name) throws IOException {
    String revision;
    try {
      revision = unpack(in, file);
    } catch (Budget.Reached e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // The text around it is none the worse.
      picturesNotRead++;
      return;
    }
    if (!PictureReader.isOfPageSize(file) || !pictures.add(revision)) {
      // A background that every slide unpacks anew is none of the file's members.
      budget.memberBytes(-Files.size(file));
      return;
    }
    if (!budget.ocr().isReading() || budget.member(parent.depth()) != null) {
      picturesNotRead++;
      return;
    }
    DocumentId id = unique(base(name));
    int depth = parent.depth() + 1;
    switch (reader.member(new FamilyReader.Member(file, id, base(name), revision, depth), budget)) {
      case FamilyReader.Outcome.Read(List<SourceDocument> read) ->
          documents.addAll(read.stream().filter(Members::isText).toList());
      case FamilyReader.Outcome.NotRead(Rejected rejected) -> {
        stopIfUnreadable(rejected);
        picturesNotRead += isPicture(rejected.reason()) ? 0 : 1;
      }
    }
  }

  /// Whether what was read off a picture is more than a photograph's or a drawing's few unsure
  /// words.
  private static boolean isText(SourceDocument picture) {
    String confidence = picture.metadata().getOrDefault(SourceDocument.OCR_CONFIDENCE, "0");
    return Integer.parseInt(confidence) >= SURE_CONFIDENCE
        || WORD.splitAsStream(picture.text()).count() >= MANY_WORDS;
  }

  /// Writes a member's bytes to a file; returns their hash.
  private String unpack(InputStream in, Path file) throws IOException {
    Sha256 hash = new Sha256();
    try (OutputStream out = new Unpacking(Files.newOutputStream(file), hash)) {
      DirectoryNode folder = OleFolders.of(in);
      if (folder != null) {
        OleFolders.write(folder, out);
      } else {
        in.transferTo(out);
      }
    }
    return hash.hex();
  }

  /// Counts and hashes what goes through it.
  private final class Unpacking extends FilterOutputStream {
    private final Sha256 hash;

    Unpacking(OutputStream out, Sha256 hash) {
      super(out);
      this.hash = hash;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      budget.memberBytes(length);
      hash.update(offset == 0 ? bytes : Arrays.copyOfRange(bytes, offset, offset + length), length);
      out.write(bytes, offset, length);
    }
  }

  private void skip(String name, Rejected rejected) {
    stopIfUnreadable(rejected);
    skip(new Skipped(name, rejected, true));
  }

  /// The fault is not the member's: another time it can be read.
  private void stopIfUnreadable(Rejected rejected) {
    if (rejected.reason() == Reason.UNREADABLE) {
      budget.stop(rejected);
    }
  }

  private static boolean isPicture(Reason reason) {
    return reason == Reason.UNSUPPORTED_TYPE || reason == Reason.EMPTY;
  }

  private String name(Metadata metadata) {
    String given = metadata.get(TikaCoreProperties.RESOURCE_NAME_KEY);
    String clean = given == null ? "" : Cleaning.line(given).replace('\\', '/');
    return clean.isEmpty() ? "member-" + (unpacked + 1) : clean;
  }

  /// An id that no other document of the family has: a name may itself hold an exclamation mark.
  private DocumentId unique(String name) {
    DocumentId id = parent.id().member(name);
    for (int i = 2; !budget.claims(id); i++) {
      id = parent.id().member(name + " (" + i + ")");
    }
    unpacked++;
    return id;
  }

  private static String base(String name) {
    String base = name.substring(name.lastIndexOf('/') + 1);
    return base.isBlank() ? name : base;
  }
}
