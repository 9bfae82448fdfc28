package lectern.synthesize.ledger;

import lectern.synthesize.ModelCall;

/// One line of a segment.
sealed interface LedgerRecord {
  /// The first line.
  ///
  /// @param format of all lines of the segment
  record Header(int format) implements LedgerRecord {}

  /// A call that is about to be sent.
  ///
  /// @param id of the call, unlike that of any other call of any process
  record Begun(String id, ModelCall call) implements LedgerRecord {}

  /// How a call ended. It repeats the call, so that neither is lost with the other.
  record Ended(String id, ModelCall call, RecordedEnd end) implements LedgerRecord {}
}
