#!/usr/bin/env python3
"""Measures the rules that read prose: how many defects they find, and how often they warn without reason.

    measure.py PROGRAM [--set SET] [--list] [--kind KIND] [seeds] [harmless] [letters] [mutations]

SET is development, second or final. --list names what was missed. Needs ../shared/letters for the published letters.
"""
import argparse, collections, copy, json, os, pathlib, re, subprocess, sys, tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
CASES = ROOT.parent / "shared/letters/cases"


def load(name):
    path = ROOT / f"{name}.json" if name.startswith("Samples/") else CASES / f"{name}.json"
    return json.loads(path.read_text(encoding="utf-8"))


def parts(pointer):
    return [part.replace("~1", "/").replace("~0", "~") for part in pointer[1:].split("/")]


def step(value, key):
    return value[int(key)] if isinstance(value, list) else value[key]


def at(case, pointer):
    for key in parts(pointer):
        case = step(case, key)
    return case


def parent(case, pointer):
    keys = parts(pointer)
    for key in keys[:-1]:
        if isinstance(case, dict):
            case.setdefault(key, {})
        case = step(case, key)
    return case, keys[-1]


def put(case, pointer, value):
    holder, key = parent(case, pointer)
    if isinstance(holder, list):
        if key == "-" or int(key) == len(holder):
            holder.append(value)
        else:
            holder[int(key)] = value
    else:
        holder[key] = value


def edited(case, edits):
    case = copy.deepcopy(case)
    for edit in edits:
        if "copy" in edit:
            holder, key = parent(case, edit["to"])
            holder.insert(len(holder) if key == "-" else int(key), copy.deepcopy(at(case, edit["copy"])))
        elif "remove" in edit:
            holder, key = parent(case, edit["remove"])
            del holder[int(key) if isinstance(holder, list) else key]
        elif "value" in edit:
            put(case, edit["pointer"], edit["value"])
        else:
            text, offset, length = at(case, edit["pointer"]), edit["offset"], edit["length"]
            put(case, edit["pointer"], text[:offset] + edit["replacement"] + text[offset + length:])
    return case


class Checker:
    """Runs the program on many cases at once."""

    def __init__(self, program):
        self.program = program

    def findings(self, cases):
        """The findings of each case, by its name. `cases`: name to case."""
        found = {name: [] for name in cases}
        with tempfile.TemporaryDirectory(dir="/dev/shm") as folder:
            for name, case in cases.items():
                (pathlib.Path(folder) / f"{name}.json").write_text(json.dumps(case, ensure_ascii=False), encoding="utf-8")
            lines = {name: json.dumps(case, ensure_ascii=False) for name, case in cases.items()}
            run = subprocess.run(
                [self.program, "check", "--template", "imr-2016", "--json", "--notes", folder],
                stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=ROOT)
        for line in run.stdout.splitlines():
            finding = json.loads(line)
            if finding.get("file"):
                line = lines[pathlib.Path(finding["file"]).stem]
                finding["context"] = line[max(0, finding["column"] - 60):finding["column"] + 60]
                found[pathlib.Path(finding["file"]).stem].append(finding)
        if run.returncode not in (0, 65):
            sys.exit(f"check ended with {run.returncode}")
        return found


def new(before, after, notes, exact):
    """The codes of findings that were not there before an edit. `exact`: a finding that takes the place of another is new too."""
    def keys(findings):
        return collections.Counter(
            (f["code"], f.get("pointer"), f["message"]) if exact else f["code"] for f in findings if notes or f["severity"] != "note")
    more = keys(after) - keys(before)
    return {key[0] for key in more} if exact else set(more)


def seeds(checker, options, kind):
    entries = json.loads((HERE / f"{kind}-{options.set}.json").read_text(encoding="utf-8"))
    entries = [entry for entry in entries if not options.kind or entry["kind"] == options.kind]
    names = sorted({entry["case"] for entry in entries})
    before = checker.findings({name.replace("/", "_"): load(name) for name in names})
    after = checker.findings({entry["id"]: edited(load(entry["case"]), entry["edits"]) for entry in entries})
    total, hit = collections.Counter(), collections.Counter()
    for entry in entries:
        notes = "spac" in entry["kind"]
        exact = kind == "seeds" and not any("copy" in edit for edit in entry["edits"])
        codes = new(before[entry["case"].replace("/", "_")], after[entry["id"]], notes, exact)
        total[entry["kind"]] += 1
        hit[entry["kind"]] += bool(codes)
        if options.list and bool(codes) == (kind == "harmless"):
            print(entry["id"], entry["kind"], entry["case"], " ".join(sorted(codes)), json.dumps(entry["edits"], ensure_ascii=False))
            if kind == "harmless":
                for finding in after[entry["id"]]:
                    if finding["code"] in codes:
                        print("      ", finding["code"], finding.get("pointer"), finding["message"], "|", finding["context"])
    print(f"{kind}: {sum(hit.values())} of {sum(total.values())}")
    if kind == "seeds":
        print("  " + ", ".join(f"{name} {hit[name]}/{total[name]}" for name in sorted(total)))


