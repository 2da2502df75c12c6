# shellcheck shell=bash
# What a citizen's browser does, with curl: cookies, pages, forms. Sourced by the scripts beside it; needs $esia, the
# address of the stand. Works on a stand without a control token; with one, set CONTROL_TOKEN.

work=$(mktemp -d)
trap 'rm -r "$work"' EXIT

say() { printf '\n%s\n' "$*"; }
die() { printf '%s\n' "$*" >&2; exit 1; }

# Opens a page and goes where it leads. Leaves it in $work/page.
open_page() {
  curl --silent --show-error --location --cookie "$work/cookies" --cookie-jar "$work/cookies" --output "$work/page" \
    "${esia:?}$1" "${@:2}"
}

# submit PATH FIELD=VALUE…: fills in the form of the page that is posted to PATH, its hidden fields included, and goes on.
submit() {
  local form tag typed fields=() base
  # Addresses in pages begin with the path of the stand, if it has one.
  base=$(sed 's#^[a-z]*://[^/]*##' <<< "$esia")
  form=$(tr '\n' ' ' < "$work/page" | grep -oE "<form [^>]*action=\"$base$1\"[^>]*>.*" | sed 's/<\/form>.*//') \
    || die "no form for $1 on the page: $(page_text)"
  while read -r tag; do
    fields+=(--data-urlencode "$(attribute name "$tag")=$(attribute value "$tag")")
  done < <(grep -oE '<input[^>]*type="hidden"[^>]*>' <<< "$form")
  for typed in "${@:2}"; do fields+=(--data-urlencode "$typed"); done
  open_page "$1" "${fields[@]}"
  ! grep -q 'class="field-error"' "$work/page" || die "not accepted: $(page_text)"
}
attribute() { sed -E "s/.* $1=\"([^\"]*)\".*/\1/" <<< "$2"; }

# The words of the page, for messages.
page_text() { tr '\n' ' ' < "$work/page" | sed -E 's/.*<h1/<h1/; s/<footer.*//; s/<[^>]*>/ /g; s/ +/ /g'; }

heading() { tr '\n' ' ' < "$work/page" | sed -E 's/.*<h1[^>]*>([^<]*)<\/h1>.*/\1/'; }

# The tester's surface: `control PATH [curl options]`.
control() {
  curl --silent --show-error --fail-with-body ${CONTROL_TOKEN:+--header "Authorization: Bearer $CONTROL_TOKEN"} \
    --header 'Content-Type: application/json' "$esia/_mock/api/v1/$1" "${@:2}"
}

# A field of the newest message that the stand has written to somebody.
last_message() {
  control "outbox?to=$(sed 's/+/%2B/; s/(/%28/; s/)/%29/' <<< "$1")" | grep -o "\"$2\":\"[^\"]*\"" | tail -1 | cut -d'"' -f4
}
code_to() { last_message "$1" text | grep -oE '[0-9]{6}'; }
link_to() { last_message "$1" link; }

# Lets the stand's clock pass, as ISO 8601 writes it: `wait_for PT15M`.
wait_for() { control clock --data "{\"advance\": \"$1\"}" > "$work/clock"; }

# What the badges of a page say: of a check, of contacts.
states() { grep -oE 'data-state="[^"]*"' "$work/page" | cut -d'"' -f2 | tr '\n' ' '; echo; }

level() { grep -oE 'data-level="[a-z_]*"' "$work/page" | cut -d'"' -f2; }
