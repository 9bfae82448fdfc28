/// Readers of published data sets.
@org.jspecify.annotations.NullMarked
package lectern.eval.data;
