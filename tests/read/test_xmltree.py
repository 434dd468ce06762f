"""XML as a tree: what entities stand for, which of them are refused, and that an encoding changes nothing."""

from xml.etree.ElementTree import tostring
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overlap.errors import InputError
from overlap.read.formats import xmltree

NAMES = ("lots", "kerb", "nbsp", "eacute", "a.b-c", "_x")
"""Of entities: some that HTML knows otherwise, or does not know."""
PLAIN = st.text("abc déß中\u2011;", max_size=6)
PARTS = st.lists(st.one_of(PLAIN, st.sampled_from(NAMES).map(lambda name: f"&{name};")), max_size=6)
KNOWN = {"nbsp": "\xa0", "eacute": "é"}


@given(st.dictionaries(st.sampled_from(NAMES), PLAIN), PARTS, st.booleans(), st.booleans())
def test_an_entity_is_what_it_was_declared_to_be(
    declared: dict[str, str], parts: list[str], is_headed: bool, is_elsewhere: bool
) -> None:
    own = "".join(f'<!ENTITY {name} "{value}">' for name, value in declared.items())
    system = ' PUBLIC "-//X//EN" "x.dtd"' if is_elsewhere else ""
    head = '<?xml version="1.0"?>\n<!-- of > lots -->\n' if is_headed else ""
    page = f"{head}<!DOCTYPE page{system} [{own}]>\n<page>{''.join(parts)}&amp;&lt;</page>"
    meant = {**KNOWN, **declared}
    unknown = [part for part in parts if part.startswith("&") and part[1:-1] not in meant]
    if unknown:
        with pytest.raises(InputError, match="not well-formed XML"):
            xmltree.parse(page.encode(), "x.xml")
        return
    said = "".join(meant[part[1:-1]] if part.startswith("&") else part for part in parts)
    assert xmltree.parse(page.encode(), "x.xml").text == f"{said}&<"


@pytest.mark.parametrize("length", [1, 64, 1_999, 2_000, 2_001, 9_000])
def test_an_entity_that_is_long_or_swells_is_refused(length: int) -> None:
    page = f'<!DOCTYPE p [<!ENTITY a "{"x" * length}">]><p>&a;</p>'.encode()
    if length <= 2_000:
        assert xmltree.parse(page, "x.xml").text == "x" * length
        with pytest.raises(InputError, match="declares entities, which no word processor"):
            xmltree.parse(page, "x.docx", "word/document.xml")
    else:
        with pytest.raises(InputError, match="declares entities that swell"):
            xmltree.parse(page, "x.xml")
    for sign in ("&#38;", "&#37;", "&#60;", "&b;"):
        with pytest.raises(InputError, match="that swell"):
            xmltree.parse(f'<!DOCTYPE p [<!ENTITY a "{sign}">]><p>&a;</p>'.encode(), "x.xml")


def test_an_entity_may_name_those_above_it_within_bounds() -> None:
    page = '<!DOCTYPE p [<!ENTITY at "https://x.example/"><!ENTITY of "&at;a?b=1&amp;c">]><p>&of;</p>'
    assert xmltree.parse(page.encode(), "x.xml").text == "https://x.example/a?b=1&c"
    long = f'<!DOCTYPE p [<!ENTITY a "{"x" * 2_000}">]><p>{"&a;" * 3_000}</p>'
    with pytest.raises(InputError, match="that swell"):
        xmltree.parse(long.encode(), "x.xml")
    tenfold = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    with pytest.raises(InputError, match="that swell"):
        xmltree.parse(f'<!DOCTYPE p [<!ENTITY e0 "xx">{tenfold}]><p>&e9;</p>'.encode(), "x.xml")


def test_what_another_file_declares_is_not_fetched() -> None:
    page = '<!DOCTYPE p [<!ENTITY one SYSTEM "one.xml"><!ENTITY % more SYSTEM "more.ent">%more;]><p>a&one;b&far;c</p>'
    found = xmltree.parse(page.encode(), "x.xml")
    assert tostring(found) == b'<p>a<include href="one.xml" />bc</p>'
    alone = page.replace('<!ENTITY % more SYSTEM "more.ent">%more;', "")
    with pytest.raises(InputError, match="not well-formed"):
        xmltree.parse(alone.encode(), "x.xml")
    with pytest.raises(InputError, match=r"damaged \(word/x.xml: ") as refused:
        xmltree.parse(b"<p>", "x.docx", "word/x.xml")
    assert refused.value.problem.startswith("x.docx: ")


@given(
    st.text("abcéüñ ", max_size=9),
    st.sampled_from(("utf-8", "utf-16", "iso-8859-1", "windows-1252", "utf-8-sig")),
    st.sampled_from(("\n", " ", "")),
)
def test_an_encoding_changes_nothing(text: str, encoding: str, between: str) -> None:
    declared = encoding.removesuffix("-sig")
    page = f'<?xml version="1.0" encoding="{declared}"?>{between}<p lang="?>">{escape(text)}</p>'
    found = xmltree.parse(xmltree.as_utf8(page.encode(encoding), "x.xml"), "x.xml")
    assert (found.text or "", found.get("lang")) == (text, "?>")
