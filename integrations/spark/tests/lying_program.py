"""Stands for `imr-letters` and breaks the contract of the worker mode: lying_program.py LIE[:[NUMBER][:MARKER]] PROGRAM ARGUMENT…

Runs the program and passes on what it answers, but for the lie told at the answer of that number (from 0; the greeting has 0).
A lie with a MARKER is told by the first process alone that makes this file.
"""

import os
import signal
import subprocess
import sys
import time

lie, number, marker = (sys.argv[1] + "::").split(":")[:3]
if marker:
    try:
        os.close(os.open(marker, os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        lie = "none"

if lie == "chatter":
    sys.stderr.write(("y" * 99 + "\n") * 10_000)
program = subprocess.Popen(sys.argv[2:], stdout=subprocess.PIPE)
assert program.stdout


def say(line: bytes) -> None:
    sys.stdout.buffer.write(line)
    sys.stdout.buffer.flush()


held = b""
for count, answer in enumerate(program.stdout):
    if not number or count != int(number):
        say(answer + held)
        held = b""
        continue
    match lie:
        case "drop":
            continue
        case "repeat":
            say(answer)
        case "swap":
            held = answer
            continue
        case "garbage":
            answer = b"Segmentation fault\n"
        case "version":
            answer = answer.replace(b'"version":1', b'"version":2', 1)
        case "die":
            program.kill()
            print("out of luck", file=sys.stderr)
            sys.exit(3)
        case "crash":
            program.kill()
            os.kill(os.getpid(), signal.SIGKILL)
        case "hang":
            time.sleep(600)
        case "close":
            program.kill()
            os.close(1)
            time.sleep(600)
    say(answer)
if lie == "extra":
    say(answer)
program.wait()
sys.exit(5 if lie == "late" else 0)
