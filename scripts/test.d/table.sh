# Reads the table of parts in scripts/test.

# The parts of a group, one a line.
group() { awk -v group="$1" '$1 == group { print $2 }' <<< "$table"; }

is_part() { awk -v part="$1" '$2 == part { found = 1 } END { exit !found }' <<< "$table"; }

# Other needs than preparations are programs; `curl` is one, and a part beside it.
is_preparation() { group prepare | grep -qx "$1"; }

budget() { awk -v part="$1" '$2 == part { print $3 }' <<< "$table"; }

# What a part needs, one a line: preparations and programs.
needs() { awk -v part="$1" '$2 == part { for (i = 4; i <= NF; i++) print $i }' <<< "$table"; }

# choose WORD…: the parts that the words name, by itself or by group, in the order of the table; everything without words.
choose() {
  local word wanted=
  [ "$#" -gt 0 ] || set -- rust judges browser packages
  for word in "$@"; do
    case $word in
      rust | judges | browser | packages) wanted+=" $(group "$word")" ;;
      *) is_part "$word" || return 1; wanted+=" $word" ;;
    esac
  done
  only "$(awk '{ print $2 }' <<< "$table")" "$wanted"
}

# The parts of the first list that the second one has too, in the order of the first.
only() {
  local part
  for part in $1; do
    [[ " ${2//$'\n'/ } " != *" $part "* ]] || echo "$part"
  done
}

# The preparations among these parts, and those that must have run before the others.
preparations() {
  local part
  for part in $1; do echo "$part"; needs "$part"; done | sort -u | while read -r part; do
    ! is_preparation "$part" || echo "$part"
  done
}
