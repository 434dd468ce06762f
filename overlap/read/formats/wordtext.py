"""What a paragraph of WordprocessingML shows: runs, fields and boxes to tick, without what is hidden or struck out."""

import re
from collections.abc import Iterator, Mapping, Sequence
from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
DELETED = frozenset((f"{W}del", f"{W}moveFrom", f"{W}rt", _FALLBACK))
"""Elements that are not shown, or not as text: deletions, readings above characters, what stands in for boxes."""
TEXT_BOX = f"{W}txbxContent"
_CHARACTERS = {f"{W}tab": " ", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}ptab": " "}
_SYMBOLS = {
    ("wingdings", "fe"): "☒",
    ("wingdings", "fd"): "☒",
    ("wingdings", "fc"): "☒",
    ("wingdings", "78"): "☒",
    ("wingdings", "a8"): "☐",
    ("wingdings", "6f"): "☐",
    ("wingdings", "72"): "☐",
    ("wingdings 2", "51"): "☒",
    ("wingdings 2", "52"): "☒",
    ("wingdings 2", "53"): "☒",
    ("wingdings 2", "54"): "☒",
    ("wingdings 2", "a3"): "☐",
    ("wingdings 2", "2a"): "☐",
}
"""Characters of symbol fonts that are boxes, ticked and not."""
_OFF = frozenset(("0", "false", "off"))
_UNREAD = {"hidden text": ("vanish",), "struck-out text": ("strike", "dstrike")}
"""What a run may be that nobody is to read, and the properties that say so."""
_MOST_STYLES = 20
"""So many styles may each be based on the next."""


def val(element: Element, path: str) -> str:
    """Read the `w:val` of a descendant; empty when it is not there."""
    found = element.find("/".join(f"{W}{step}" for step in path.split("/")))
    return found.get(f"{W}val", "true") if found is not None else ""


def drop_unread(body: Element, sheet: Element | None) -> dict[str, int]:
    """Take hidden and struck-out runs out of a body, by their own properties or their styles.

    Give for each of the two how many held a text.
    """
    found: dict[str, int] = {}
    for what, marks in _UNREAD.items():
        roots = [body] if sheet is None else [body, sheet]
        if any(next(root.iter(f"{W}{mark}"), None) is not None for root in roots for mark in marks):
            found[what] = _drop(body, marks, _marked_styles(sheet, marks))
    return found


def _drop(body: Element, marks: Sequence[str], styles: Mapping[str, bool]) -> int:
    count = 0
    for paragraph in body.iter(f"{W}p"):
        is_marked = styles.get(val(paragraph, "pPr/pStyle"), False)
        for parent in [paragraph, *(each for each in paragraph.iter() if each.find(f"{W}r") is not None)]:
            for run in parent.findall(f"{W}r"):
                said = _said(run, marks)
                if styles.get(val(run, "rPr/rStyle"), is_marked) if said is None else said:
                    count += any((text.text or "").strip() for text in run.iter(f"{W}t"))
                    parent.remove(run)
    return count


def _said(element: Element, marks: Sequence[str]) -> bool | None:
    """Say whether the properties of a run or a style switch one of the marks on; None where they name none."""
    said = [value not in _OFF for mark in marks if (value := val(element, f"rPr/{mark}"))]
    return any(said) if said else None


def _marked_styles(sheet: Element | None, marks: Sequence[str]) -> Mapping[str, bool]:
    """Give for each style that says so, or is based on one that does, whether it marks its text."""
    styles = {style.get(f"{W}styleId", ""): style for style in sheet.iter(f"{W}style")} if sheet is not None else {}
    found: dict[str, bool] = {}
    for name in styles:
        base = name
        for _ in range(_MOST_STYLES):
            style = styles.get(base)
            if style is None:
                break
            if (said := _said(style, marks)) is not None:
                found[name] = said
                break
            base = val(style, "basedOn")
    return found


def text_of(element: Element) -> str:
    """Join what a paragraph shows: no deleted text, no placeholder, a tick box as ☒ or ☐."""
    return "".join(_pieces(element))


def _pieces(element: Element) -> Iterator[str]:
    for child in element:
        tag = child.tag
        if tag in DELETED or tag == TEXT_BOX:
            continue
        if tag == f"{W}t":
            yield child.text or ""
        elif tag in _CHARACTERS:
            yield _CHARACTERS[tag]
        elif tag == f"{W}sdt" and (box := child.find(f"{W}sdtPr/{_W14}checkbox")) is not None:
            yield _tick(box.find(f"{_W14}checked"))
        elif tag == f"{W}sdt" and is_placeholder(child):
            continue
        elif tag == f"{W}sym":
            yield _SYMBOLS.get((child.get(f"{W}font", "").lower(), child.get(f"{W}char", "")[-2:].lower()), "")
        elif tag == f"{W}ddList":
            yield _chosen(child)
        elif tag == f"{W}checkBox":
            ticked = val(child, "checked") or val(child, "default")
            yield "☒" if ticked in ("1", "true", "on") else "☐"
        elif len(child):
            yield from _pieces(child)


def _tick(checked: Element | None) -> str:
    return "☒" if checked is not None and checked.get(f"{_W14}val", "1") not in _OFF else "☐"


def _chosen(choices: Element) -> str:
    """Give the entry that is chosen in a list of the old form fields: the first, where no other is."""
    entries = [each.get(f"{W}val", "") for each in choices.iter(f"{W}listEntry")]
    number = val(choices, "result") or val(choices, "default") or "0"
    return entries[int(number)] if re.fullmatch(r"[0-9]{1,3}", number) and int(number) < len(entries) else ""


def is_placeholder(control: Element) -> bool:
    """Say whether a content control shows only its prompt, as in `Click here to enter text`."""
    properties = control.find(f"{W}sdtPr")
    if properties is None or properties.find(f"{W}showingPlcHdr") is None:
        return False
    return properties.find(f"{_W14}checkbox") is None
