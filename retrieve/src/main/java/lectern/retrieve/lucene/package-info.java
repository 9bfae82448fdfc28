/// The one-machine index. The only package that imports Lucene.
@org.jspecify.annotations.NullMarked
package lectern.retrieve.lucene;
