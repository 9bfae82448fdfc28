/// Samples, scores and scorers.
@org.jspecify.annotations.NullMarked
package lectern.eval;
