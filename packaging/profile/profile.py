#!/usr/bin/env python3
"""Records which parts of the program letters use most, for the linker (docs/decisions/profile.md).

    packaging/profile/profile.py

Links a program that counts how often each of its branches is taken, lets it make letters, and writes the counts to
packaging/profile/program.profdata.gz. One job makes the letters, so the counts are nearly the same each time.
"""
import glob, gzip, json, os, shutil, struct, subprocess, tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
PROFILE = os.path.join(HERE, "program.profdata.gz")
PROGRAM = os.path.join(ROOT, ".build/release/imr-letters")
SETS = sorted(name for name in os.listdir(os.path.join(ROOT, "Samples")) if os.path.isdir(os.path.join(ROOT, "Samples", name)))
# The benchmark measures the cases before these.
FIRST_CASE, CASES = 10_000, 400


def toolchain():
    """The tool that merges profiles, and the library that writes them, of the Swift toolchain in use."""
    info = json.loads(subprocess.run(["swiftc", "-print-target-info"], check=True, capture_output=True).stdout)
    usr = os.path.dirname(os.path.dirname(info["paths"]["runtimeResourcePath"]))
    arch = info["target"]["triple"].split("-")[0]
    [library] = glob.glob(f"{usr}/lib/clang/*/lib/linux/libclang_rt.profile-{arch}.a")
    return f"{usr}/bin/llvm-profdata", library


def build(library):
    counting = ["--lto-cs-profile-generate", "-u", "__llvm_profile_runtime", library]
    subprocess.run(["make", "build", "PROFILE=", "LINK=" + " ".join("-Xlinker " + flag for flag in counting)], cwd=ROOT, check=True)


def run(folder, *arguments):
    environment = {**os.environ, "IMR_LETTERS_HOME": ROOT, "LLVM_PROFILE_FILE": f"{folder}/%p.profraw",
                   "SWIFT_DETERMINISTIC_HASHING": "1"}
    subprocess.run([PROGRAM, *arguments], env=environment, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def make_letters(folder):
    """What the program is used for most: batches, print streams, and single letters."""
    cases = os.path.join(folder, "cases.ndjson")
    made = subprocess.run(
        ["python3", f"{ROOT}/Tests/Benchmarks/make_cases.py", str(FIRST_CASE + CASES)], check=True, capture_output=True)
    with open(cases, "wb") as file:
        file.writelines(made.stdout.splitlines(keepends=True)[FIRST_CASE:])
    run(folder, "batch", cases, "-o", f"{folder}/letters", "-f", "pdf,txt", "-j", "1")
    run(folder, "batch", cases, "--print-stream", f"{folder}/stream", "--duplex", "-j", "1")
    for name in SETS:
        samples = f"{ROOT}/Samples/{name}"
        run(folder, "batch", samples, "--template", name, "-o", f"{folder}/{name}", "-f", "pdf,txt,html", "-j", "1")
        first = sorted(glob.glob(f"{samples}/*.json"))[0]
        run(folder, "render", first, "--template", name, "-o", f"{folder}/letter.pdf")


def marked(raw):
    """A raw profile, marked as one of LLVM's intermediate code, made when linking. Without the two bits, the linker would take it for one
    that the Swift compiler made. An instrumenting compiler sets them, but here only the linker counts."""
    [version] = struct.unpack_from("<Q", raw, 8)
    return raw[:8] + struct.pack("<Q", version | 1 << 56 | 1 << 57) + raw[16:]


def main():
    merge, library = toolchain()
    build(library)
    with tempfile.TemporaryDirectory() as folder:
        make_letters(folder)
        raws = sorted(glob.glob(f"{folder}/*.profraw"))
        for path in raws:
            with open(path, "rb") as file:
                content = marked(file.read())
            with open(path, "wb") as file:
                file.write(content)
        subprocess.run([merge, "merge", "--sparse", "-o", f"{folder}/program.profdata", *raws], check=True)
        with open(f"{folder}/program.profdata", "rb") as source, open(PROFILE, "wb") as target:
            with gzip.GzipFile(filename="", mode="wb", compresslevel=9, mtime=0, fileobj=target) as packed:
                shutil.copyfileobj(source, packed)
    print(f"{os.path.relpath(PROFILE, ROOT)}: {os.path.getsize(PROFILE):,} bytes, from {len(raws)} runs. Build again with make build.")


main()
