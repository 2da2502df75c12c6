# What the checks of all packages do: a package is weighed, and the way from an empty folder to a green test is timed.

# without_symbols PROGRAM FILE: a copy as the profile `dist` makes it. `strip` comes with the linker.
without_symbols() { strip -o "$2" "$1"; }

# weigh FILE: a package has at most 12 MiB.
weigh() {
  local bytes
  bytes=$(stat -c %s "$1")
  echo "$1: $((bytes / 1024)) KiB"
  [ "$bytes" -le $((12 * 1024 * 1024)) ] || { echo "that is more than 12 MiB"; return 1; }
}

# timed SECONDS COMMAND…: in a folder that is empty. The steps of a function must be joined by `&&`.
timed() {
  local limit=$1 begin=$SECONDS folder taken
  shift
  folder=$(mktemp -d)
  (cd "$folder" && "$@") || { rm -r "$folder"; return 1; }
  rm -r "$folder"
  taken=$((SECONDS - begin))
  echo "from an empty folder to a green test: $taken s of $limit s"
  [ "$taken" -le "$limit" ]
}

# at_once COMMAND…: twice at the same time; both must pass. What they say is not mixed.
at_once() {
  local said first code=0
  said=$(mktemp)
  "$@" > "$said" 2>&1 & first=$!
  "$@" || code=1
  wait "$first" || code=1
  cat "$said"
  rm "$said"
  return "$code"
}
