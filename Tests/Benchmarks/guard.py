#!/usr/bin/env python3
"""Counts the instructions that a letter costs and compares them with the baseline. Run it with `make guard`.

    guard.py [--program PATH] [--only INPUT] [--ceiling RATIO] [--functions N]
    guard.py --record --commit ID [--program PATH]        # writes guard-baseline.json anew

Valgrind's callgrind counts the instructions, so the load of the machine does not matter. The cost of a letter is the difference
between two runs of different size, divided by the difference in letters, so that start-up is left out. SHA-256 is left out too:
valgrind has no SHA instructions, so OpenSSL takes a slow path that it does not take on most processors. The linker's map says where
SHA-256 is in the program. If a run does not write every letter, this program ends without a result.
"""
import argparse, collections, concurrent.futures, functools, hashlib, json, os, pathlib, platform, re, shutil, subprocess, sys, tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
PUBLISHED = ROOT.parent / "shared/letters/cases"
BASELINE = HERE / "guard-baseline.json"
SMALL, AT_ONCE = 100, 2
LEFT_OUT = "SHA-256"
# Package names depend on the release of Debian, so they are patterns.
PACKAGES = {
    "libharu": "libhpdf-[0-9]*", "HarfBuzz": "libharfbuzz0*", "HarfBuzz's subsetter": "libharfbuzz-subset0*",
    "libdeflate": "libdeflate0*", "ISA-L": "libisal2*", "utf8proc": "libutf8proc[0-9]*", "glibc": "libc6", "valgrind": "valgrind"}

# The ceiling is the largest ratio to the baseline that passes.
Input = collections.namedtuple("Input", "name lines options ceiling")
Result = collections.namedtuple("Result", "letters digest cost functions")


def generated():
    command = [sys.executable, HERE / "make_cases.py", "2000"]
    return subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout.splitlines(True)


def published():
    """The published cases, each 40 times. Each copy has its own case number, in the usual form."""
    cases = [json.loads(path.read_bytes()) for path in sorted(PUBLISHED.glob("*.json"))]
    lines = []
    for _ in range(40):
        for case in cases:
            case["case"]["number"] = f"{case['case']['number'].split('-')[0]}-{len(lines):07d}"
            lines.append((json.dumps(case, ensure_ascii=False) + "\n").encode())
    return lines


INPUTS = {input.name: input for input in (
    Input("generated", generated, lambda out: ["-o", out, "-f", "pdf,txt"], 0.80),
    Input("published", published, lambda out: ["-o", out, "-f", "pdf,txt"], 0.85),
    Input("print-stream", generated, lambda out: ["--print-stream", out, "--duplex"], 0.80))}


def name_of(value, known):
    """The name that `(id) name` gives or that `(id)` repeats."""
    number, name = re.fullmatch(r"\((\d+)\)(?: (.*))?", value).groups()
    return known[number] if name is None else known.setdefault(number, name)


@functools.cache
def sha_addresses(program):
    """The ranges of addresses that SHA-256 has in a program that `make build` made, from the map beside it."""
    checkout = next((folder.parent for folder in program.parents if folder.name == ".build"), ROOT)
    line = re.compile(r"\s*([0-9a-f]+)\s+[0-9a-f]+\s+([0-9a-f]+)\s+\d+\s+\S*libcrypto-lib-sha256\S*\.o\):\(\.text\)")
    with open(checkout / ".build/program.map", encoding="utf-8", errors="replace") as map:
        found = [(int(match[1], 16), int(match[2], 16)) for match in filter(None, (line.match(text) for text in map))]
    return [range(start, start + length) for start, length in found]


