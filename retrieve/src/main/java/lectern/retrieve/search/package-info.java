/// The driver: question text in, passages within a token budget out.
@org.jspecify.annotations.NullMarked
package lectern.retrieve.search;
