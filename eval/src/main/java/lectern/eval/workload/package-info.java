/// A reader that knows the answers, to measure plans with where no model can be paid.
@org.jspecify.annotations.NullMarked
package lectern.eval.workload;