def self_costs(path, program):
    """Self cost by (object, function) in a callgrind.out file of a program. SHA-256 is an object of its own.

    A file also says what calls cost: the line after `calls=` is the cost of the callee and of everything that it calls.
    A position (`12`, `+3`, `-3`, `*`) says where in the source a cost arose; it is not needed here.
    """
    known = {"ob": {}, "fn": {}}
    here = {"ob": "???", "fn": "???"}
    place = "???", "???"
    costs, announced, positions, inclusive = collections.Counter(), [], 1, False
    sha = sha_addresses(program)

    def is_sha():
        """Whether the function is of SHA-256. In a program without symbols, the name of a function is its address."""
        address = re.fullmatch(r"0x[0-9a-f]+", here["fn"]) if here["ob"] == str(program) else None
        return address and any(int(address[0], 16) in part for part in sha)

    with open(path, encoding="utf-8", errors="replace") as lines:
        for line in map(str.rstrip, lines):
            if re.match(r"[0-9+*-]", line):
                cost = line.split()[positions:]
                if cost and not inclusive:
                    costs[place] += int(cost[0])
                inclusive = False
            elif match := re.match(r"(c?)(ob|fn)=(.*)", line):
                name = name_of(match[3], known[match[2]])
                # A callee may be the first mention of a name, but it does not change whose costs follow.
                if not match[1]:
                    here[match[2]] = name if match[2] == "ob" else re.sub(r"'\d+$", "", name)
                    place = (LEFT_OUT if is_sha() else here["ob"]), here["fn"]
            elif line.startswith("calls="):
                inclusive = True
            elif line.startswith("positions:"):
                positions = len(line.split()) - 1
            elif line.startswith(("summary:", "totals:")):
                announced.append(int(line.split()[1]))
            elif line.startswith("events:") and line.split()[1:] != ["Ir"]:
                sys.exit(f"{path} has other events than instructions: {line}")
    if len(announced) != 2 or set(announced) != {costs.total()}:
        sys.exit(f"{path} was not understood: the self costs add up to {costs.total()}, but the file says {announced}")
    if not any(LEFT_OUT in object for object, _ in costs):
        sys.exit(f"{path} has no cost in {LEFT_OUT}: SHA-256 must be left out, but it is somewhere else now")
    return costs


def environment(program):
    """The environment: no crash handler, and the templates and fonts of the checkout that the program was built in."""
    result = {**os.environ, "SWIFT_BACKTRACE": "enable=no"}
    checkout = next((folder.parent for folder in program.parents if folder.name == ".build"), None)
    if checkout and "IMR_LETTERS_HOME" not in result:
        result["IMR_LETTERS_HOME"] = str(checkout)
    return result


def written(out):
    """How many letters a run has written: the lines of a print stream's index, or else the files that exist in both formats."""
    index = out / "stream.ndjson"
    if index.exists():
        return len(index.read_bytes().splitlines())
    return min(sum(path.stat().st_size > 0 for path in out.glob(f"*.{suffix}")) for suffix in ("pdf", "txt"))


def profile(program, input, lines, folder):
    """Self costs of the program on these cases."""
    work = pathlib.Path(tempfile.mkdtemp(dir=folder))
    cases, out, costs = work / "cases.ndjson", work / "out", work / "callgrind.out"
    cases.write_bytes(b"".join(lines))
    # The costs of all threads are added up, which is what --separate-threads=no says.
    result = subprocess.run(
        ["valgrind", "--tool=callgrind", f"--callgrind-out-file={costs}", "--dump-instr=no", "--separate-threads=no",
         program, "batch", cases, *input.options(out), "-j", "1"],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, env=environment(program))
    if result.returncode:
        sys.exit(f"{program} failed on {input.name}: {result.stderr.decode(errors='replace')[-2_000:]}")
    if (found := written(out)) != len(lines):
        sys.exit(f"{program} wrote {found} letters of {input.name}, not {len(lines)}: there is no result")
    parsed = self_costs(costs, program)
    shutil.rmtree(work)
    if sys.stderr.isatty():
        print(f"{input.name}, {len(lines)} letters: {parsed.total():,} instructions", file=sys.stderr, flush=True)
    return parsed


def measure(program, inputs):
    """The result of each input. Large runs come first, two at a time."""
    memory = pathlib.Path("/dev/shm")
    results = {}
    with tempfile.TemporaryDirectory(prefix="guard-", dir=memory if memory.is_dir() else None) as folder, \
            concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
        lines = {input: input.lines() for input in inputs}
        runs = {(input, size): pool.submit(profile, program, input, lines[input][:size], pathlib.Path(folder))
                for size in (None, SMALL) for input in inputs}
        try:
            for input in inputs:
                functions = runs[input, None].result()
                functions.subtract(runs[input, SMALL].result())
                cost = sum(count for (object, _), count in functions.items() if LEFT_OUT not in object)
                digest = hashlib.sha256(b"".join(lines[input])).hexdigest()[:16]
                letters = len(lines[input]) - SMALL
                each = {key: count / letters for key, count in functions.items()}
                results[input.name] = Result(len(lines[input]), digest, round(cost / letters), each)
        finally:
            pool.shutdown(cancel_futures=True)
    return results


def output(*command):
    found = shutil.which(command[0])
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout if found else ""


