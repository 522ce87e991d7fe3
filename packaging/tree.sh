#!/usr/bin/env bash
# Lays out the files of a package: program, preview, template sets, fonts, man pages, completions, samples.
#   packaging/tree.sh PREFIX-FOLDER DATE      the folder that becomes /usr, or the top of a tarball
set -euo pipefail
cd "$(dirname "$0")/.."
root=$1 date=$2
bin=.build/release
mkdir -p "$root"
make --no-print-directory install DESTDIR="$root" PREFIX= >/dev/null

# Man pages come from the commands themselves. The plugin builds the program anew in the same place, without the options of `make build`, so
# the program is put back afterwards. The next package would have the other one.
manual=.build-package/manual
rm -rf "$manual" && mkdir -p "$manual"
cp -p "$bin/imr-letters" .build-package/imr-letters
swift package --disable-sandbox --allow-writing-to-package-directory generate-manual --multi-page \
  --output-directory "$manual" --date "$date" >/dev/null
mv .build-package/imr-letters "$bin/imr-letters"
install -d "$root/share/man/man1"
for page in "$manual"/*.1; do
  # The name of a page has no spaces, or whatis does not find it; the synopsis keeps the command as it is typed.
  awk -v name="$(basename "$page" .1)" '
    /^\.Nm "/ && !whole { whole = $0; print ".Nm " name; next }
    /^\.Nm$/ { print whole; next }
    NF' "$page" | gzip -9n >"$root/share/man/man1/$(basename "$page").gz"
done
printf '.so man1/imr-letters.preview.1\n' | gzip -9n >"$root/share/man/man1/imr-letters-studio.1.gz"

install -d "$root/share/bash-completion/completions" "$root/share/zsh/vendor-completions" \
  "$root/share/fish/vendor_completions.d"
"$bin/imr-letters" --generate-completion-script bash | sed '1{/^#!/d}' >"$root/share/bash-completion/completions/imr-letters"
"$bin/imr-letters" --generate-completion-script zsh >"$root/share/zsh/vendor-completions/_imr-letters"
"$bin/imr-letters" --generate-completion-script fish >"$root/share/fish/vendor_completions.d/imr-letters.fish"

doc="$root/share/doc/imr-letters"
install -d "$doc"
cp -r Samples "$doc/examples"
for page in docs/*.md; do install -m 644 "$page" "$doc/"; done
gzip -9n <CHANGELOG.md >"$doc/changelog.gz"
gzip -9n <README.md >"$doc/README.md.gz"
install -m 644 packaging/copyright "$doc/copyright"
find "$root" -type d -exec chmod 755 {} +
find "$root/share" -type f -exec chmod 644 {} +
