package lectern.app.cli;

/// How a command ends, as its exit code.
public enum Exit {
  /// It did what was asked. Files that could not be read and questions without evidence are said in
  /// the output and end here too, unless `--strict` is given.
  OK(0),
  /// A bug in Lectern.
  BUG(1),
  /// The command line, a setting or a named file makes no sense.
  USAGE(2),
  /// The index is missing, locked, damaged, incompatible or out of reach.
  INDEX(3),
  /// A model does not do what was asked: it does not run here, or its endpoint fails.
  MODEL(4),
  /// A limit stands in the way: the window, a ledger that takes no more calls, or `--strict` with
  /// failures or without evidence.
  LIMIT(5);

  private final int code;

  Exit(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }
}
