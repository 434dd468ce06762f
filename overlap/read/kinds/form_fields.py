"""The forms on which new work is proposed: how each is known, and which label leads to which field.

ITU-T A.1 Annex A (10/2016) and A.13; ISO Form 4 (01/2025) with the labels of older editions and of JTC 1's form G3; IEC
Form NP; the 3GPP work item description.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Form:
    """One kind of form: what it is called, how it is known, and which label leads to which field."""

    kind: str
    sign: re.Pattern[str]
    """Stands somewhere in the first lines of each such form."""
    needed: tuple[str, ...]
    """Fields of which the labels, filled or not, must be there too."""
    labels: Mapping[str, str]
    expected: tuple[str, ...]
    """Fields that are named as missing when nothing stands in them."""


ITU = Form(
    kind="ITU-T A.1 justification",
    sign=re.compile(r"proposed (?:draft )?(?:new|revised|modified) ITU[-‑]T", re.IGNORECASE),
    needed=("reference",),
    labels={
        r"question(?:\(s\))?": "group",
        r"proposed (?:draft )?(?:new|revised|modified) ITU-T[\w ’']*": "type",
        r"reference and title": "reference",
        r"base text(?:\(s\))?": "base",
        r"timing": "timing",
        r"editor(?:\(s\)|s)?": "people",
        r"approval process": "process",
        r"(?:purpose and )?scope": "scope",
        r"summary": "summary",
        r"relations? to ITU-T recommendations or to other (?:standards|documents)": "relations",
        r"liaisons? with other study groups or with other standards bodies": "liaisons",
        r"supporting members[\w ,]*": "members",
    },
    expected=("id", "title", "scope", "summary", "relations", "liaisons", "group", "timing"),
)

_PROPOSAL_LABELS = {
    r"circulation date|closing date[\w ]*|date of circulation": "dates",
    r"reference number": "number",
    r"proposer": "people",
    r"committee(?: and secretariat)?|TC/SC": "committee",
    r"english title|title \(english\)|english": "title",
    r"french title|titre français|french": "title_fr",
    r"title of (?:the )?(?:proposed deliverable|proposal)|title": "title_block",
    r"scope of the proposed deliverable|scope(?: \(and field of application\))?": "scope",
    r"purpose and justification(?: of the proposal)?[\w ,]*": "justification",
    r"preparatory work": "other",
    r"indication\(?s?\)? of the preferred type[\w ()]*|preferred (?:document )?type[\w ()]*": "type",
    r"proposed (?:standard )?development track|development track": "timing",
    r"draft project plan|programme of work": "plan",
    r"known patented items|patented items|patents|intellectual property": "other",
    r"co-?ordination of work": "similar",
    r"relationship of the proposal to existing work|relationship to existing work": "relations",
    r"a statement from the proposer as to how the proposed work may relate to[^:]*": "relations",
    r"a? ?listing of relevant (?:existing )?documents[\w ,]*|relevant documents(?: to be considered)?": "documents",
    r"benefits/impacts[\w ]*": "other",
    r"liaisons? to be engaged[\w ]*|co-?operation and liaison|liaisons?": "liaisons",
    r"joint/parallel work|need for coordination[\w ]*": "joint_work",
    r"countries which are[\w -]*|relevant countries[\w -]*": "other",
    r"proposed project leader|project leader|name of the proposer": "people",
    r"this proposal will be developed by|supplementary information|maintenance agenc[\w ]*|signature": "other",
}

FORM_4 = Form(
    kind="ISO Form 4 new work item proposal",
    sign=re.compile(r"form 4\b|new work item proposal", re.IGNORECASE),
    needed=("scope", "title_block"),
    labels=_PROPOSAL_LABELS,
    expected=("title", "scope", "justification", "relations", "liaisons", "committee"),
)

IEC_NP = Form(
    kind="IEC new work item proposal",
    sign=re.compile(r"\bIEC\b.{0,60}new work item proposal|\bForm NP\b|^NP\b", re.IGNORECASE),
    needed=("scope", "justification"),
    labels=_PROPOSAL_LABELS,
    expected=FORM_4.expected,
)

WID = Form(
    kind="3GPP work item description",
    sign=re.compile(r"work item description|study item description", re.IGNORECASE),
    needed=("justification", "scope"),
    labels={
        r"source": "people",
        r"title": "title",
        r"acronym": "id",
        r"unique identifier": "number",
        r"agenda item|document for": "other",
        r"impacts|classification of[\w ]*|primary classification": "other",
        r"parent work items?": "parents",
        r"other related work items[\w ()]*": "related",
        r"justification": "justification",
        r"objectives?(?: of [\w ]*)?": "scope",
        r"expected output and time ?scale": "output",
        r"work item rapporteur[\w()]*|supporting individual members": "people",
        r"work item leadership|aspects that involve other WGs": "other",
    },
    expected=("id", "title", "scope", "justification", "relations"),
)
