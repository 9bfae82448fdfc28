/// Cutting a document along its own structure.
@org.jspecify.annotations.NullMarked
package lectern.ingest.split;
