/// The driver: folder in, outcomes out ([lectern.ingest.walk.FolderIngest]).
@org.jspecify.annotations.NullMarked
package lectern.ingest.walk;
