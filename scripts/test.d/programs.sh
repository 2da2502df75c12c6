# Programs that parts need: whether they are there, and which Debian packages bring them.

is_there() {
  case $1 in
    cc) command -v cc && [ -e /usr/include/stdio.h ] ;;
    ca-certificates) [ -e /etc/ssl/certs/ca-certificates.crt ] ;;
    python3-venv) python3 -c 'import venv, ensurepip' ;;
    openssl-gost) openssl engine gost 2> /dev/null | grep gost ;;
    apache2) [ -x "${APACHE:-/usr/sbin/apache2}" ] && [ -e "${APACHE_MODULES:-/usr/lib/apache2/modules}/mod_auth_openidc.so" ] ;;
    # A runtime alone cannot start a program from its source.
    jdk) "${JAVA:-java}" --list-modules | grep jdk.compiler ;;
    node20) node -e 'process.exit(Number.parseInt(process.versions.node) < 20 ? 1 : 0)' ;;
    jdk17) [ "$(javac -version 2>&1 | tr -dc '0-9.' | cut -d. -f1)" -ge 17 ] ;;
    go126) [[ $(go env GOVERSION) =~ ^go1\.([0-9]+) ]] && [ "${BASH_REMATCH[1]}" -ge 26 ] ;;
    chromium) [ -x "${CHROMIUM:-/usr/bin/chromium}" ] ;;
    *) command -v "$1" ;;
  esac > /dev/null 2>&1
}

# Nothing for those that are used where they are, and not installed.
packages_of() {
  case $1 in
    cc) echo gcc libc6-dev ;;
    node) echo nodejs ;;
    certutil) echo libnss3-tools ;;
    php) echo php-cli ;;
    openssl-gost) echo openssl libengine-gost-openssl ;;
    # Without the package apache2, which would start a web server of the machine.
    apache2) echo apache2-bin libapache2-mod-auth-openidc ;;
    chromedriver) echo chromium-driver ;;
    ca-certificates | chromium | curl | npm | openssl | python3-venv) echo "$1" ;;
  esac
}

# The Debian packages that these parts lack.
missing_packages() {
  local part program
  for program in cc ca-certificates openssl $(for part in $1; do needs "$part"; done | sort -u); do
    is_preparation "$program" || is_there "$program" || packages_of "$program"
  done
}

install_packages() {
  local root=()
  [ "$(id -u)" -eq 0 ] || root=(sudo)
  "${root[@]}" apt-get update -qq \
    && "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" > /dev/null
}
