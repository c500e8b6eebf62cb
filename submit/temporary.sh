# The folder of temporary files of a process. Sourced by submit/znn, not executed.
#
# Each process has a folder of its own, TMPDIR/znn-USER/PID.START.NAMESPACE.HOST (mode 700), in which the JVM, Spark and
# native libraries create their files. The JVM removes it when it ends; that of a process that was killed is removed by
# the next start. The name identifies the process among all that have the same pid, on this machine or another one that
# shares TMPDIR: START is the time of its start in ticks since boot, NAMESPACE the pid namespace of its container.

# start_of PID: prints the time at which the process started, as one word; nothing if there is no such process
start_of() {
  local line fields
  if [ -r /proc/self/stat ]; then
    { read -r line <"/proc/$1/stat"; } 2>/dev/null || return 0
    # The name of the program, in parentheses, may contain spaces.
    read -r -a fields <<<"${line##*) }"
    echo "${fields[19]}"
  else
    line=$(ps -o lstart= -p "$1" 2>/dev/null) || return 0
    echo "${line//[!A-Za-z0-9]/_}"
  fi
}

# Prints NAMESPACE.HOST of this process.
pid_space() {
  local namespace host
  namespace=$(readlink /proc/self/ns/pid 2>/dev/null) || namespace=0
  host=$(uname -n)
  echo "${namespace//[!0-9]/}.${host//[!A-Za-z0-9_-]/_}"
}

# is_own_folder PATH: whether the path is a folder of this user, not a link to one, that nobody else may change
is_own_folder() {
  [ -n "$(find "$1" -prune -type d -user "$EUID" ! -perm -020 ! -perm -002 -print 2>/dev/null)" ]
}

# make_user_folder PARENT: sets user_folder to the folder znn-USER, and creates it if it does not exist. In a parent that
# all users may write, such as /tmp, another user may have taken the name: then it is znn-USER.XXXXXX.
make_user_folder() {
  local user
  user=$(id -un 2>/dev/null) || user=$EUID
  user_folder="$1/znn-${user//[!A-Za-z0-9_-]/_}"
  mkdir -m 700 "$user_folder" 2>/dev/null || true
  ! is_own_folder "$user_folder" || return 0
  local taken=$user_folder
  for user_folder in "$taken".*; do
    ! is_own_folder "$user_folder" || return 0
  done
  user_folder=$(mktemp -d "$taken.XXXXXX" 2>/dev/null)
}

# Removes the folders of processes that have ended without removing them.
remove_abandoned_folders() {
  local folder name pid rest space
  space=$(pid_space)
  for folder in "$user_folder"/*; do
    name=${folder##*/}
    pid=${name%%.*}
    rest=${name#*.}
    case "$pid" in
      '' | *[!0-9]*) continue ;;
    esac
    if [ "${rest#*.}" = "$space" ] && [ "${rest%%.*}" != "$(start_of "$pid")" ] && is_own_folder "$folder"; then
      rm -rf "$folder" 2>/dev/null || true
    fi
  done
}

# Sets temporary_folder to the folder of this process, which keeps its pid when it becomes the JVM. Falls back to /tmp,
# and to nothing if no folder can be created there either.
make_temporary_folder() {
  local parent name user_folder attempt
  temporary_folder=''
  name="$$.$(start_of $$).$(pid_space)"
  for parent in "${TMPDIR:-/tmp}" /tmp; do
    case "$parent" in
      /*) ;;
      *) parent="$PWD/$parent" ;;
    esac
    # The last of the other processes may be removing the user's folder.
    for attempt in 1 2 3; do
      make_user_folder "${parent%/}" || break
      [ "$attempt" -gt 1 ] || remove_abandoned_folders
      if mkdir -m 700 "$user_folder/$name" 2>/dev/null || is_own_folder "$user_folder/$name"; then
        temporary_folder="$user_folder/$name"
        return 0
      fi
    done
    [ "$parent" = /tmp ] || say "warning: no folder can be created in TMPDIR, $parent; temporary files go to /tmp"
  done
}
