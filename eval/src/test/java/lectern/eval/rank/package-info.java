@org.jspecify.annotations.NullMarked
package lectern.eval.rank;
