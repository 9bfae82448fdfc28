package lectern.retrieve.search;

/// What a user may choose of a ranking by words and meaning.
///
/// @param fusion how the two are joined
/// @param vocabulary what things are called otherwise
public record RankOptions(FusionMethod fusion, Vocabulary vocabulary) {
  public static final RankOptions DEFAULTS = new RankOptions(FusionMethod.SCORES, Vocabulary.EMPTY);
}
