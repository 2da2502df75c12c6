# What each part runs. A part that ends with $left_out has not judged; its last line says why.

left_out=77

run_part() {
  # There for a hang, not for a slow machine with other work beside it: parts have needed three times their budgets there.
  local limit=(timeout --kill-after=10 "$((300 + 3 * $(budget "$1")))")
  case $1 in
    debian-packages) echo "$missing" && install_packages $missing ;;
    release-build) cargo build --release --locked --package esia-mock ;;
    npm-packages) npm_packages ;;
    pypi-packages) pypi_packages ;;

    fmt) cargo fmt --check ;;
    clippy) cargo clippy --locked --all-targets -- -D warnings ;;
    cargo-test) cargo test --locked ;;
    doc) RUSTDOCFLAGS="-D rustdoc::broken_intra_doc_links" cargo doc --locked --no-deps ;;
    deny) cargo deny check bans licenses sources ;;
    deny-advisories) deny_advisories ;;

    *-package) "${limit[@]}" "packages/${1%-package}/check" "$target/packages" ;;
    spring) "${limit[@]}" examples/spring/check "$target/packages" ;;
    python-example) "${limit[@]}" python3 -B -m unittest discover --start-directory examples/python ;;
    playwright-example) playwright_example ;;
    php-example) "${limit[@]}" php examples/php/test.php ;;
    scenarios) scenarios ;;
    scenarios-in-chromium) starred_scenarios ;;
    browser) node_tests browser --test-concurrency=2 && echo "screenshots: $target/screenshots" ;;
    npm-* | jdk-* | apache-* | tls) node_tests "$1" ;;
    pypi-*) "${limit[@]}" "$venv/bin/python" "$judges/$1"/*.py ;;
    schemathesis) "${limit[@]}" "$venv/bin/python" "$judges/schemathesis/calls.py" ;;
    docs) "${limit[@]}" python3 -B "$judges/docs/pages.py" ;;
    containers) "${limit[@]}" "$judges/containers/check" "$venv/bin" ;;
    release) release_files ;;
    fixture-schemas) "$judges/schema/check" "$venv/bin/check-jsonschema" ;;
    *) "${limit[@]}" "$judges/$1/check" ;;
  esac
}

node_tests() {
  local folder=$1
  shift
  "${limit[@]}" node --test --test-reporter=spec "$@" "$judges/$folder"/*.test.mjs
}

# Every scenario, with the program as it is shipped; the reports are beside the logs.
scenarios() {
  "${limit[@]}" "$ESIA_MOCK_BIN" scenario run all --report html "$logs/scenarios.html" --report junit "$logs/scenarios.xml" \
    && echo "report: $logs/scenarios.html"
}

# The starred ones and the troubles that people write of, in a real browser, with pictures of what they see.
starred_scenarios() {
  rm -rf "$logs/scenarios"
  "${limit[@]}" "$ESIA_MOCK_BIN" scenario run LVL-01 CNF-01 CNF-03 CNF-04 CNS-01 CNS-02 CNS-05 KID-01 KID-05 KID-08 KID-11 \
    KID-13 EPS-01 EPS-02 EPS-03 EPS-04 FLT-01 FLT-02 FLT-08 --browser --jobs 2 --pictures "$logs/scenarios" \
    --report html "$logs/scenarios-in-chromium.html" && test -s "$logs/scenarios/KID-11-12.png"
}

# In a folder of its own: what comes from npm is found beside it.
playwright_example() {
  local folder=$target/examples/playwright
  rm -rf "$folder" && mkdir -p "$folder" && cp examples/playwright/*.mjs "$folder" \
    && ln -s "$judges/node_modules" "$folder/node_modules" && "${limit[@]}" node --test "$folder/"
}

# What a release has, of the release build; the program of the archive must start.
release_files() {
  local folder=$target/release-files name
  . packages/common.sh
  rm -rf "$folder" && without_symbols "$ESIA_MOCK_BIN" "$target/judges/esia-mock" \
    && "${limit[@]}" scripts/release "$target/judges/esia-mock" "$folder" \
    && (cd "$folder" && sha256sum --check --quiet SHA256SUMS-*) \
    && tar --extract --gzip --file "$folder"/*.tar.gz --directory "$folder" \
    && name=$(echo "$folder"/esia-mock-*/) && "${name}esia-mock" --version
}

deny_advisories() {
  if ! cargo deny fetch db; then
    echo "the advisory database cannot be fetched from here"
    return "$left_out"
  fi
  cargo deny check advisories
}

npm_packages() {
  local stamp=$judges/node_modules/.installed
  ! cmp -s "$judges/package-lock.json" "$stamp" || return 0
  npm ci --prefix "$judges" --cache "$target/judges/npm" --ignore-scripts --loglevel=error \
    && cp "$judges/package-lock.json" "$stamp"
}

pypi_packages() {
  local stamp=$venv/installed.txt install=("$venv/bin/pip" install --quiet --disable-pip-version-check)
  ! cmp -s "$judges/requirements.txt" "$stamp" || return 0
  install+=(--cache-dir "$target/judges/pip")
  # esia-connector comes as source: what builds it is pinned as well.
  python3 -m venv --clear "$venv" \
    && "${install[@]}" "$(grep '^setuptools==' "$judges/requirements.txt")" \
    && "${install[@]}" --no-build-isolation -r "$judges/requirements.txt" \
    && cp "$judges/requirements.txt" "$stamp"
}