def letters(checker, options):
    """Warnings about the published letters, compared with the list of real defects."""
    defects = json.loads((HERE / "real-defects.json").read_text(encoding="utf-8"))
    cases = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(CASES.glob("*.json"))}
    found = checker.findings(cases)
    right, wrong = collections.Counter(), collections.Counter()
    matched = set()
    for name, findings in found.items():
        for finding in findings:
            if finding["severity"] == "note":
                continue
            hits = [i for i, defect in enumerate(defects) if defect["case"] == name and (
                finding.get("pointer", "") in (defect["pointer"], defect.get("against"))
                or finding.get("comparedWith", {}).get("pointer") in (defect["pointer"], defect.get("against", "-")))]
            hits = [i for i in hits if defects[i]["kind"] in KINDS.get(finding["code"], ())]
            matched.update(hits)
            (right if hits else wrong)[finding["code"]] += 1
            print(" ", "ok   " if hits else "FALSE", name, finding["code"], finding.get("pointer"), finding["message"], "|", finding["context"])
    checkable = [i for i, d in enumerate(defects) if d["scope"] == "checkable" and d["kind"] in COVERED]
    covered = [i for i in checkable if "beyond" not in defects[i]]
    for index in covered:
        if index not in matched and options.list:
            defect = defects[index]
            text = at(cases[defect["case"]], defect["pointer"])
            print("  missed", defect["case"], defect["kind"], defect["pointer"], "|", text[defect["offset"]:defect["offset"] + defect["length"]][:80])
    total = sum(right.values()) + sum(wrong.values())
    print(f"letters: {total} warnings, {sum(right.values())} right; {len(set(covered) & matched)} of {len(covered)} defects of covered kinds found; "
          f"{len(set(checkable) & matched)} of {len(checkable)} with those that docs/rules.md leaves to human readers")


GRANTED = [
    "Therefore, the request is medically necessary.", "The request is supported.", "The request should be authorized.",
    "As such, the treatment is medically appropriate.", "The denial is overturned.", "The requested service is reasonable and necessary.",
    "The request meets criteria.", "Medical necessity has been established.", "The denial should be reversed.",
    "The request is warranted and can be recommended."]
REFUSED = [
    "Therefore, the request is not medically necessary.", "The request is not supported.", "The request cannot be recommended.",
    "The request does not meet criteria.", "The denial is upheld.", "Medical necessity is not established.", "The treatment is not warranted.",
    "The request should not be authorized.", "As such, this is not medically appropriate.", "There is no medical necessity for the requested service."]
DATE = (r"(?:\d{1,2}[-/]\d{1,2}[-/](?:\d{4}|\d{2})|(?:January|February|March|April|May|June|July|August|September|October|November|December)"
        r" \d{1,2}, \d{4})")
MONTHS = "January February March April May June July August September October November December".split()


def day(text):
    written = re.fullmatch(r"(\w+) (\d+), (\d+)", text)
    if written:
        month, day, year = MONTHS.index(written[1]) + 1, int(written[2]), int(written[3])
    else:
        month, day, year = map(int, re.split("[-/]", text))
        year += 2000 if year < 100 else 0
    return f"{year:04}-{month:02}-{day:02}"


def shifted(text):
    """The same date with another day of the month."""
    written = re.fullmatch(r"(\w+) (\d+), (\d+)", text)
    if written:
        return f"{written[1]} {int(written[2]) % 27 + 1}, {written[3]}"
    first, second, rest = re.fullmatch(r"(\d+[-/])(\d+)([-/]\d+)", text).groups()
    return f"{first}{int(second) % 27 + 1}{rest}"


def title_of(item):
    return item.get("description") or " ".join(item["modified"].values())


