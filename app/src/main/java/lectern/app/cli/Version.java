package lectern.app.cli;

import lectern.app.LecternVersion;
import picocli.CommandLine.IVersionProvider;

/// What `lectern --version` prints.
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {
      "lectern " + LecternVersion.number() + " (Java " + Runtime.version().feature() + ")"
    };
  }
}
