/// Measures of the check of citations.
@org.jspecify.annotations.NullMarked
package lectern.eval.cite;
