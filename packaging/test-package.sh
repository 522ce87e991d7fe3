#!/usr/bin/env bash
# Installs the package and the tarball on a bare Debian 12 and uses them there. Needs root.
set -euo pipefail
cd "$(dirname "$0")/.."
[ "$(id -u)" = 0 ] || { echo "make test-package needs root: it makes a bare Debian with debootstrap" >&2; exit 77; }
deb=$(ls out/imr-letters_*.deb) tarball=$(ls out/imr-letters-*-linux-*.tar.xz)
[ "$(echo "$deb" | wc -l)" = 1 ] && [ "$(echo "$tarball" | wc -l)" = 1 ] || { echo "out/ has old packages; remove them" >&2; exit 65; }

echo "lintian $(basename "$deb")"
lintian --fail-on error --tag-display-limit 0 "$deb"

base=.build-package/bookworm.tar
if [ ! -s "$base" ]; then
  rm -rf .build-package/base
  debootstrap --variant=minbase bookworm .build-package/base "${DEBIAN_MIRROR:-http://deb.debian.org/debian}" >.build-package/debootstrap.log
  tar -C .build-package/base -cf "$base.new" . && mv "$base.new" "$base"
  rm -rf .build-package/base
fi

# A new machine for each test.
machine() {
  root=.build-package/machine
  rm -rf --one-file-system "$root" && mkdir -p "$root"
  tar -C "$root" -xf "$base"
  # The machine reaches the archive as this one does.
  cp /etc/resolv.conf "$root/etc/resolv.conf" 2>/dev/null || true
  cp /etc/apt/apt.conf.d/*proxy* "$root/etc/apt/apt.conf.d/" 2>/dev/null || true
  mount -t proc proc "$root/proc"
  trap 'umount "$root/proc"' EXIT
}
leave() { umount "$root/proc"; trap - EXIT; rm -rf --one-file-system "$root"; }
inside() { chroot "$root" env -i PATH=/usr/bin:/bin:/usr/sbin:/sbin HOME=/root LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive \
  http_proxy="${http_proxy:-}" https_proxy="${https_proxy:-}" "$@"; }
example=share/doc/imr-letters/examples/imr-2016/one-item-upheld.json
# The same letter as here, byte for byte.
letter() { .build/release/imr-letters render Samples/imr-2016/one-item-upheld.json -o - | sha256sum | cut -d' ' -f1; }
expect() { if [ "$2" = "$3" ]; then echo "ok    $1"; else echo "WRONG $1: $2, not $3"; exit 1; fi; }

machine
cp "$deb" "$root/root/"
inside apt-get -qq update
inside sh -c 'apt-get -qq install -y --no-install-recommends /root/imr-letters_*.deb >/dev/null 2>&1'
inside imr-letters render "/usr/$example" -o /root/letter.pdf
expect "apt install, then render an example" "$(sha256sum "$root/root/letter.pdf" | cut -d' ' -f1)" "$(letter)"
inside imr-letters batch /usr/share/doc/imr-letters/examples/tribunal-decision --template tribunal-decision -f pdf,txt,html -o /root/batch >/dev/null 2>&1
expect "another program's letters" "$(inside sh -c 'ls /root/batch/*.html | wc -l')" "$(ls Samples/tribunal-decision/*.json | wc -l)"
inside sh -c 'apt-get -qq install -y --no-install-recommends man-db bash-completion >/dev/null 2>&1'
# minbase leaves out manual pages of packages; this one must be there if they are wanted.
inside sh -c 'rm -f /etc/dpkg/dpkg.cfg.d/*; apt-get -qq install -y --reinstall /root/imr-letters_*.deb >/dev/null 2>&1'
expect "man imr-letters" "$(inside sh -c 'man imr-letters | grep -c "^NAME"')" 1
expect "man of a command" "$(inside sh -c 'man imr-letters.render | grep -c "^NAME"')" 1
expect "bash completes commands" "$(inside bash -c '. /usr/share/bash-completion/bash_completion; _completion_loader imr-letters
  COMP_WORDS=(imr-letters rend) COMP_CWORD=1 COMP_LINE="imr-letters rend" COMP_POINT=16 COMP_TYPE=9
  $(complete -p imr-letters | sed "s/.*-F \([^ ]*\) .*/\1/") imr-letters rend imr-letters; echo "${COMPREPLY[*]}"')" "render"
inside sh -c 'cd /root && (imr-letters preview imr-2016 --no-open >preview.out & echo $! >pid); sleep 2; kill -INT $(cat pid)' || true
expect "the preview starts" "$(grep -c '^The preview is at http://127.0.0.1:' "$root/root/preview.out")" 1
inside sh -c 'apt-get -qq remove -y imr-letters >/dev/null 2>&1'
expect "apt remove leaves nothing" "$(inside sh -c 'ls -d /usr/bin/imr-letters* /usr/share/imr-letters 2>/dev/null | wc -l')" 0
leave

machine
cp "$tarball" "$root/root/"
# No archive and no packages: xz is not part of a bare Debian, so the archive is unpacked here.
tar -C "$root/root" -xf "$tarball"
inside sh -c 'cd /root/imr-letters-* && ./install.sh' >/dev/null
inside /usr/local/bin/imr-letters render "/usr/local/$example" -o /root/letter.pdf
expect "the tarball, installed without apt" "$(sha256sum "$root/root/letter.pdf" | cut -d' ' -f1)" "$(letter)"
inside sh -c 'cd / && /root/imr-letters-*/bin/imr-letters render /usr/local/'"$example"' -o /root/other.pdf'
expect "the tarball, where it was unpacked" "$(sha256sum "$root/root/other.pdf" | cut -d' ' -f1)" "$(letter)"
expect "the Swift library is part of the program" "$(tar -tf "$tarball" | grep -c libswift || true)" 0
expect "no library of the system but the C library" "$(inside sh -c 'ldd /usr/local/bin/imr-letters' | grep -c 'not found' || true)" 0
leave
echo "the packages work on a bare Debian 12"
