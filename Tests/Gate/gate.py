#!/usr/bin/env python3
"""Judges PDFs by page-validation (PyPI): a line a file, `ok PATH` or `FAIL PATH rule message`; exit 1 if one fails."""
import sys
import page

failed = False
for path in sys.argv[1:]:
    problems = []
    for profile in (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A):
        try:
            report = page.validate_pdf(path, profile=profile)
        except page.PageError as error:
            problems.append(f"{profile.value} cannot be read: {error}")
            continue
        problems += [f"{profile.value} {f.rule_id} {f.message}" for f in report.failures] if not report.is_compliant else []
    failed = failed or bool(problems)
    print(f"FAIL {path} {'; '.join(problems[:5])}" if problems else f"ok {path}")
sys.exit(failed)
