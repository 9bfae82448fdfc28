@org.jspecify.annotations.NullMarked
package lectern.retrieve.lucene;
