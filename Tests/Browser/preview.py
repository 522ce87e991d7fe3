#!/usr/bin/env python3
"""Drives the preview in a real browser, as an author would, and measures it.

usage: preview.py PROGRAM [--saves 1000] [--screenshots FOLDER]

PROGRAM is imr-letters; imr-letters-studio must be beside it.
"""
import argparse
import atexit
import http.client
import json
import os
import pathlib
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse
import xml.etree.ElementTree as tree

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SET = "external-review-en"
failures = []


def expect(condition, what):
    print(("ok    " if condition else "WRONG ") + what)
    if not condition:
        failures.append(what)


class Preview:
    """A copy of a set and of its samples, and the preview of both."""

    def __init__(self, program, folder, name, cases=True):
        self.folder = folder
        for part in ["common", "external-review-common", name]:
            shutil.copytree(ROOT / "Templates" / part, folder / part, dirs_exist_ok=True)
        self.set = folder / name
        self.cases = folder / "cases"
        self.cases.mkdir()
        for case in sorted((ROOT / "Samples" / name).glob("*.json")):
            shutil.copy(case, self.cases)
        self.letter = self.set / "letter.html"
        arguments = [program, "preview", str(self.set), "--no-open", "--font-path", str(ROOT / "Fonts")]
        arguments += ["--case", str(self.cases)] if cases else []
        self.process = subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        match = re.search(r"http://127\.0\.0\.1:(\d+)/(\w+)/", line)
        assert match, line + self.process.stderr.read()
        self.url, self.port, self.token = match.group(0), int(match.group(1)), match.group(2)

    def stop(self):
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            failures.append("the preview does not end after Ctrl-C")

    def request(self, path, host=None, method="GET"):
        connection = http.client.HTTPConnection("127.0.0.1", self.port)
        connection.request(method, path, headers={"Host": host or f"127.0.0.1:{self.port}"})
        answer = connection.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read()

    def cpu(self):
        """Seconds of CPU that the process has used."""
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory(self):
        """MiB of memory that the process holds."""
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", status).group(1)) / 1024

    def save(self, text):
        """Saves the letter as editors do: a new file in place of the old one."""
        new = self.letter.with_suffix(".new")
        new.write_text(text, encoding="utf-8")
        os.replace(new, self.letter)


def revision(page):
    return int(page.evaluate("document.body.dataset.revision || -1"))


def wait_until(page, condition):
    """Waits until a condition in the page holds. The page forbids what Playwright's own function needs (script-src)."""
    deadline = time.time() + 10
    while not page.evaluate(condition):
        assert time.time() < deadline, f"{condition} does not hold after 10 seconds"
        time.sleep(0.005)


def wait_for_revision(page, after):
    wait_until(page, f"Number(document.body.dataset.revision) > {after}")


# MARK: Pages

def check_positions(page, program, preview, case):
    """The words of the page stand where the PDF has them."""
    pdf = preview.folder / "letter.pdf"
    subprocess.run([program, "render", str(case), "--template", str(preview.set) + "/", "--font-path",
                    str(ROOT / "Fonts"), "-o", str(pdf)], check=True, capture_output=True)
    subprocess.run(["pdftotext", "-bbox", str(pdf), str(pdf) + ".html"], check=True)
    words = []
    namespace = "{http://www.w3.org/1999/xhtml}"
    for number, element in enumerate(tree.parse(str(pdf) + ".html").iter(namespace + "page")):
        for word in element.iter(namespace + "word"):
            words.append((number, word.text, float(word.get("xMin")), float(word.get("xMax"))))
    drawn = page.evaluate("""[...document.querySelectorAll('#pages svg')].flatMap((svg, page) =>
        [...svg.querySelectorAll('text')].map((text) => [page, text.textContent, text.getStartPositionOfChar(0).x,
          text.getEndPositionOfChar(text.getNumberOfChars() - 1).x]))""")
    found, worst = 0, 0.0
    for number, text, left, right in words:
        near = [d for d in drawn if d[0] == number and d[1] == text and abs(d[2] - left) < 5 and abs(d[3] - right) < 5]
        if near:
            best = min(near, key=lambda d: abs(d[2] - left) + abs(d[3] - right))
            found += 1
            worst = max(worst, abs(best[2] - left), abs(best[3] - right))
    expect(found >= 100 and worst <= 0.5,
           f"{found} of {len(words)} words of the PDF stand at the same place, at most {worst:.2f} pt away")
    expect(page.evaluate("[...document.fonts].every((font) => font.status === 'loaded')"), "the fonts are the letter's")


# MARK: Saving

