/// Documents, blocks and passages: the words every later module speaks.
@org.jspecify.annotations.NullMarked
package lectern.ingest;
