package lectern.ingest.tika;

import java.io.IOException;

/// Tells the parent that a file is being worked on, and for how much longer.
interface MoreTime {
  void lend(Loan loan) throws IOException;
}
