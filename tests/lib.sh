# Shared by the scripts of this folder.
# SPDX-License-Identifier: GPL-2.0-or-later

build_packages="cmake gcc make pkg-config libglib2.0-dev libjson-glib-dev libwireshark-dev wireshark-dev tshark"
test_packages="$build_packages git jq python3 python3-jsonschema python3-scapy python3-selenium chromium
    chromium-driver"
style_packages="clang-format clang-tidy cppcheck"
fuzz_packages="clang libclang-rt-dev"
live_packages="kamailio sip-tester sipsak"
window_packages="wireshark xvfb xauth imagemagick openbox xdotool"

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

# Installs the Debian packages that are missing; says nothing where none is.
install_missing() {
    local missing=()
    for package in "$@"; do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' ||
            missing+=("$package")
    done
    [ ${#missing[@]} -eq 0 ] && return
    command -v apt-get > /dev/null || {
        echo "Install these first (the names are Debian's): ${missing[*]}" >&2
        return 1
    }
    echo "Installing ${missing[*]} …" >&2
    as_root apt-get -qq update >&2
    as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get -qq install -y --no-install-recommends "${missing[@]}" < /dev/null > /dev/null
}

# build DIR [CMAKE-OPTION…]: quiet unless something goes wrong. $target: not all, but this.
build() {
    local dir=$1 log
    shift
    log=$(mktemp)
    if ! { cmake -S "$top" -B "$dir" "$@" && cmake --build "$dir" -j "$(nproc)" ${target:+--target "$target"}; } > "$log" 2>&1
    then
        cat "$log" >&2
        rm -f "$log"
        return 1
    fi
    rm -f "$log"
}

# Wireshark ignores WIRESHARK_PLUGIN_DIR and personal plugins for root, so root runs its programs as
# nobody; with a home of its own, that settings of this machine do not speak in.
# as_user HOME COMMAND…
as_user() {
    local home=$1
    shift
    if [ "$(id -u)" = 0 ]; then
        chown 65534 "$home"
        setpriv --reuid=65534 --regid=65534 --clear-groups env HOME="$home" XDG_CONFIG_HOME= "$@"
    else
        env HOME="$home" XDG_CONFIG_HOME= "$@"
    fi
}
