package lectern.ingest;

/// Counts tokens as a model's tokenizer would. Safe for use by many threads.
public interface TokenCounter {
  /// Recorded with every count: `o200k_base`, `kimi`.
  String name();

  /// Share by which the model's own count may exceed this one: 0.12 for another model's vocabulary,
  /// 0 for the model's own.
  double margin();

  /// Tokens of a text, special-token look-alikes counted as ordinary text.
  int count(CharSequence text);
}
