#!/bin/sh
# Installs imr-letters:   ./install.sh [PREFIX]     PREFIX is /usr/local, or ~/.local for who is not root.
set -eu
cd "$(dirname "$0")"
if [ "$(id -u)" = 0 ]; then prefix=${1:-/usr/local}; else prefix=${1:-$HOME/.local}; fi
for folder in bin lib/imr-letters share/imr-letters; do mkdir -p "$prefix/$folder"; done
# What an older version had and this one does not must not stay.
rm -rf "$prefix/lib/imr-letters" "$prefix/share/imr-letters" "$prefix/share/doc/imr-letters"
for folder in bin lib share; do cp -R "$folder" "$prefix/"; done
"$prefix/bin/imr-letters" --version >/dev/null
echo "imr-letters $("$prefix/bin/imr-letters" --version) is in $prefix/bin. Try:"
echo "  $prefix/bin/imr-letters render $prefix/share/doc/imr-letters/examples/imr-2016/one-item-upheld.json -o letter.pdf"
case ":$PATH:" in *":$prefix/bin:"*) ;; *) echo "$prefix/bin is not in your PATH." ;; esac
