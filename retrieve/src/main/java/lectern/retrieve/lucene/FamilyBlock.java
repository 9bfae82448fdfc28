package lectern.retrieve.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import lectern.ingest.ClauseNames;
import lectern.ingest.HeldFile;
import lectern.ingest.Passage;
import lectern.ingest.Sha256;
import lectern.ingest.SourceDocument;
import lectern.ingest.SplitDocument;
import lectern.retrieve.DocumentFields;
import lectern.retrieve.IndexedDocument;
import lectern.retrieve.TextCondition.Place;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/// One file's block, as Lucene takes it: documents are made one after the other while the index
/// writer reads them, since a record counts the words that were read of its passages. To be
/// iterated once.
final class FamilyBlock implements Iterable<Document> {
  /// A word is there or not; how often and where is not asked.
  private static final FieldType PRESENCE = unranked(IndexOptions.DOCS);

  /// Words that phrases are looked for in, and that nothing is ranked by.
  private static final FieldType PLACES = unranked(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS);

  private final HeldFile file;
  private final List<SplitDocument> family;
  private final Words words;
  private final boolean header;
  private final List<HeldDocument> held = new ArrayList<>();

  FamilyBlock(HeldFile file, List<SplitDocument> family, Words words, boolean header) {
    this.file = file;
    this.family = List.copyOf(family);
    this.words = words;
    this.header = header;
  }

  /// What the block's records say, once it has been iterated.
  List<HeldDocument> held() {
    return List.copyOf(held);
  }

  @Override
  public Iterator<Document> iterator() {
    return new Sequence();
  }

  private final class Sequence implements Iterator<Document> {
    private final List<Words.Counted> streams = new ArrayList<>();
    private List<String> fields = List.of();
    private List<String> title = List.of();
    private ClauseNames clauses = new ClauseNames(List.of());
    private List<String> name = List.of();
    private Set<String> ofDocument = Set.of();
    private @Nullable ContextualHeader above;
    private int member;
    private int passage;
    private WordCounts counts = WordCounts.NONE;
    private boolean ended;

    @Override
    public boolean hasNext() {
      return !ended;
    }

