/// The tier planner and its price prediction: pure functions.
@org.jspecify.annotations.NullMarked
package lectern.synthesize.plan;
