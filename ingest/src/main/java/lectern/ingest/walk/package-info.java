/// The driver: folder in, outcomes out.
@org.jspecify.annotations.NullMarked
package lectern.ingest.walk;