def measure_saves(page, preview, times):
    """Milliseconds from the save to the new pages on the screen."""
    original = preview.letter.read_text(encoding="utf-8")
    page.evaluate("""() => {
      window.painted = new Map();
      new MutationObserver(() => requestAnimationFrame(() => setTimeout(() => {
        for (const text of document.querySelectorAll('#pages text'))
          if (/^saved\\d+$/.test(text.textContent) && !painted.has(text.textContent)) painted.set(text.textContent, Date.now());
      }))).observe(document.body, { attributes: true });
    }""")
    taken = []
    for number in range(times):
        start = time.time() * 1000
        preview.save(original.replace("<p>\n    Dear ", f"<p>\n    saved{number} Dear "))
        wait_until(page, f"painted.has('saved{number}')")
        taken.append(page.evaluate(f"painted.get('saved{number}')") - start)
        time.sleep(0.05)
    before = revision(page)
    preview.save(original)
    wait_for_revision(page, before)
    median = statistics.median(taken)
    expect(median < 200, f"from save to new pages: median {median:.0f} ms of {times}, at most {max(taken):.0f} ms")


def check_error(page, preview):
    original = preview.letter.read_text(encoding="utf-8")
    count = page.locator("#pages svg").count()
    before = revision(page)
    preview.save(original.replace("{{recipient.name}}", "{{recipient.nam}}"))
    wait_for_revision(page, before)
    text = page.inner_text("#findings")
    expect("recipient.nam" in text and "IMR-T" in text, "an error is shown with its code and its excerpt")
    expect("did you mean “name”" in text, "with what was probably meant")
    expect(page.is_visible("#banner") and page.locator("#pages svg").count() == count, "the last good letter stays, and says so")
    page.click("#findings button >> nth=0")
    expect("recipient.nam" in page.inner_text('#template [aria-selected="true"]'), "its place leads to the line")
    before = revision(page)
    preview.save(original)
    wait_for_revision(page, before)
    expect(not page.is_visible("#banner") and "Nothing is wrong" in page.inner_text("#findings"), "after the fix all is well")
    case = sorted(preview.cases.glob("*.json"))[0]
    good = case.read_text(encoding="utf-8")
    before = revision(page)
    case.write_text(good.replace('"outcome": "', '"outcome": "x'), encoding="utf-8")
    wait_for_revision(page, before)
    expect("IMR-D" in page.inner_text("#findings"), "an error of the case is shown")
    before = revision(page)
    case.write_text(good, encoding="utf-8")
    wait_for_revision(page, before)


# MARK: Words, lines, keys

def check_links(page, preview, case):
    data = json.loads(case.read_text(encoding="utf-8"))
    name = data["recipient"]["name"].split()[-1]
    page.locator("#pages text[data-w]", has_text=name).first.click()
    origin = page.inner_text("#origin")
    expect("/recipient/name" in origin and "line" in origin, "a click on a word names its line and its JSON Pointer")
    expect(name in page.inner_text('#data [aria-selected="true"]'), "and shows the line of the case")
    line = page.locator("#data > div", has_text='"memberId"').first
    line.click()
    marked = page.evaluate("""[...document.querySelectorAll('rect.mark')].map((box) => box.nextElementSibling.textContent)""")
    expect(data["patient"]["memberId"] in marked and not set(marked) - set(line.inner_text().replace('"', " ").split()),
           "a click on a line of the case marks its words, and no other")
    page.select_option("#source", label="letter.html")
    page.locator("#template > div", has_text="Dear ").first.click()
    marked = page.evaluate("[...document.querySelectorAll('rect.mark')].map((box) => box.nextElementSibling.textContent).join(' ')")
    expect(marked == f"Dear {data['recipient']['name']}:", "a click on a line of the template marks its words")
    page.locator("#template > div", has_text='<td>{{meaning}}').first.click()
    expect(page.locator("rect.mark").count() > 2, "also if they stand in a table")
    page.check("#variables")
    expect(page.locator("#pages text.value").count() > 20, "what comes from the case can be shown")
    page.uncheck("#variables")


