/// Every call and its price, written down before it is sent and after; sums of them.
@org.jspecify.annotations.NullMarked
package lectern.synthesize.ledger;
