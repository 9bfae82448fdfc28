/// Answers in a form that the user gives: what the model is asked for, and reading what it wrote.
@org.jspecify.annotations.NullMarked
package lectern.synthesize.typed;
