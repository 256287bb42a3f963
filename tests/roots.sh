# Debian roots, for tests/versions, tests/architectures and tests/check-package.
# SPDX-License-Identifier: GPL-2.0-or-later

roots=$(realpath -m -- "${SIP_RESPONSE_ROOTS:-/var/tmp/sip-response-roots}")

# Runs a command with mounts and processes of its own. When it ends, or this
# script does in whatever way, the kernel ends every process and undoes every
# mount made within. In the background, so that Ctrl-C ends the script at once.
isolated() {
    setpriv --pdeathsig KILL \
        unshare --mount --pid --fork --kill-child --mount-proc "$@" 9>&- &
    wait $!
}

inside() { # ROOT DIRECTORY COMMAND…: isolated, with ROOT as / and a clean environment
    # shellcheck disable=SC2016 # for the inner shell to expand
    isolated sh -c 'mount -t proc proc "$1/proc" && mount --rbind /dev "$1/dev" &&
        root=$1 directory=$2 && shift 2 && exec chroot "$root" /usr/bin/env -i -C "$directory" \
            PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 TERM="${TERM-dumb}" "$@"' \
        inside "$@"
}

install_debootstrap() {
    command -v debootstrap && return
    apt-get update
    apt-get install -y --no-install-recommends debootstrap debian-archive-keyring && return
    echo 'E: no debootstrap, and apt could not install it'
    return 1
}

mirror() { # the one that this machine's apt uses, if this is a Debian
    local sites
    # shellcheck disable=SC2016 # for apt to expand
    sites=$(apt-get indextargets --format '$(SITE)' 'Created-By: Packages' 'Label: Debian' |
        grep '^https\?://')
    sites=${sites:-http://deb.debian.org/debian}
    echo "${sites%%$'\n'*}"
}

use_proxy_of_apt() {
    : "${http_proxy=}" "${https_proxy=}"
    eval "$(apt-config shell http_proxy Acquire::http::Proxy https_proxy Acquire::https::Proxy)"
    export http_proxy="${http_proxy#DIRECT}" https_proxy="${https_proxy#DIRECT}"
}

copy_to_root() { # ROOT: /src and /tmp afresh, readable for every user
    rm -rf --one-file-system "$1/src" "$1/tmp"
    install -d -m 1777 "$1/tmp" && install -d "$1/src" || return
    # To root, a user's repository would be of "dubious ownership". And a file
    # that is tracked but deleted must not stop tar.
    git -c safe.directory='*' ls-files -coz --exclude-standard --deduplicate |
        tar -c --null --ignore-failed-read --no-recursion -T - |
        tar -x -C "$1/src" --no-same-owner && chmod -R a+rX "$1/src"
}
