/// The prefix-stable prompt layout and the instruction texts.
@org.jspecify.annotations.NullMarked
package lectern.synthesize.prompt;
