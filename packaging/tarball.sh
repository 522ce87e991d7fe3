#!/usr/bin/env bash
# Builds out/imr-letters-VERSION-linux-MACHINE.tar.xz: the programs with the libraries that they load, for any Linux with the C library of
# Debian 12 or newer. The programs must have been built (make studio).
set -euo pipefail
cd "$(dirname "$0")/.."
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
name=imr-letters-$(.build/release/imr-letters --version)-linux-$(uname -m)
work=.build-package/tarball
rm -rf "$work" && mkdir -p "$work/$name"
tree=$work/$name

packaging/tree.sh "$tree" "$(date -u -d "@$SOURCE_DATE_EPOCH" +%Y-%m-%d)"
install -d "$tree/lib/imr-letters"
# The C library is the system's; all others come along.
ldd "$tree/bin/imr-letters" "$tree/bin/imr-letters-studio" | sed -n 's/.* => \(\/[^ ]*\) .*/\1/p' | sort -u |
  grep -vE '/(libc|libm|libdl|libpthread|librt|ld-linux[^/]*)\.so' | while read -r library; do
    install -m 644 "$(readlink -f "$library")" "$tree/lib/imr-letters/$(basename "$library")"
    patchelf --set-rpath "\$ORIGIN" "$tree/lib/imr-letters/$(basename "$library")"
    # Each library's licence, as Debian's package has it.
    owner=$(dpkg -S "$(readlink -f "$library")" 2>/dev/null | head -1 | cut -d: -f1) || owner=
    if [ -n "$owner" ] && [ -e "/usr/share/doc/$owner/copyright" ]; then
      install -D -m 644 "/usr/share/doc/$owner/copyright" "$tree/share/doc/imr-letters/libraries/$owner"
    fi
  done
for program in imr-letters imr-letters-studio; do
  patchelf --set-rpath "\$ORIGIN/../lib/imr-letters" "$tree/bin/$program"
done
install -m 755 packaging/install.sh "$tree/install.sh"
install -m 644 LICENSE "$tree/LICENSE"
mkdir -p out
tar --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$SOURCE_DATE_EPOCH" -C "$work" -cJf "out/$name.tar.xz" "$name"
echo "out/$name.tar.xz"
