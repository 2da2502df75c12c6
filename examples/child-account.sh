#!/usr/bin/env bash
# A parent makes an account for a child: the card with the birth certificate, its check by ЗАГС and СФР, e-mail and
# password. With curl only.
#
#   cargo run --release -- serve                               in another terminal, then
#   examples/child-account.sh                                  against http://127.0.0.1:8585, or another address
#
# The parent is the demo person Сидорова; the stand's clock is moved until the registries have answered.
set -euo pipefail

esia=${1:-${ESIA_MOCK_URL:-http://127.0.0.1:8585}}
# shellcheck source=examples/citizen.sh
source "$(dirname "${BASH_SOURCE[0]}")/citizen.sh"

email=${EMAIL:-petya@example.test}
password='Rebenok-2026!'

say "1. The parent signs in and opens «Семья и дети»."
open_page /profile/family
submit /login/sign_in "login=sidorova@example.test" "password=11111111"
heading

say "2. The card of the child, and «Отправить»: ЗАГС checks the certificate, СФР looks for СНИЛС."
open_page /profile/family/new
submit /profile/family/new "last_name=Сидоров" "first_name=Пётр" "middle_name=Олегович" "birth_date=14.03.2019" \
  "sex=M" "kind=birth_certificate" "series=III-ВГ" "number=777123" "issue_date=20.03.2019" "issued_by=Отдел ЗАГС г. Перми"
card=$(grep -oE '/profile/family/[0-9]+' "$work/page" | tail -1)
open_page "$card"
submit /profile/family/submission "card=${card##*/}"
wait_for PT16M
open_page "$card"
states

say "3. «Создать»: the e-mail of the child, the link in its letter, a password."
open_page "$card/account"
submit "$card/account" "mailbox=own" "email=$email"
link=$(link_to "$email")
open_page "${link#"$esia"}"
submit /login/child/email
open_page "$card/account/password"
submit "$card/account/password" "password=$password" "password_again=$password"
states

say "4. The child signs in."
rm "$work/cookies"
open_page /profile
submit /login/sign_in "login=$email" "password=$password"
[ "$(level)" = child ] || die "not signed in: $(page_text)"
level
