package lectern.synthesize.answer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lectern.ingest.Label;
import lectern.ingest.Passage;
import lectern.retrieve.IndexedDocument;
import lectern.synthesize.Completion;
import lectern.synthesize.Evidence;
import lectern.synthesize.Plan;

/// What a model wrote, and of what.
///
/// @param layers evidence in the order of the prompt: what was asked about first, then what was
///   added to it
record Written(Plan plan, List<List<Evidence>> layers, Completion completion) {
  Written {
    layers = List.copyOf(layers);
  }

  /// All evidence, each document once, in reading order.
  List<Evidence> evidence() {
    Map<Integer, IndexedDocument> documents = new TreeMap<>();
    Map<Integer, TreeMap<Label, Passage>> passages = new LinkedHashMap<>();
    for (List<Evidence> layer : layers) {
      for (Evidence shown : layer) {
        int number = shown.document().number();
        documents.put(number, shown.document());
        TreeMap<Label, Passage> all = passages.computeIfAbsent(number, _ -> new TreeMap<>());
        shown.passages().forEach(passage -> all.put(passage.label(), passage));
      }
    }
    List<Evidence> evidence = new ArrayList<>();
    documents.forEach(
        (number, document) ->
            evidence.add(
                new Evidence(
                    document,
                    List.copyOf(passages.getOrDefault(number, new TreeMap<>()).values()))));
    return evidence;
  }
}
