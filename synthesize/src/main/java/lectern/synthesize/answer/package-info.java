/// The driver: one question in, one checked answer out.
@org.jspecify.annotations.NullMarked
package lectern.synthesize.answer;
