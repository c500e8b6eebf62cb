# Paths, the search for Java and the build, shared by submit/znn and submit/cluster. Sourced, not executed; the caller
# sets self to its own path.

submit_dir=$(cd -P "$(dirname "$self")" && pwd)
root_dir=$(dirname "$submit_dir")
jar="$submit_dir/target/znn.jar"
spark_home="$submit_dir/target/spark"
cluster_dir=${ZNN_CLUSTER_DIR:-$submit_dir/target/cluster}
cluster_settings="$cluster_dir/settings"
cluster_secret="$cluster_dir/secret"

say() {
  printf '%s\n' "$*" >&2
}

# die CODE MESSAGE...: prints a message and exits with the code
die() {
  local code=$1
  shift
  say "$@"
  exit "$code"
}

# Sets java to the one of JAVA_HOME, or else of the PATH; exits if it is older than 17.
find_java() {
  if [ -n "${JAVA_HOME:-}" ]; then
    java="$JAVA_HOME/bin/java"
    [ -x "$java" ] || die 2 "JAVA_HOME is $JAVA_HOME, but there is no $java; set JAVA_HOME to a JDK 17 or newer"
  else
    java=$(command -v java) || die 2 "there is no java on the PATH; install JDK 17 or newer, or set JAVA_HOME to a JDK"
  fi
  local line version major
  line=$("$java" -version 2>&1 | grep -m 1 ' version "') || line=''
  version=${line#*\"}
  version=${version%%\"*}
  major=${version#1.}
  major=${major%%[!0-9]*}
  [ "${major:-0}" -ge 17 ] ||
    die 2 "$java is Java ${version:-(unknown)}, but ZNN needs Java 17 or newer; set JAVA_HOME to a newer JDK"
}

# Returns whether the jar or the embedded Spark is missing, or the jar is older than its sources.
is_stale() {
  [ -f "$jar" ] && [ -d "$spark_home/jars" ] || return 0
  local sources=("$root_dir/pom.xml")
  local module
  for module in common worker driver conf submit; do
    sources+=("$root_dir/$module/pom.xml")
    [ ! -d "$root_dir/$module/src/main" ] || sources+=("$root_dir/$module/src/main")
  done
  sources+=("$root_dir/worker/src/kernels")
  sources+=("$root_dir/conf/log4j2.properties" "$root_dir/conf/znn.conf")
  [ -n "$(find "${sources[@]}" -type f -newer "$jar" -print 2>/dev/null | head -n 1)" ]
}

# Builds the jar and the embedded Spark if they are missing or out of date. A lock prevents concurrent builds.
build_if_stale() {
  is_stale || return 0
  local log="$submit_dir/target/build.log"
  if [ -f "$jar" ] && [ ! -w "$submit_dir" ]; then
    return 0
  fi
  command -v mvn >/dev/null || die 2 "ZNN is not built yet, and there is no mvn on the PATH; install Maven 3.8 or newer"
  mkdir -p "$submit_dir/target"
  (
    if command -v flock >/dev/null; then
      flock 8
      is_stale || exit 0
    fi
    if [ -d "$spark_home/jars" ]; then
      say "rebuilding ZNN because its sources have changed (takes about half a minute; log: $log)"
    else
      say "building ZNN for the first time (takes 1 to 5 minutes, mostly for downloads; log: $log)"
    fi
    cd "$root_dir"
    mvn -B -ntp -q -DskipTests -Dcheckstyle.skip -pl submit -am package >"$log" 2>&1 </dev/null || {
      rm -f "$jar"
      grep -m 20 -F '[ERROR]' "$log" >&2 || tail -n 20 "$log" >&2
      die 1 "the build failed; the complete log is $log"
    }
    touch "$jar"
  ) 8>"$submit_dir/target/build.lock" || exit $?
}

# Prints the memory of the machine in MiB, or the limit of the container if that is lower.
machine_memory() {
  local kib=0 limit file
  if [ -r /proc/meminfo ]; then
    kib=$(awk '/^MemTotal:/ {print $2}' /proc/meminfo)
  elif command -v sysctl >/dev/null; then
    kib=$(($(sysctl -n hw.memsize 2>/dev/null || echo 0) / 1024))
  fi
  for file in /sys/fs/cgroup/memory.max /sys/fs/cgroup/memory/memory.limit_in_bytes; do
    limit=$(cat "$file" 2>/dev/null) || continue
    case "$limit" in
      '' | *[!0-9]*) ;;
      *) [ ${#limit} -gt 15 ] || [ $((limit / 1024)) -ge "$kib" ] || kib=$((limit / 1024)) ;;
    esac
  done
  echo $((kib / 1024))
}
