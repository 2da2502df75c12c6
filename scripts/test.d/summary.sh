# What is printed: a part when it begins and ends, and everything again at the end.

began() { printf '\n-- %s begins\n' "$1"; }

ended() {
  printf '\n== %s\n' "$1"
  cat "$logs/$1.log"
  verdict "$1"
}

# One line: how a part ended, its seconds beside its budget.
verdict() {
  local state seconds budget note=
  state=$(state "$1") seconds=$(seconds "$1") budget=$(budget "$1")
  if [ "$state" = left-out ]; then note="  $(tail -1 "$logs/$1.log")"; fi
  if [ "$state" = passed ] && [ "$seconds" -gt "$budget" ]; then note="  over its budget"; fi
  printf '%-9s %-26s %4d s of %d s%s\n' "${state/failed/FAILED}" "$1" "$seconds" "$budget" "$note"
}

# The lines in which the test runners themselves sum up: cargo, node, Python's unittest, pytest, Playwright.
own_words() {
  local words
  words=$(grep -hE '^test result: |^ℹ (tests|pass|fail|skipped) [0-9]|^Ran [0-9]+ tests? in |^(OK|FAILED)( \(|$)|^(ok|FAIL)[[:space:]]+[a-z/]+[[:space:]]|^(\[INFO\]|\[ERROR\]) Tests run: [0-9, A-Za-z:]+$|^ *[0-9]+ passed( |,|$)' "$logs/$1.log") || return 0
  printf '\n%s\n%s\n' "-- $1" "$words"
}

summary() {
  local part passed=0 failed=0
  for part in $all; do
    [ "$(state "$part")" = failed ] || continue
    printf '\n== end of %s, which failed; whole in %s\n' "$part" "$logs/$part.log"
    tail -n 40 "$logs/$part.log"
  done
  for part in $all; do own_words "$part"; done
  printf '\n== summary\n'
  for part in $all; do
    verdict "$part"
    case $(state "$part") in passed) passed=$((passed + 1)) ;; failed) failed=$((failed + 1)) ;; esac
  done
  printf '\nall together %d s\n%d passed, %d failed\n' "$SECONDS" "$passed" "$failed"
  [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
}