    @Override
    public Document next() {
      if (ended) {
        throw new NoSuchElementException();
      }
      try {
        if (member == family.size()) {
          ended = true;
          return fileRecord();
        }
        SplitDocument document = family.get(member);
        if (passage == 0) {
          fields = FieldTerms.of(new DocumentFields(indexed(document, file)));
          begin(document.source());
        }
        if (passage < document.passages().size()) {
          return passage(document, document.passages().get(passage++));
        }
        Document made = documentRecord(document);
        member++;
        passage = 0;
        above = null;
        counts = WordCounts.NONE;
        streams.clear();
        return made;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private Document passage(SplitDocument document, Passage passage) throws IOException {
      if (above == null && header) {
        above = new ContextualHeader(document);
      }
      String chain = chain(document);
      String text = above == null ? passage.body() : above.above(passage);
      String headings = headings(passage);
      List<String> cut = words.list(chain, headings);
      counts =
          new WordCounts(
              counts.text(),
              counts.title().and(title.size()),
              counts.headings().and(cut.size()),
              counts.head());
      Set<String> forms = formsOf(Place.HEADING, headings);
      forms.addAll(formsOf(Place.TEXT, passage.body()));
      forms.addAll(ofDocument);
      List<Words.Placed> body = words.placed(chain, passage.body());
      // The last to be cut: a chain has but one stream at a time.
      Words.Counted stream = words.counted(chain, text);
      streams.add(stream);
      Document made = inBlock();
      made.add(new StringField(Fields.OF, number(document), Field.Store.NO));
      made.add(new NumericDocValuesField(Fields.LABEL, Fields.label(passage.label())));
      made.add(new StringField(Fields.CHAIN, chain, Field.Store.NO));
      made.add(new TextField(Fields.TEXT, stream));
      made.add(new Field(Fields.BODY, new PlacedList(body), PLACES));
      made.add(new TextField(Fields.TITLE, new TokenList(title)));
      made.add(new TextField(Fields.HEADINGS, new TokenList(cut)));
      made.add(new Field(Fields.NAME, new TokenList(name), PLACES));
      made.add(new Field(Fields.FORM, new TokenList(List.copyOf(forms)), PRESENCE));
      fields.forEach(term -> made.add(new StringField(Fields.FIELD, term, Field.Store.NO)));
      made.add(new StoredField(Fields.PASSAGE, Records.passage(passage)));
      return made;
    }

    /// The headings above a passage, and the names of its clauses that are in none of them.
    private String headings(Passage passage) {
      List<String> headings = new ArrayList<>(passage.headingPath());
      clauses.at(passage.span()).stream()
          .filter(name -> passage.headingPath().stream().noneMatch(path -> path.contains(name)))
          .forEach(headings::add);
      return String.join("\n", headings);
    }

    private void begin(SourceDocument source) throws IOException {
      clauses = ClauseNames.of(source.text(), source.blocks());
      String chain = Chains.of(source.language());
      String nameWords = ContextualHeader.nameWords(source.id());
      title = words.list(chain, source.title());
      name = words.list(chain, nameWords);
      ofDocument = formsOf(Place.TITLE, source.title());
      ofDocument.addAll(formsOf(Place.NAME, nameWords));
    }

    private Set<String> formsOf(Place place, String text) throws IOException {
      Set<String> terms = new LinkedHashSet<>();
      words.forms(text).forEach(form -> terms.add(TextFilter.key(place) + form));
      return terms;
    }

    private Document documentRecord(SplitDocument document) throws IOException {
      SourceDocument source = document.source();
      List<String> head = words.list(chain(document), ContextualHeader.head(document));
      WordCounts.Count text = WordCounts.Count.NONE;
      for (Words.Counted stream : streams) {
        text = text.and(stream.count());
      }
      WordCounts all =
          new WordCounts(
              text, counts.title(), counts.headings(), WordCounts.Count.NONE.and(head.size()));
      HeldDocument record =
          new HeldDocument(indexed(document, file), Sha256.ofUnits(source.text()), all);
      held.add(record);
      BytesRef structure =
          new Structure(source.blocks(), source.locators(), source.repairs()).bytes();
      Document made = inBlock();
      made.add(new StringField(Fields.NUMBER, number(document), Field.Store.NO));
      made.add(new StringField(Fields.CHAIN, chain(document), Field.Store.NO));
      made.add(new TextField(Fields.HEAD, new TokenList(head)));
      made.add(new BinaryDocValuesField(Fields.DOCUMENT, Records.document(record)));
      made.add(new StoredField(Fields.STRUCTURE, structure));
      return made;
    }

    private Document fileRecord() throws IOException {
      Document made = inBlock();
      made.add(new StringField(Fields.RECORD, Fields.key(file.id()), Field.Store.NO));
      made.add(new BinaryDocValuesField(Fields.HELD, Records.file(file)));
      return made;
    }

    private Document inBlock() {
      Document made = new Document();
      made.add(new StringField(Fields.FILE, Fields.key(file.id()), Field.Store.NO));
      return made;
    }
  }

  private static String chain(SplitDocument document) {
    return Chains.of(document.source().language());
  }

  private static FieldType unranked(IndexOptions options) {
    FieldType type = new FieldType();
    type.setTokenized(true);
    type.setOmitNorms(true);
    type.setIndexOptions(options);
    type.freeze();
    return type;
  }

  private static String number(SplitDocument document) {
    return Integer.toString(document.number());
  }

  private static IndexedDocument indexed(SplitDocument document, HeldFile file) {
    SourceDocument source = document.source();
    return new IndexedDocument(
        document.number(),
        source.id(),
        file.id(),
        source.revision(),
        source.title(),
        source.mediaType(),
        document.passages().size(),
        document.renderedTokens(),
        document.openingTokens(),
        source.text().length(),
        source.sizeBytes(),
        source.language(),
        source.metadata(),
        file.fields(),
        List.of());
  }
}
