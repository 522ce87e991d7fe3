#!/usr/bin/env python3
"""Builds and runs a package that uses the library from outside, and compiles every Swift example of README and docs.

Run it by `make test`. It prints `N passed, N failed` at its end.
"""
import json
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SCRATCH = ROOT / ".build-consumer"
EXAMPLES = HERE / "Sources/Examples/Examples.swift"
PAGES = ["README.md", "CONTRIBUTING.md", *sorted(str(p.relative_to(ROOT)) for p in ROOT.glob("docs/**/*.md")),
         *sorted(str(p.relative_to(ROOT)) for p in ROOT.glob("Sources/**/*.md")),
         *sorted(str(p.relative_to(ROOT)) for p in ROOT.glob("Sources/**/*.swift"))]
failures = []


def expect(name, is_right, seen=""):
    print(("ok   " if is_right else "FAIL ") + name + ("" if is_right else f": {seen}"))
    failures.append(not is_right)


def examples():
    """The blocks marked as Swift, in pages and in documentation comments: each becomes a function."""
    imports, functions = {"DeterminationLetters"}, []
    for page in PAGES:
        text = (ROOT / page).read_text()
        if page.endswith(".swift"):
            text = "\n".join(line.split("///", 1)[1].removeprefix(" ") for line in text.split("\n") if line.strip().startswith("///"))
        for block in re.findall(r"^```swift\n(.*?)^```", text, re.S | re.M):
            lines = block.split("\n")
            imports |= {line.split()[1] for line in lines if line.startswith("import ")}
            body = "\n".join("  " + line for line in lines if line and not line.startswith("import "))
            given = "" if "let renderer" in body else "renderer: LetterRenderer"
            functions.append(f"// {page}\nfunc example{len(functions)}({given}) async throws {{\n{body}\n}}\n")
    EXAMPLES.write_text("// swift-format-ignore-file\n// Written by run.py.\n" + "\n".join(sorted(f"import {name}" for name in imports)) + "\n\n" + "\n".join(functions))
    return len(functions)


def run(*arguments):
    program = SCRATCH / "debug/Consumer"
    return subprocess.run([program, arguments[0], ROOT, *arguments[1:]], capture_output=True, text=True, timeout=120)


def main():
    count = examples()
    build = subprocess.run(
        ["swift", "build", "--package-path", HERE, "--scratch-path", SCRATCH], capture_output=True, text=True)
    expect(f"another package builds, with {count} examples of README and docs", build.returncode == 0 and count >= 3,
           (build.stdout + build.stderr)[-3000:])
    if build.returncode:
        return
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        sample = ROOT / "Samples/imr-2016/one-item-upheld.json"
        result = run("render", sample, folder / "letter.pdf")
        lines = result.stdout.split("\n")
        expect("it renders a file and a typed case",
               (folder / "letter.pdf").read_bytes()[:5] == b"%PDF-" and lines[1] == "CM16-9000077 uphold true", result)
        result = run("batch", ROOT / "Samples/imr-2016", folder / "batch")
        expect("it runs a batch from the main actor", result.stdout == '7 7 ["overturned", "upheld"]\n', result)
        cases = folder / "20000.ndjson"
        with cases.open("wb") as file:
            subprocess.run([sys.executable, ROOT / "Tests/Benchmarks/make_cases.py", "20000"], stdout=file, check=True)
        for when in ("check", "letter"):
            out = folder / when
            result = run("cancel", cases, out, when)
            words = result.stdout.split()
            letters = {path.stem for path in out.glob("*.txt")} if out.exists() else set()
            manifest = out / "manifest.ndjson"
            recorded = {json.loads(line)["name"] for line in manifest.read_text().split("\n") if line} if manifest.exists() else set()
            expect(f"a batch cancelled at the first report ({when}) returns within 200 ms with all its letters in the manifest",
                   words[1:3] == ["true", "true"] and len(letters) < 2_000 and letters == recorded and int(words[0]) == len(letters),
                   (result.stdout, result.stderr, len(letters), len(recorded)))
        result = run("options", cases)
        expect("options that make no sense are thrown", result.stdout == '["IMR-I004", "IMR-I004", "IMR-I004"]\n', result)
        text = json.loads(sample.read_text())
        text["disputedItems"][0]["decision"] = "Zebulon Quisling was upheld"
        wrong = folder / "wrong.json"
        wrong.write_text(json.dumps(text))
        result = run("uncaught", wrong)
        expect("an uncaught error says what is wrong and holds no words of the case",
               result.returncode != 0 and "IMR-D004" in result.stderr and "Zebulon" not in result.stderr, result.stderr[-2000:])


main()
print(f"{failures.count(False)} passed, {failures.count(True)} failed")
sys.exit(any(failures))
