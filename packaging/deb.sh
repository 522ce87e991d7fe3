#!/usr/bin/env bash
# Builds imr-letters_VERSION-1_ARCHITECTURE.deb in out/. The programs must have been built (make studio).
set -euo pipefail
cd "$(dirname "$0")/.."
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
version=$(.build/release/imr-letters --version)
architecture=$(dpkg --print-architecture)
work=.build-package/deb
rm -rf "$work" && mkdir -p "$work/debian" "$work/tree/DEBIAN"
tree=$work/tree

packaging/tree.sh "$tree/usr" "$(date -u -d "@$SOURCE_DATE_EPOCH" +%Y-%m-%d)"
{
  echo "imr-letters ($version-1) unstable; urgency=medium"
  echo
  echo "  * Version $version: see changelog.gz."
  echo
  echo " -- The imr-letters contributors <imr-letters@example.org>  $(date -u -R -d "@$SOURCE_DATE_EPOCH")"
} | gzip -9n >"$tree/usr/share/doc/imr-letters/changelog.Debian.gz"

# dpkg-shlibdeps finds the packages whose libraries the programs load.
printf 'Source: imr-letters\n\nPackage: imr-letters\nArchitecture: any\n' >"$work/debian/control"
depends=$(cd "$work" && dpkg-shlibdeps -O --ignore-missing-info tree/usr/bin/imr-letters tree/usr/bin/imr-letters-studio 2>/dev/null |
  sed -n 's/^shlibs:Depends=//p')
cat >"$tree/DEBIAN/control" <<CONTROL
Package: imr-letters
Version: $version-1
Architecture: $architecture
Maintainer: The imr-letters contributors <imr-letters@example.org>
Installed-Size: $(du -ks "$tree/usr" | cut -f1)
Depends: $depends
Recommends: bash-completion, xdg-utils
Section: text
Priority: optional
Homepage: https://github.com/imr-letters/imr-letters
Description: determination letters from JSON, as accessible PDF, text and HTML
 Renders the Final Determination letters of California's Independent Medical
 Review, and the letters of any other program that has a template set, from
 JSON case files. PDFs are tagged (PDF/UA-1) and archival (PDF/A-2a). The same
 case gives the same bytes.
 .
 Commands check cases, render batches that survive a crash, verify letters,
 test templates, and preview letters in the browser.
CONTROL
(cd "$tree" && find usr -type f -print0 | LC_ALL=C sort -z | xargs -0 md5sum) >"$tree/DEBIAN/md5sums"
chmod 755 "$tree/DEBIAN" && chmod 644 "$tree/DEBIAN/md5sums" "$tree/DEBIAN/control"
find "$tree" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
mkdir -p out
package=out/imr-letters_$version-1_$architecture.deb
dpkg-deb --root-owner-group -Zxz --build "$tree" "$package" >/dev/null
echo "$package"
