/// Reading citations and checking them against the source.
@org.jspecify.annotations.NullMarked
package lectern.synthesize.cite;
