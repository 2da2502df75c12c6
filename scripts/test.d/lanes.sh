# Runs parts: lanes side by side, the parts of a lane one after another. Each part writes into a log of its own, which
# the one process that prints prints whole when the part has ended; so lanes never mix.

# run LANE…: each is a list of parts. Ends when all have ended.
run() {
  local event part told
  all+=" $*"
  exec {told}< <(exec setsid "$me" --lanes "$@")
  session=$!
  while read -r event part <&"$told"; do "$event" "$part"; done
  exec {told}<&-
  session=
}

# The other side of `run`, in a session of its own; says on standard output which part began and which ended.
lanes() {
  local parts part
  for parts in "$@"; do
    for part in $parts; do one "$part"; done &
  done
  wait
}

one() {
  local part=$1 begin=$SECONDS code=0
  echo "began $part"
  if may_run "$part"; then run_part "$part" || code=$?; else code=$?; fi > "$logs/$part.log" 2>&1 < /dev/null
  echo "$code $((SECONDS - begin))" > "$logs/$part.result"
  echo "ended $part"
}

# Is everything there that the part needs?
may_run() {
  local need
  for need in $(needs "$1"); do
    if ! is_preparation "$need"; then
      is_there "$need" || { echo "$need is missing"; return "$left_out"; }
    else
      case $(state "$need") in
        passed) ;;
        left-out) echo "$need was left out"; return "$left_out" ;;
        *) echo "not run: $need failed"; return 1 ;;
      esac
    fi
  done
}

# passed, failed or left-out; a part without a result was stopped.
state() {
  local code=stopped _
  [ ! -e "$logs/$1.result" ] || read -r code _ < "$logs/$1.result"
  case $code in 0) echo passed ;; "$left_out") echo left-out ;; *) echo failed ;; esac
}

seconds() {
  local seconds=0 _
  [ ! -e "$logs/$1.result" ] || read -r _ seconds < "$logs/$1.result"
  echo "$seconds"
}

# Ends every process of the session: `timeout` makes groups of its own, so that ending a group would not be enough.
stop() {
  local signal
  echo "stopped"
  if [ -n "${session:-}" ]; then
    for signal in TERM 0 0 0 0 0 KILL; do
      members_get "$signal" || break
      sleep 1
    done
  fi
  exit 130
}

# members_get SIGNAL: sends it; fails if nobody is left.
members_get() {
  local file line got=1
  for file in /proc/[0-9]*/stat; do
    # After the name in brackets: state, parent, group, session.
    read -r line 2> /dev/null < "$file" && set -- "$1" ${line##*) } || continue
    if [ "$5" = "$session" ] && kill -s "$1" "${file//[!0-9]/}" 2> /dev/null; then got=0; fi
  done
  return "$got"
}
