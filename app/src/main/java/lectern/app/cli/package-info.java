/// The driver: the command line.
@org.jspecify.annotations.NullMarked
package lectern.app.cli;
