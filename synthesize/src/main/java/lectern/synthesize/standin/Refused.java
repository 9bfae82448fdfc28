package lectern.synthesize.standin;

/// Carries a refusal from where it is found to where it is sent.
final class Refused extends Exception {
  private final transient Refusal refusal;

  Refused(Refusal refusal) {
    super(refusal.message(), null, false, false);
    this.refusal = refusal;
  }

  Refusal refusal() {
    return refusal;
  }
}
