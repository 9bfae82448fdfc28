/// Apache Tika behind [lectern.ingest.DocumentParser], in worker processes with limits. The only
/// package that imports it.
@org.jspecify.annotations.NullMarked
package lectern.ingest.tika;
