"""No line of a Word document ends within an identifier, and the text is read back as it was written."""

from docx import Document
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from overlap.report.word import marks
from overlap.report.word.places import text_of

NAMES = ("Y.4904-Rev", "(P-R2KQFZT1,", "ISO/IEC 63347-1:2025", "2027-02-15", "Y.aidt-reqts", "a-1-b-2")
OTHERS = (
    "high-level",
    "well - known",
    "https://a.example/x-1",
    "jane-2@itu.example",
    "[to be attached: Y.1-Rev]",
    "-",
    "1-",
)
WORDS = st.sampled_from([*NAMES, *OTHERS])


@given(st.lists(WORDS, min_size=1))
def test_the_text_of_a_paragraph_stays_and_names_hold_together(words: list[str]) -> None:
    made = Document()
    made.add_paragraph(" ".join(words))
    marks.highlight(made.element.body)
    marks.hold(made.element.body)
    (paragraph,) = made.paragraphs
    assert paragraph.text == text_of(paragraph._p) == " ".join(words)
    broken = {word for word in words for t in paragraph._p.iter(qn("w:t")) if word in (t.text or "").split()}
    assert not broken & {"Y.4904-Rev", "(P-R2KQFZT1,", "2027-02-15", "Y.aidt-reqts", "a-1-b-2"}
    assert {"high-level", "https://a.example/x-1", "jane-2@itu.example"} & {*words} <= broken