def check_keys(page, preview):
    """Without a mouse: to the pages, from word to word, to the line, to the case, back, another case, another view."""
    page.evaluate("document.activeElement.blur()")
    def tab_to(name):
        for _ in range(60):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.id") == name:
                return True
        return False
    expect(tab_to("case"), "the keyboard reaches the choice of case")
    title = page.inner_text("#title")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    wait_until(page, f"document.getElementById('title').textContent !== {json.dumps(title)}")
    expect(True, "and chooses another case")
    expect(tab_to("larger"), "the keyboard reaches the zoom")
    width = page.evaluate("document.querySelector('#pages svg').clientWidth")
    page.keyboard.press("Enter")
    expect(page.evaluate("document.querySelector('#pages svg').clientWidth") > width, "and zooms")
    expect(tab_to("pages"), "the keyboard reaches the pages")
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    first = page.inner_text("#origin")
    page.keyboard.press("ArrowLeft")
    expect(page.inner_text("#origin") != first and page.locator("rect.here").count() == 1, "arrow keys go from word to word")
    page.keyboard.press("Enter")
    expect(page.evaluate("document.activeElement.id") == "template", "Enter goes to the line of the template")
    page.keyboard.press("ArrowDown")
    expect(page.evaluate("document.getElementById('template').getAttribute('aria-activedescendant')") is not None,
           "arrow keys go from line to line")
    page.keyboard.press("Enter")
    expect(page.evaluate("document.activeElement.id") == "data", "Enter goes to the case")
    page.keyboard.press("Escape")
    expect(page.evaluate("document.activeElement.id") == "pages", "Escape goes back to the pages")
    page.keyboard.press("End")
    last = page.inner_text("#origin")
    page.keyboard.press("ArrowUp")
    expect(page.inner_text("#origin") != last, "Up and Down go from line to line")
    page.keyboard.press("PageUp")
    page.keyboard.press("Home")
    expect("line" in page.inner_text("#origin"), "Home and PageUp go back")
    chosen = page.input_value("#case")
    page.reload()
    page.wait_for_selector("#pages svg")
    expect(page.input_value("#case") == chosen, "a reload keeps the case")
    page.select_option("#case", index=0)
    wait_until(page, "state.current === document.getElementById('case').options[0].value")


def check_changes_around(page, preview):
    """Files come and go while the preview runs."""
    case = sorted(preview.cases.glob("*.json"))[0]
    before = revision(page)
    shutil.copy(sorted(preview.cases.glob("*.json"))[-1], preview.cases / "0.json")
    wait_for_revision(page, before)
    expect(page.input_value("#case") == str(case), "a new case does not change the one that is chosen")
    before = revision(page)
    case.rename(preview.cases / "renamed.json")
    wait_for_revision(page, before)
    wait_until(page, "document.getElementById('findings').textContent.includes('gone')")
    expect(page.is_visible("#banner") and page.locator("#pages svg").count() > 0, "a case that is gone is named, and its letter stays")
    before = revision(page)
    (preview.cases / "renamed.json").rename(case)
    (preview.cases / "0.json").unlink()
    wait_for_revision(page, before)
    wait_until(page, "document.getElementById('banner').hidden")
    moved = preview.folder / "moved"
    preview.set.rename(moved)
    shutil.copytree(moved, preview.set)
    wait_until(page, "document.getElementById('banner').hidden && document.getElementById('findings').textContent.includes('Nothing')")
    original = preview.letter.read_text(encoding="utf-8")
    before = revision(page)
    preview.save(original.replace("Dear ", "Replaced folder "))
    wait_for_revision(page, before)
    wait_until(page, "document.getElementById('pages').textContent.includes('Replaced')")
    expect(True, "a folder that was replaced is followed")
    before = revision(page)
    preview.save(original)
    wait_for_revision(page, before)


def check_views(page, screenshots):
    for view, words in [("letter.html", "Final external review decision"), ("letter.txt", "Final external review decision"),
                        ("wording.html", "Only if")]:
        page.select_option("#view", view)
        frame = page.frame_locator("#frame")
        frame.get_by_text(words).first.wait_for(timeout=5_000)
        expect(True, f"the view {view} shows the letter")
        if view == "letter.html":
            frame.locator("a[href]").first.click()
            expect("leads to" in page.inner_text("#status") and frame.get_by_text(words).count() > 0, "a link of the letter leads nowhere else")
    page.select_option("#view", "pages")


def check_axe(browser, preview, screenshots):
    for scheme in ["light", "dark"]:
        for width in [400, 1400]:
            page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
            page.goto(preview.url)
            page.wait_for_selector("#pages svg")
            violations = Axe().run(page).response["violations"]
            expect(not violations, f"axe-core, {scheme}, {width} px: {len(violations)} violations "
                   + "; ".join(f"{v['id']} {[n['html'][:90] for n in v['nodes'][:2]]}" for v in violations))
            if screenshots:
                page.screenshot(path=str(screenshots / f"preview-{width}-{scheme}.png"))
            page.close()


# MARK: The server

