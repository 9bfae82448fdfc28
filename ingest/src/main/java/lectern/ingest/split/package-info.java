/// Cutting a document along its own structure: [lectern.ingest.split.PassageSplitter].
@org.jspecify.annotations.NullMarked
package lectern.ingest.split;
