#!/usr/bin/env bash
# Fetches and builds the official OpenAI clients that the tests drive the stand-in with; where one cannot be had, its test is
# skipped, and that is said here.
set -uo pipefail
cd -- "$(dirname "$0")"

if command -v npm >/dev/null; then
  (cd openai-npm && npm ci --no-audit --no-fund --loglevel=error) || echo "wire/clients: no openai for Node" >&2
else
  echo "wire/clients: no npm, so no openai for Node" >&2
fi
../../mvnw -q -B -f "$PWD/openai-java/pom.xml" package || echo "wire/clients: no openai-java" >&2