def versions():
    """What else the count depends on. The CPU is included, because libraries choose their code for it."""
    cpu = dict(re.findall(r"^(model name|cpu family|model)\s*: (.*)$", pathlib.Path("/proc/cpuinfo").read_text(), re.MULTILINE))
    result = {"Swift": (output("swift", "--version").splitlines() or ["none"])[0]}
    for library, pattern in PACKAGES.items():
        listed = output("dpkg-query", "-W", "-f", "${db:Status-Status} ${Package} ${Version}\n", pattern).splitlines()
        result[library] = ", ".join(line.split(" ", 1)[1] for line in listed if line.startswith("installed ")) or "none"
    result["CPU"] = f"{cpu.get('model name', platform.machine())}, family {cpu.get('cpu family')}, model {cpu.get('model')}"
    return result


def print_functions(results, count, program):
    """Prints the functions that cost most, without SHA-256."""
    for name, result in results.items():
        kept = {key: cost for key, cost in result.functions.items() if LEFT_OUT not in key[0]}
        top = sorted(kept.items(), key=lambda item: -item[1])[:count]
        text = "".join(f"{cost:>12,.0f}  {function} [{os.path.basename(object)}]\n" for (object, function), cost in top)
        if shutil.which("swift"):
            text = subprocess.run(["swift", "demangle", "--compact"], input=text, stdout=subprocess.PIPE, text=True).stdout
        print(f"\n{name}: self cost per letter, the {len(top)} largest\n{text}", end="")
        if any(object == str(program) and function.startswith("0x") for (object, function), _ in top):
            print("The program has no symbols. Build it without `-Xlinker -s` to see names here.")


def record(results, commit):
    inputs = {name: {"letters": result.letters, "cases": result.digest, "instructionsPerLetter": result.cost}
              for name, result in results.items()}
    text = json.dumps({"commit": commit, "versions": versions(), "inputs": inputs}, indent=2, ensure_ascii=False)
    BASELINE.write_text(text + "\n")
    print(text)


def compare(results, ceiling):
    """Prints the table. True if no input is above its ceiling."""
    baseline = json.loads(BASELINE.read_text())
    here = versions()
    for what in sorted(baseline["versions"].keys() | here.keys()):
        there, now = baseline["versions"].get(what, "none"), here.get(what, "none")
        if there != now:
            print(f"the baseline was taken with {what} {there}, but here is {now}: the ratio includes that difference")
    print(f"Instructions per letter; the baseline is commit {baseline['commit']}.")
    print(f"{'input':<14}{'baseline':>12}{'now':>12}{'ratio':>9}{'ceiling':>9}")
    kept = True
    for name, result in results.items():
        old = baseline["inputs"].get(name)
        if not old:
            sys.exit(f"the baseline has no input {name}: record it anew")
        ratio = result.cost / old["instructionsPerLetter"]
        most = ceiling or INPUTS[name].ceiling
        kept = kept and ratio <= most
        print(f"{name:<14}{old['instructionsPerLetter']:>12,}{result.cost:>12,}{ratio:>9.4f}{most:>9.4f}"
              f"{'  above the ceiling' if ratio > most else ''}")
        if (old["letters"], old["cases"]) != (result.letters, result.digest):
            print(f"the cases of {name} differ from the cases of the baseline: the ratio includes that difference")
    return kept


def main():
    parser = argparse.ArgumentParser(description="Compares the instructions that a letter costs with the baseline.")
    parser.add_argument("--program", type=pathlib.Path, default=ROOT / ".build/release/imr-letters")
    parser.add_argument("--only", choices=INPUTS, help="measure only this input")
    parser.add_argument("--ceiling", type=float, help="the largest ratio that passes, for all inputs")
    parser.add_argument("--functions", type=int, default=0, metavar="N", help="print the N functions that cost most")
    parser.add_argument("--record", action="store_true", help="write the baseline anew")
    parser.add_argument("--commit", help="the commit that the program was built from, for --record")
    asked = parser.parse_args()
    if asked.record and (asked.only or not asked.commit):
        parser.error("--record needs --commit, and all inputs")
    if not asked.program.exists():
        sys.exit(f"there is no {asked.program}: make build")
    if not shutil.which("valgrind"):
        sys.exit("there is no valgrind: apt-get install valgrind")
    inputs = [INPUTS[asked.only]] if asked.only else list(INPUTS.values())
    if INPUTS["published"] in inputs and not any(PUBLISHED.glob("*.json")):
        print(f"published: skipped, because {PUBLISHED} is absent")
        inputs = [input for input in inputs if input.name != "published"]
        if asked.record:
            sys.exit("a baseline needs all inputs")
    program = asked.program.resolve()
    results = measure(program, inputs)
    if asked.functions:
        print_functions(results, asked.functions, program)
    if asked.record:
        record(results, asked.commit)
    elif not compare(results, asked.ceiling):
        sys.exit(1)


if __name__ == "__main__":
    main()
