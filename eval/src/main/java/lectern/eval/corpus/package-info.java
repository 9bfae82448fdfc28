/// Generated document collections with known answers; `data-samples` comes from here.
@org.jspecify.annotations.NullMarked
package lectern.eval.corpus;
