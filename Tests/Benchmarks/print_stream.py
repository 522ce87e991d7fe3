#!/usr/bin/env python3
"""Compares a large print stream with its index and with the single letters, and measures its memory.

    Tests/Benchmarks/print_stream.py [LETTERS]      (default 10,000; about 15 minutes with veraPDF)

veraPDF must find that every file is PDF/UA-1 and PDF/A-2a. The pages that the index names must have the words that pdftotext finds in the
single letter. A blank back must have no words.
"""
import json, pathlib, resource, subprocess, sys, tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
PROGRAM = ROOT / ".build/release/imr-letters"


def words_of_pages(path):
    """The words of each page."""
    text = subprocess.run(["pdftotext", "-raw", "-enc", "UTF-8", path, "-"], check=True, capture_output=True, text=True).stdout
    return [page.split() for page in text.split("\f")[:-1]]


def main():
    count = sys.argv[1] if len(sys.argv) > 1 else "10000"
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        cases = work / "cases.ndjson"
        with cases.open("wb") as file:
            subprocess.run(["python3", SHARED / "peers/make_cases.py", count], stdout=file, check=True)
        stream = [PROGRAM, "batch", cases, "--print-stream", work / "print", "--duplex"]
        subprocess.run(stream, check=True)
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        subprocess.run([PROGRAM, "batch", cases, "-o", work / "letters"], check=True)

        files = sorted((work / "print").glob("*.pdf"))
        pages = {file.name: words_of_pages(file) for file in files}
        letters = [json.loads(line) for line in (work / "print/stream.ndjson").open()]
        wrong = blank = 0
        for letter in letters:
            own = pages[letter["file"]]
            first, last = letter["firstPage"] - 1, letter["firstPage"] - 1 + letter["pages"]
            wrong += own[first:last] != words_of_pages(work / "letters" / (letter["id"] + ".pdf"))
            if letter["pages"] % 2:
                blank += 1
                wrong += own[last] != []
        covered = sum(letter["pages"] for letter in letters) + blank
        wrong += covered != sum(map(len, pages.values())) or len(letters) != int(count)

        verdict = subprocess.run([SHARED / "pdfcheck/pdfcheck", "ua1,2a", *files], capture_output=True, text=True)
        passes = verdict.stdout.count("PASS ")
        print(f"{len(letters)} letters on {covered} pages in {len(files)} files, {wrong} differences, "
              f"veraPDF passes {passes} of {2 * len(files)}, peak {peak // 1024} MB")
        sys.exit(wrong > 0 or verdict.returncode or passes != 2 * len(files))


main()