def check_refusals(preview):
    path = f"/{preview.token}/letter.json"
    expect(preview.request(path)[0] == 200, "the page's own request is answered")
    expect(preview.request(path, host=f"localhost:{preview.port}")[0] == 200, "localhost is this machine")
    for host in ["evil.example", f"evil.example:{preview.port}", "127.0.0.1", f"127.0.0.1.evil.example:{preview.port}",
                 f"127.0.0.1:{preview.port + 1}"]:
        status, _, body = preview.request(path, host=host)
        expect(status == 403 and not body, f"Host: {host} is refused")
    for other in ["/", "/letter.json", f"/{preview.token}x/letter.json", f"/{preview.token[:-1]}/letter.json", "/etc/passwd",
                  f"/{'0' * 32}/letter.json", f"/{preview.token}"]:
        expect(preview.request(other)[0] == 403, f"{other.replace(preview.token, 'TOKEN')} is refused")
    for other in ["../etc/passwd", "..%2f..%2fetc/passwd", "fonts/..%2f..%2fletter.html", "letter.json/x", "fonts/x", "manifest.json"]:
        expect(preview.request(f"/{preview.token}/{other}")[0] == 404, f"{other} is not there")
    for method in ["POST", "PUT", "DELETE", "OPTIONS"]:
        expect(preview.request(path, method=method)[0] in (404, 405), f"{method} is refused")
    for key in ["", "x", "/etc/passwd", urllib.parse.quote(str(preview.letter)), "%00", "..%2f..%2fx"]:
        status, _, body = preview.request(f"{path}?key={key}")
        answer = json.loads(body)
        expect(status == 200 and "letter" not in answer and "caseFile" not in answer, f"key={key[-12:]} shows no file")
    headers = preview.request(f"/{preview.token}/")[1]
    expect(not [name for name in headers if name.lower().startswith("access-control")], "no other page may read (no CORS)")
    expect("default-src 'none'" in headers.get("Content-Security-Policy", ""), "the page may load nothing from elsewhere")
    listening = subprocess.run(["ss", "-ltnH"], capture_output=True, text=True).stdout
    own = [line for line in listening.splitlines() if f":{preview.port} " in line]
    expect(all(line.split()[3].startswith("127.0.0.1:") for line in own), "it listens on 127.0.0.1 only")


def check_idle(preview):
    time.sleep(0.5)
    before = preview.cpu()
    time.sleep(30)
    # The clock has steps of 10 ms; their difference is rounded, because 0.31 - 0.29 is more than 0.02.
    used = round(preview.cpu() - before, 3)
    # Hummingbird looks at the clock once a second, for the header “Date”.
    expect(used <= 0.02, f"30 seconds without changes take {used * 1000:.0f} ms of CPU")


def check_memory(page, preview, saves):
    original = preview.letter.read_text(encoding="utf-8")
    readings = []
    for number in range(saves):
        before = revision(page)
        preview.save(original.replace("<p>\n    Dear ", f"<p>\n    Number {number} Dear "))
        wait_for_revision(page, before)
        if (number + 1) % (saves // 10) == 0:
            readings.append(preview.memory())
    preview.save(original)
    expect(readings[-1] <= readings[1] * 1.1 + 2,
           f"{saves} saves: memory {readings[1]:.0f} MiB after a fifth, {readings[-1]:.0f} at the end")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--saves", type=int, default=1000)
    parser.add_argument("--screenshots", type=pathlib.Path)
    options = parser.parse_args()
    program = str(pathlib.Path(options.program).resolve())
    if options.screenshots:
        options.screenshots.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        preview = Preview(program, pathlib.Path(folder), SET)
        atexit.register(preview.process.kill)
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1400, "height": 900})
        errors = []
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        foreign = []
        page.on("request", lambda request: None if request.url.startswith((preview.url, "data:")) else foreign.append(request.url))
        page.goto(preview.url)
        page.wait_for_selector("#pages svg")
        case = sorted(preview.cases.glob("*.json"))[0]
        check_positions(page, program, preview, case)
        measure_saves(page, preview, 20)
        check_error(page, preview)
        check_links(page, preview, case)
        check_keys(page, preview)
        check_changes_around(page, preview)
        check_views(page, options.screenshots)
        expect(not foreign, f"no request to anywhere else {foreign[:3]}")
        expect(not errors, f"no errors in the browser {errors[:3]}")
        check_axe(browser, preview, options.screenshots)
        check_refusals(preview)
        check_memory(page, preview, options.saves)
        page.close()
        check_idle(preview)
        browser.close()
        preview.stop()
        output = preview.process.stdout.read() + preview.process.stderr.read()
        words = json.loads(case.read_text(encoding="utf-8"))
        secrets = [words["recipient"]["name"], words["patient"]["name"], words["case"]["number"]]
        expect(not [word for word in secrets if word in output], "no words of a case in what it printed")
    print(f"{len(failures)} failures")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
