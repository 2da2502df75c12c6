#!/usr/bin/env bash
# A whole login with curl and openssl only: what your system sends, what the citizen does, what comes back.
#
#   cargo run --release -- serve                               in another terminal, then
#   examples/login-with-curl.sh                                against http://127.0.0.1:8585, or
#   examples/login-with-curl.sh http://127.0.0.1:40123         wherever the server listens
#
# SIGN_OPTIONS=-noattr leaves the signed attributes out of the signature, as some client libraries do.
# CLIENT_ID=DEMO_GOST CLIENT_KEY=keys/client_demo_gost signs with ГОСТ, where OpenSSL has its engine for it
# (Debian: libengine-gost-openssl) and OPENSSL_CONF loads it.
set -euo pipefail

esia=${1:-${ESIA_MOCK_URL:-http://127.0.0.1:8585}}
origin=$(grep -o '^[a-z]*://[^/]*' <<< "$esia") # addresses in pages begin with the path of the stand, if any

# Our system as it is registered in fixtures/clients/demo_rsa.json, and a citizen of the test contour.
client_id=${CLIENT_ID:-DEMO_RSA}
client_key=${CLIENT_KEY:-$(dirname "${BASH_SOURCE[0]}")/../keys/client_demo_rsa}
redirect_uri=http://127.0.0.1:9090/callback
scope='openid fullname birthdate snils email'
login=EsiaTest006@yandex.ru
password=11111111

work=$(mktemp -d)
trap 'rm -r "$work"' EXIT

say() { printf '\n%s\n' "$*"; }
die() { printf '%s\n' "$*" >&2; exit 1; }

# ---- what our system needs: a signature, a time, a state ---------------------------------------------------------

base64url() { openssl base64 -A | tr '+/' '-_' | tr -d '='; }

# A fresh state and timestamp, and client_secret: a detached PKCS#7 signature over scope, timestamp, client_id and state.
sign_request() {
  state=$(openssl rand -hex 16 | sed -E 's/(.{8})(.{4}).(.{3}).(.{3})(.{12})/\1-\2-4\3-a\4-\5/')
  timestamp=$(date '+%Y.%m.%d %H:%M:%S %z')
  # shellcheck disable=SC2086  # several options may be given
  client_secret=$(printf '%s' "$scope$timestamp$client_id$state" \
    | openssl smime -sign -binary ${SIGN_OPTIONS:-} -outform DER \
        -signer "$client_key.crt" -inkey "$client_key.pem" | base64url)
}

# ---- what the citizen's browser does: cookies, forms, redirects --------------------------------------------------

# Leaves the page in $work/page and, if the answer is a redirect, its target in $target.
browse() {
  target=$(curl --silent --show-error --cookie "$work/cookies" --cookie-jar "$work/cookies" \
    --output "$work/page" --write-out '%{redirect_url}' "$@")
}

# Goes where it is sent, but no further than ЕСИА itself: the last redirect is our system's.
follow() { while [[ $target == "$esia"/* ]]; do browse "$target"; done; }

# The words of the page, for messages.
page_text() { sed 's/<[^>]*>//g' "$work/page" | grep '[^[:space:]]'; }

shows() { grep -q "id=\"$1\"" "$work/page"; }

# press BUTTON [FIELD=VALUE]…: posts the form the button is in, with its hidden fields and what the citizen typed.
press() {
  local form tag typed fields=()
  form=$(tr '\n' ' ' < "$work/page" | sed 's/<form/\n<form/g' | sed 's/<\/form>.*//' \
    | grep 'method="post"' | grep -m 1 "id=\"$1\"") || die "no button $1: $(page_text)"
  while read -r tag; do
    fields+=(--data-urlencode "$(attribute name "$tag")=$(attribute value "$tag")")
  done < <(grep -oE "<(input[^>]*type=\"hidden\"|button[^>]*id=\"$1\"[^>]*name=)[^>]*>" <<< "$form")
  for typed in "${@:2}"; do fields+=(--data-urlencode "$typed"); done
  browse "$origin$(attribute action "${form%%>*}")" "${fields[@]}"
}
attribute() { sed -E "s/.* $1=\"([^\"]*)\".*/\1/" <<< "$2"; }

# ---- reading answers ---------------------------------------------------------------------------------------------

parameter() { grep -o "[?&]$1=[^&]*" <<< "$2" | cut -d= -f2- || true; }                     # of an address
string() { grep -o "\"$1\" *: *\"[^\"]*\"" "$work/page" | head -1 | cut -d'"' -f4 || true; }  # of a JSON answer

# The claims of a JWT: its middle part.
claims() {
  local part
  part=$(cut -d. -f2 <<< "$1" | tr '_-' '/+')
  while [ $((${#part} % 4)) -ne 0 ]; do part+='='; done
  openssl base64 -d -A <<< "$part"
}

# ---- the login ---------------------------------------------------------------------------------------------------

say "1. Our system sends the citizen to ЕСИА."
sign_request
browse --get "$esia/aas/oauth2/ac" \
  --data-urlencode "client_id=$client_id" \
  --data-urlencode "client_secret=$client_secret" \
  --data-urlencode "redirect_uri=$redirect_uri" \
  --data-urlencode "scope=$scope" \
  --data-urlencode "response_type=code" \
  --data-urlencode "state=$state" \
  --data-urlencode "timestamp=$timestamp" \
  --data-urlencode "access_type=offline"
follow
sent_state=$state

say "2. The citizen signs in as $login."
shows loginByPwdButton || die "no sign-in page but: ${target:-$(page_text)}"
press loginByPwdButton "login=$login" "password=$password"
follow

if shows grantAuthorization; then
  say "3. The citizen presses «Предоставить»."
  press grantAuthorization
  follow
fi

say "4. The browser comes back to our system."
[[ $target == "$redirect_uri"?* ]] || die "not sent back to our system; the last page was: $(page_text)"
echo "$target"
code=$(parameter code "$target")
[ -n "$code" ] || die "no code: ЕСИА refused"
[ "$(parameter state "$target")" = "$sent_state" ] || die "this is not the state we sent"

say "5. Our system exchanges the code for tokens."
sign_request
browse "$esia/aas/oauth2/te" \
  --data-urlencode "client_id=$client_id" \
  --data-urlencode "client_secret=$client_secret" \
  --data-urlencode "grant_type=authorization_code" \
  --data-urlencode "code=$code" \
  --data-urlencode "redirect_uri=$redirect_uri" \
  --data-urlencode "scope=$scope" \
  --data-urlencode "state=$state" \
  --data-urlencode "timestamp=$timestamp" \
  --data-urlencode "token_type=Bearer"
access_token=$(string access_token)
[ -n "$access_token" ] || die "$(cat "$work/page")"
claims "$access_token"
echo

say "6. With the access token it reads the person."
oid=$(claims "$access_token" | grep -o '"urn:esia:sbj_id": *[0-9]*' | grep -o '[0-9]*$')
browse "$esia/rs/prns/$oid" --header "Authorization: Bearer $access_token"
cat "$work/page"
echo
