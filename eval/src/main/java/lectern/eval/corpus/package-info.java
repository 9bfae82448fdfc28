/// Generated document collections with known answers; `data-samples` comes from here.
///
/// `CorpusWriter` writes it. `Corpus` lists what there is: two `DocumentCollection`s made of
/// `Manuscript`s, the `BrokenFiles`, and the `KnownQuestion`s. The texts are resources beside this
/// package; `ManuscriptReader` says how they are marked up. Each format has one `DocumentWriter`,
/// and none of them leaves a byte to chance, clock or locale.
@org.jspecify.annotations.NullMarked
package lectern.eval.corpus;
