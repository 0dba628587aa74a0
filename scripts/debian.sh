# Install Debian packages, as root or through sudo; say what to do when neither is possible.
# Sourced by the other scripts: install_debian_packages PACKAGE...
install_debian_packages() {
    if [ "$(id -u)" = 0 ]; then
        as_root=
    elif sudo -n true 2>/dev/null; then
        as_root="sudo -n"
    else
        echo "These Debian packages are needed: $*" >&2
        echo "Install them as an administrator, then run make again:  apt-get install $*" >&2
        return 1
    fi
    echo "Installing from Debian: $*"
    $as_root apt-get update -qq >/dev/null || return 1
    DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}