def mutations(checker, options):
    """Systematic changes of every published letter that has the place for one."""
    cases = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(CASES.glob("*.json"))}
    changed, kinds = {}, {}

    def add(kind, name, change):
        case = copy.deepcopy(cases[name])
        if change(case) is not False:
            key = f"{kind}-{name}-{len(changed)}"
            changed[key], kinds[key] = case, (kind, name)

    for name, case in cases.items():
        summary = case["clinicalCaseSummary"]
        for number, item in enumerate(case["disputedItems"]):
            for wording in GRANTED if item["decision"] == "upheld" else REFUSED:
                def conclude(case):
                    texts = case["disputedItems"][number]["rationale"]
                    for index in reversed(range(len(texts))):
                        sentences = re.split(r"(?<=[.])\s+", texts[index])
                        for place in reversed(range(len(sentences))):
                            if re.search("necessary|necessity", sentences[place]) and not re.search("if necessary|necessity decision|addresses the medical necessity", sentences[place]):
                                sentences[place] = wording
                                texts[index] = " ".join(sentences)
                                return True
                    return False
                add("conclusion", name, conclude)
            title = title_of(item)
            for count in re.findall(r"#\d+", title):
                for index, text in enumerate(item["rationale"]):
                    if re.search(count + r"\b", text):
                        def recount(case, index=index, count=count):
                            texts = case["disputedItems"][number]["rationale"]
                            texts[index] = re.sub(count + r"\b", "#" + str(int(count[1:]) + 7), texts[index], count=1)
                        add("count", name, recount)
            side = re.search(r"\b(left|right)\b(?= [a-z]*\s*(shoulder|knee|wrist|elbow|hip|ankle|foot|hand|upper extremity|lower extremity))", title, re.I)
            if side and "description" in item and re.search(side[0] + r"\W+" + side[2], " ".join(summary + item["rationale"]), re.I):
                def flip(case):
                    other = {"left": "right", "right": "left", "Left": "Right", "Right": "Left"}[side[0]]
                    target = case["disputedItems"][number]
                    target["description"] = target["description"][:side.start()] + other + target["description"][side.end():]
                add("side", name, flip)
            if "remaining" in item.get("modified", {}):
                parts = item["modified"]
                for match in re.finditer(r"(?<=#)\d+|\b\d+(?= (?:sessions|visits|refills|tablets|units|weeks|days|months))", parts["remaining"]):
                    def grow(case, match=match):
                        text = case["disputedItems"][number]["modified"]["remaining"]
                        case["disputedItems"][number]["modified"]["remaining"] = text[:match.start()] + str(int(match[0]) + 1) + text[match.end():]
                    add("split", name, grow)
                    break
        for kind, field, words in (
                ("injury-date", "dateOfInjury", r"injur|claim from|DOI|accident"),
                ("review-date", "urDenialDate", r"utilization review|\bUR\b|denied|denial|non-certif|review|modified|determination")):
            for index, text in enumerate(summary):
                done = False
                for match in re.finditer(DATE, text):
                    sentence = text[text.rfind(". ", 0, match.start()) + 1:match.end() + 60]
                    if day(match[0]) == case["case"][field] and re.search(words, sentence, re.I) and not done:
                        done = True
                        def move(case, match=match, index=index):
                            text = case["clinicalCaseSummary"][index]
                            case["clinicalCaseSummary"][index] = text[:match.start()] + shifted(match[0]) + text[match.end():]
                        add(kind, name, move)
        text = " ".join(summary + [t for i in case["disputedItems"] for t in i["rationale"]])
        sex = re.search(r"\b(fe)?male\b", summary[0])
        # Pronouns of a doctor, and authors such as “(He, 2004)”, are no sign of the patient.
        own = [s for s in re.split(r"(?<=[.])\s*", text) if not re.search(r"provider|physician|doctor|\(He,", s)]
        if sex and len(re.findall(r"\b(?:fe)?male\b|\b(?:he|she|his|her|him)\b", " ".join(own), re.I)) > 1:
            def swap(case):
                text = case["clinicalCaseSummary"][0]
                case["clinicalCaseSummary"][0] = text[:sex.start()] + ("male" if sex[1] else "female") + text[sex.end():]
            add("sex", name, swap)
    before, after = checker.findings(cases), checker.findings(changed)
    total, hit = collections.Counter(), collections.Counter()
    for key, (kind, name) in kinds.items():
        found = new(before[name], after[key], False, True)
        total[kind] += 1
        hit[kind] += bool(found)
        if options.list and not found:
            print("  missed", key)
    print("mutations: " + ", ".join(f"{kind} {hit[kind]}/{total[kind]} ({100 * hit[kind] / total[kind]:.1f} %)" for kind in sorted(total)))


# The kinds of real defects that a code may find.
KINDS = {
    "IMR-R004": ("injury-date",), "IMR-R005": ("review-date",), "IMR-R006": ("impossible-date", "chronology", "review-date"),
    "IMR-R007": ("chronology",), "IMR-R010": ("conclusion",), "IMR-R012": ("split",), "IMR-R013": ("split", "quantity"),
    "IMR-R014": ("quantity", "strength"), "IMR-R015": ("chapter",), "IMR-R016": ("conclusion",), "IMR-R020": ("sex",), "IMR-R021": ("side",),
    "IMR-R022": ("level",), "IMR-R023": ("duplicate",), "IMR-R030": ("leftover",), "IMR-R033": ("characters",),
    "IMR-R035": ("spelling",), "IMR-R038": ("characters", "leftover"), "IMR-R036": ("identity",), "IMR-R037": ("leftover",), "IMR-R041": ("header",), "IMR-R040": ("header",)}
COVERED = {kind for kinds in KINDS.values() for kind in kinds} - {"header"}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("what", nargs="*", default=["seeds", "harmless", "letters", "mutations"])
    parser.add_argument("--set", default="development", choices=["development", "second", "final"])
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--kind")
    options = parser.parse_args()
    checker = Checker(os.path.abspath(options.program))
    for what in options.what:
        if what in ("seeds", "harmless"):
            seeds(checker, options, what)
        elif what == "letters":
            letters(checker, options)
        elif what == "mutations":
            mutations(checker, options)


main()
