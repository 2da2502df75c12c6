#!/usr/bin/env bash
# A citizen registers by phone, fills in the profile, is checked by МВД and СФР, and confirms who they are at a service
# centre (МФЦ): simplified, standard, confirmed. With curl only.
#
#   cargo run --release -- serve                               in another terminal, then
#   examples/registration-to-confirmed.sh                      against http://127.0.0.1:8585, or another address
#
# The stand's clock is moved by a quarter of an hour: that is how long the registries take.
set -euo pipefail

esia=${1:-${ESIA_MOCK_URL:-http://127.0.0.1:8585}}
# shellcheck source=examples/citizen.sh
source "$(dirname "${BASH_SOURCE[0]}")/citizen.sh"

phone=${PHONE:-+7(907)7647981}
password='Stand-2026!'

say "1. «Зарегистрироваться»: name and phone."
open_page /login/registration
submit /login/registration "last_name=Новосёлова" "first_name=Вера" "phone=$phone"
heading

say "2. The code of the SMS ($(code_to "$phone")) and a password."
submit /login/registration/contact "code1=$(code_to "$phone")"
submit /login/registration/password "password=$password" "password_again=$password"
[ "$(level)" = simplified ] || die "not registered: $(page_text)"
level

say "3. «Мои данные»: passport and СНИЛС, to be checked by МВД and СФР."
open_page /profile/data/edit
submit /profile/data/edit "last_name=Новосёлова" "first_name=Вера" "middle_name=Павловна" \
  "birth_date=05.05.1990" "birth_place=г. Пермь" "gender=F" "citizenship=RUS" \
  "document=RF_PASSPORT" "number=57 10 654321" "issued_by=ОВД Примерный" "issue_date=01.06.2010" \
  "issuer_code=590-004" "snils=123-456-789 64"
level

say "4. A quarter of an hour later the registries have answered."
wait_for PT16M
open_page /profile
[ "$(level)" = standard ] || die "not standard: $(page_text)"
level

say "5. The operator of the service centre compares the documents."
control mfc/confirm --data "{\"person\": \"$phone\"}"
echo
open_page /profile
[ "$(level)" = confirmed ] || die "not confirmed: $(page_text)"
level
