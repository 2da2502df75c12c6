#!/usr/bin/env bash
# Signs somebody in by curl, and prints who came: login.sh STAND CA
set -euo pipefail

stand=$1 callback=http://127.0.0.1:9090/callback
ask() { curl --silent --show-error --fail --cacert "$ca" "$@"; }
ca=$2

back=$(ask --get "$stand/oidc/authorize" --output /dev/null --write-out '%{redirect_url}' \
  -d client_id=DEMO_RSA -d response_type=code -d scope=openid -d state=s -d redirect_uri="$callback" \
  -d login_hint=mock:confirmed_mother_of_two)
code=${back#*code=} code=${code%%&*}
tokens=$(ask "$stand/oidc/token" --user DEMO_RSA:demo-secret \
  -d grant_type=authorization_code -d code="$code" -d redirect_uri="$callback")
token=${tokens#*\"access_token\":\"} token=${token%%\"*}
claims=$(ask "$stand/oidc/userinfo" --header "Authorization: Bearer $token")
sub=${claims#*\"sub\":\"}
echo "${sub%%\"*}"
