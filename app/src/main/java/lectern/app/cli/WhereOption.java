package lectern.app.cli;

import lectern.retrieve.Scope;
import lectern.retrieve.Where;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which documents a command sees, by what is known of them.
final class WhereOption {
  @Option(
      names = "--where",
      paramLabel = "CONDITION",
      description = {
        "Only documents of which this holds: 'year >= 2020 and type = lease'. Compares with = != <"
            + " <= > >=, in (a, b), ~ 'acme*'; has FIELD; and, or, not, parentheses. A date compares"
            + " with 2020 or 2020-03 as a whole. Fields are the manifest's, path, title, language,"
            + " media_type, and what files say of themselves: author, created, from, pages."
      })
  @Nullable String where;

  /// The documents of a scope that meet the condition; all of them where there is none.
  ///
  /// @throws lectern.retrieve.IndexException.BadCondition where it cannot be read
  Scope within(Scope scope) {
    return where == null ? scope : new Scope.Matching(Where.parse(where), scope);
  }
}
