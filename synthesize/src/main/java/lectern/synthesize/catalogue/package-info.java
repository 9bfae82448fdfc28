/// Models and prices, as dated data files.
@org.jspecify.annotations.NullMarked
package lectern.synthesize.catalogue;
