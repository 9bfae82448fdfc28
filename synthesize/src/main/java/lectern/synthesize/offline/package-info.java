/// The extractive reader that answers without a key.
@org.jspecify.annotations.NullMarked
package lectern.synthesize.offline;
