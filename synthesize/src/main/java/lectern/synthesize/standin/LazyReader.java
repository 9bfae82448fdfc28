package lectern.synthesize.standin;

/// Says that nothing answers, whatever is asked.
public final class LazyReader implements Reader {
  @Override
  public Reply read(Asked asked) {
    return new Reply("That would be a lot to read.", PromptReading.of(asked).notFound());
  }
}
