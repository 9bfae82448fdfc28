/// Measures what checks of citations and facts catch.
@org.jspecify.annotations.NullMarked
package lectern.eval.cite;
