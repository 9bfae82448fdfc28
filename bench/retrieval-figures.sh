#!/usr/bin/env bash
# Measures rankings and stores what each command printed, with the command and the day, in docs/results/retrieval;
# docs/retrieval-figures.md is made of these files:
#   bench/retrieval-figures.sh DATA [NAME …]
#   ./mvnw test -pl app -am -Dtest=RetrievalFiguresTest -Dsurefire.failIfNoSpecifiedTests=false -Ddocs.update=true
# DATA holds scifact, cranfield and hotpotqa-100 in BEIR's layout and the 95 contracts. With names of results (clauses-hybrid, speed-100000)
# only these are measured. Indexes are kept in INDEXES, or in a folder that is deleted at the end. Some 45 minutes on 2 cores, of which
# 500,000 passages take 20 and 8 GB of disk.
set -euo pipefail
[ $# -ge 1 ] || { sed -n 2,8p "$0" >&2; exit 2; }
data=$(cd "$1" && pwd)
shift
only=("$@")
cd "$(dirname "$0")/.."
. .mvn/find-jdk.sh
jdk=$(find_jdk) || no_jdk "$0"
results=docs/results/retrieval
mkdir -p "$results"
if [ -n "${INDEXES:-}" ]; then
  indexes=$INDEXES
  mkdir -p "$indexes"
else
  indexes=$(mktemp -d)
  trap 'rm -rf "$indexes"' EXIT
fi

# The command as it is told has DATA and INDEXES in place of the folders; of what it prints the last line counts.
measure() {
  local name=$1
  shift
  if [ ${#only[@]} -gt 0 ] && [[ " ${only[*]} " != *" $name "* ]]; then return; fi
  local told="${*//$data/DATA}"
  told="${told//$indexes/INDEXES}"
  told="${told//$jdk\/bin\/java/java}"
  echo "$name: $told" >&2
  local printed
  printed=$("$@" | tail -n 1)
  printf '{"date":"%s","command":"%s","result":%s}\n' "$(date -u +%F)" "$told" "$printed" > "$results/$name.json.new"
  mv "$results/$name.json.new" "$results/$name.json"
}

./lectern --version >&2
# The launcher leaves the optimising compiler out, for short commands; these are long.
export LECTERN_JAVA_OPTS="-XX:TieredStopAtLevel=4 --add-modules jdk.incubator.vector"
program=("$jdk/bin/java" -Xmx3g --add-modules jdk.incubator.vector --enable-native-access=ALL-UNNAMED -cp 'app/target/lib/*')
for mode in lexical dense hybrid; do
  measure "clauses-$mode" ./lectern eval spans "$data/contracts/legalbench-rag-style.json" --texts "$data/contracts" --mode $mode --index "$indexes/contracts" --each "$indexes/clauses-$mode.jsonl" --quiet --json
done
for mode in lexical hybrid; do
  measure "clauses-$mode-no-header" ./lectern eval spans "$data/contracts/legalbench-rag-style.json" --texts "$data/contracts" --mode $mode --no-header --index "$indexes/contracts-no-header" --quiet --json
done
measure clauses-vocabulary ./lectern eval spans "$data/contracts/legalbench-rag-style.json" --texts "$data/contracts" --vocabulary legal --index "$indexes/contracts" --against "$indexes/clauses-hybrid.jsonl" --quiet --json
for set in hotpotqa-100 cranfield scifact; do
  # Published figures of SciFact are by BEIR's way of counting.
  layout=()
  if [ $set = scifact ]; then layout=(--beir); fi
  for mode in lexical dense hybrid; do
    measure "$set-$mode" ./lectern eval retrieval "$data/$set" "${layout[@]}" --mode $mode --index "$indexes/$set" --quiet --json
  done
done
for set in scifact cranfield hotpotqa-100; do
  measure "graph-$set" "${program[@]}" bench/GraphRecall.java "$indexes/$set" "$data/$set/queries-test.jsonl" --json
done
measure graph-contracts "${program[@]}" bench/GraphRecall.java "$indexes/contracts" "$data/scifact/queries-test.jsonl" --json
for passages in 100000 500000; do
  measure "speed-$passages" "${program[@]}" bench/RetrievalSpeed.java $passages 1000 --json
done
./mvnw -q -f bench/embedding/pom.xml package >&2
measure embedding "$jdk/bin/java" --enable-native-access=ALL-UNNAMED -cp 'app/target/lib/*' bench/EmbeddingSpeed.java "$data/cranfield/corpus.jsonl" 100 5 --json
