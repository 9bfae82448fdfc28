/// Index ports, queries, hits and rankings.
@org.jspecify.annotations.NullMarked
package lectern.retrieve;
