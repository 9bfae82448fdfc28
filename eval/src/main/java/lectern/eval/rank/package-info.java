/// Retrieval measures by trec_eval's rules, and TREC files.
@org.jspecify.annotations.NullMarked
package lectern.eval.rank;
