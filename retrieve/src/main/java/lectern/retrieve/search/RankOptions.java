package lectern.retrieve.search;

/// What a user may choose of a ranking.
///
/// @param fusion how words and meaning are joined, where both rank
/// @param vocabulary what things are called otherwise
public record RankOptions(FusionMethod fusion, Vocabulary vocabulary) {
  public static final RankOptions DEFAULTS = new RankOptions(FusionMethod.SCORES, Vocabulary.EMPTY);
}
