/// Retrieval evaluation: a judged data set in, measures of a ranking out.
@org.jspecify.annotations.NullMarked
package lectern.eval.retrieval;
