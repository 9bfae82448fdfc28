package lectern.retrieve;

/// One commit to read passages from and to rank them by words and by meaning.
public interface SearchableIndex extends PassageIndex, CandidateIndex {}
