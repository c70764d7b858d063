# Sourced by the commands in deploy/: finds a JDK that can build and run Tabib.
# Order: JAVA_HOME, the java on PATH, then the usual install folders (the LTS below first, else the highest version).

JDK_MIN=21
JDK_LTS=25

# Prints the feature version ("25") of the JDK in folder $1; fails when there is no complete JDK.
# The release file is read instead of asking `java -version`: no JVM has to start for every candidate.
jdk_version() {
  local home=$1 version
  [ -x "$home/bin/java" ] && [ -x "$home/bin/javac" ] || return 1
  version=$(sed -n 's/^JAVA_VERSION="\([^"]*\)".*/\1/p' "$home/release" 2>/dev/null)
  if [ -z "$version" ]; then
    version=$("$home/bin/java" -version 2>&1 | sed -n 's/.* version "\([^"]*\)".*/\1/p;1q')
  fi
  version=${version#1.}
  version=${version%%[!0-9]*}
  [ -n "$version" ] || return 1
  printf '%s\n' "$version"
}

# Prints the folder of the JDK that the `java` on PATH belongs to, symbolic links resolved.
jdk_of_path() {
  local java target
  java=$(command -v java) || return 1
  while [ -L "$java" ]; do
    target=$(readlink "$java")
    case $target in
      /*) java=$target ;;
      *) java=$(dirname "$java")/$target ;;
    esac
  done
  (cd "$(dirname "$java")/.." 2>/dev/null && pwd -P)
}

# Sets JAVA_HOME and JDK_VERSION, puts the JDK first on PATH and says so in one line; exits with advice when there is none.
find_jdk() {
  local home version how='' best=0 rank
  if [ -n "${JAVA_HOME:-}" ] && version=$(jdk_version "$JAVA_HOME") && [ "$version" -ge "$JDK_MIN" ]; then
    how=JAVA_HOME
  elif home=$(jdk_of_path) && version=$(jdk_version "$home") && [ "$version" -ge "$JDK_MIN" ]; then
    JAVA_HOME=$home how=PATH
  else
    # JDK_SEARCH: one pattern a line, so that folders with spaces work. Tests narrow it.
    while IFS= read -r pattern; do
      [ -n "$pattern" ] || continue
      while IFS= read -r home; do
        version=$(jdk_version "$home") && [ "$version" -ge "$JDK_MIN" ] || continue
        rank=$version
        [ "$version" -eq "$JDK_LTS" ] && rank=1000
        if [ "$rank" -gt "$best" ]; then
          best=$rank JAVA_HOME=$home how='install folder'
        fi
      done < <(IFS=''; compgen -G "$pattern")
    done <<<"${JDK_SEARCH-$(jdk_default_search)}"
    [ "$best" -gt 0 ] && version=$(jdk_version "$JAVA_HOME")
  fi
  if [ -z "$how" ]; then
    echo "No JDK $JDK_MIN or newer found (looked at JAVA_HOME, PATH and the usual install folders)." >&2
    echo "Install one, for example Eclipse Temurin $JDK_LTS (https://adoptium.net), or set JAVA_HOME to it." >&2
    exit 1
  fi
  JDK_VERSION=$version
  export JAVA_HOME PATH="$JAVA_HOME/bin:$PATH"
  # Maven's own libraries reach into sun.misc.Unsafe: four lines of warnings at every build on a newer JDK.
  [ "$version" -ge 24 ] && export MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow ${MAVEN_OPTS:-}"
  echo "JDK $JDK_VERSION: $JAVA_HOME ($how)"
}

jdk_default_search() {
  cat <<PATTERNS
/usr/lib/jvm/*
/usr/java/*
/usr/local/openjdk*
/opt/*
/opt/java/*
${HOME:-/nonexistent}/.sdkman/candidates/java/*
${HOME:-/nonexistent}/.jdks/*
/Library/Java/JavaVirtualMachines/*/Contents/Home
${HOME:-/nonexistent}/Library/Java/JavaVirtualMachines/*/Contents/Home
/opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home
PATTERNS
}

# need COMMAND "advice": exits with one clear line when the command is missing.
need() {
  command -v "$1" >/dev/null 2>&1 && return 0
  echo "$1 is missing: $2" >&2
  exit 1
}
