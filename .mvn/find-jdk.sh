# Sourced by ./lectern and ./mvnw. find_jdk prints the home of the first JDK >= 25 it meets, or fails.
# Order: LECTERN_JAVA_HOME, JAVA_HOME, the usual folders, then the java of PATH.

# Prints the feature release of the JDK in folder $1, or nothing where there is none.
jdk_release() {
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 0
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" | head -n 1
}

find_jdk() {
  if [ -n "${LECTERN_JAVA_HOME:-}" ] && [ "0$(jdk_release "$LECTERN_JAVA_HOME")" -lt 25 ]; then
    echo "LECTERN_JAVA_HOME=$LECTERN_JAVA_HOME is not the folder of a JDK 25 or later; looking elsewhere." >&2
  fi
  set -- "${LECTERN_JAVA_HOME:-}" "${JAVA_HOME:-}" \
    /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* \
    "${HOME:-/nowhere}"/.sdkman/candidates/java/* "${HOME:-/nowhere}"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk*
  on_path=$(command -v java 2>/dev/null) &&
    on_path=$(readlink -f "$on_path" 2>/dev/null) &&
    set -- "$@" "${on_path%/bin/java}"
  for home; do
    [ -n "$home" ] || continue
    release=$(jdk_release "$home")
    if [ -n "$release" ] && [ "$release" -ge 25 ]; then
      printf '%s\n' "$home"
      return 0
    fi
  done
  return 1
}

no_jdk() {
  echo "$1: no JDK 25 or later found (looked at LECTERN_JAVA_HOME, JAVA_HOME, /usr/lib/jvm, /opt, ~/.sdkman, ~/.jdks, PATH)." >&2
  echo "Install one, for example Temurin 25 or your system's openjdk-25-jdk, or set LECTERN_JAVA_HOME to its folder." >&2
  exit 2
}

utf8_locale() {
  # Without a UTF-8 locale Java cannot name files outside ASCII.
  case ${LC_ALL:-${LC_CTYPE:-${LANG:-}}} in
    *[Uu][Tt][Ff]-8* | *[Uu][Tt][Ff]8*) ;;
    *) LC_ALL=C.UTF-8; export LC_ALL ;;
  esac
}
