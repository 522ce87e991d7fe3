"""The words of an imr-2016 letter, made from a case file, for the peers to lay out.

The wording is that of Templates/imr-2016 and Templates/common; compare_words.py fails when the two differ. It stands here
once, so that a peer only holds what its own library needs. A line feed in a text is a line break.
"""
import datetime
from typing import NamedTuple

AUTHOR = "MAXIMUS Federal Services"
LANGUAGE = "en-US"

HOW_IT_WAS_MADE = (
    "MAXIMUS Federal Services sent the complete case file to an expert reviewer. He/she has no affiliation with the"
    " employer, employee, providers or the claims administrator. He/she has been in active clinical practice for more than"
    " five years and is currently working at least 24 hours a week in active practice. The expert reviewer was selected"
    " based on his/her clinical experience, education, background, and expertise in the same or similar specialties that"
    " evaluate and/or treat the medical condition and disputed items/Service. He/she is familiar with governing laws and"
    " regulations, including the strength of evidence hierarchy that applies to Independent Medical Review determinations."
)
SUMMARY_LEAD = (
    "The expert reviewer developed the following clinical case summary based on a review of the case file, including all"
    " medical records:"
)
ISSUES_LEAD = "The Final Determination was based on decisions for the disputed items/services set forth below:"


class Labelled(NamedTuple):
    """A paragraph that may begin with a label in bold; without one the label is empty."""

    label: str
    text: str


class Item(NamedTuple):
    """A disputed item: its title with the decision, and its guideline and rationale paragraphs."""

    title: str
    paragraphs: list[Labelled]


class Section(NamedTuple):
    """A section: its heading, its paragraphs, and the disputed items (only in the last section)."""

    heading: str
    paragraphs: list[str]
    items: list[Item]


class Letter(NamedTuple):
    """A letter: the four rows of the header table hold label, value, label, value; the first has no second pair."""

    number: str
    title: str
    decided: datetime.date
    header: list[list[str]]
    sections: list[Section]


def letter(case_file):
    """The letter of a case file."""
    case = case_file["case"]
    return Letter(
        number=case["number"],
        title=f"IMR Final Determination {case['number']}",
        decided=datetime.date.fromisoformat(case["decisionDate"]),
        header=header(case),
        sections=[
            Section("HOW THE IMR FINAL DETERMINATION WAS MADE", [HOW_IT_WAS_MADE, credentials(case_file["reviewer"])], []),
            Section("CLINICAL CASE SUMMARY", [SUMMARY_LEAD, *case_file["clinicalCaseSummary"]], []),
            Section("IMR ISSUES, DECISIONS AND RATIONALES", [ISSUES_LEAD], [item(i) for i in case_file["disputedItems"]]),
        ],
    )


def header(case):
    """The rows of the header table."""
    return [
        ["Case Number:", case["number"]],
        ["Date Assigned:", day(case["dateAssigned"]), "Date of Injury:", day(case["dateOfInjury"])],
        ["Decision Date:", day(case["decisionDate"]), "UR Denial Date:", day(case["urDenialDate"])],
        ["Priority:", case["priority"].capitalize(), "Application Received:", day(case["applicationReceived"])],
    ]


def day(iso):
    """MM/DD/YYYY of a day that is given as YYYY-MM-DD."""
    year, month, day_of_month = iso.split("-")
    return f"{month}/{day_of_month}/{year}"


def credentials(reviewer):
    """The paragraph of three lines below the prose of the first section."""
    return (
        "The Expert Reviewer has the following credentials:\n"
        f"State(s) of Licensure: {', '.join(reviewer['licensure'])}\n"
        f"Certification(s)/Specialty: {', '.join(reviewer['certifications'])}"
    )


def item(disputed):
    """A disputed item. Only the first paragraph of a rationale is labelled."""
    claims, reviewer = disputed["claimsAdministratorGuideline"], disputed["reviewerGuideline"]
    first, *more = disputed["rationale"]
    return Item(
        title=f"{request(disputed)}: {disputed['decision'].capitalize()}",
        paragraphs=[
            Labelled("Claims Administrator guideline:", guideline(claims, "Claims Administrator")),
            Labelled("MAXIMUS guideline:", guideline(reviewer, "Expert Reviewer")),
            Labelled("Decision rationale:", first),
            *(Labelled("", text) for text in more),
        ],
    )


def request(disputed):
    """What was disputed; a request that was authorized in part or in another form tells its story."""
    if "description" in disputed:
        return disputed["description"]
    modified = disputed["modified"]
    original = modified["original"]
    if "alternative" in modified:
        return (
            f"{original} was the original request. The Claims Administrator authorized {modified['alternative']},"
            f" leaving the original request IMR eligible. The original request, {original} is"
        )
    return (
        f"{original} was the original request. {modified['authorized']} was authorized by the Claims Administrator."
        f" The remaining IMR eligible portion of the original request, {modified['remaining']} is"
    )


def guideline(basis, party):
    """What a party based its decision on: a sentence as it stands, or one of the four forms of the closed grammar."""
    if isinstance(basis, str):
        return basis
    other = f"Decision based on Non-MTUS Citation {basis['nonMTUS']}" if "nonMTUS" in basis else None
    if chapters := basis.get("mtus"):
        cited = f"Decision based on MTUS {', and '.join(map(chapter, chapters))}."
        return f"{cited} {other}" if other else cited
    if other:
        return f"The {party} based their decision on recommendation(s) outside of the MTUS Guidelines. {other}"
    return f"The {party} did not cite any medical evidence for its decision."


def chapter(cited):
    """A chapter of the MTUS with its year and sections."""
    year = f" {cited['year']}" if "year" in cited else ""
    sections = f", Section(s): {', '.join(cited['sections'])}" if "sections" in cited else ""
    return f"{cited['guideline']}{year}{sections}"
