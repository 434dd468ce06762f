"""HTML → a tree, and → text where it stands inside records; the only module that knows selectolax."""

import re
from typing import TYPE_CHECKING

from overlap.read.formats.visible import fold

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser as Tree
    from selectolax.lexbor import LexborNode as Node

    __all__ = ["Node", "Tree", "parse", "to_text", "without_struck"]

_DEEPEST = 2_000
"""Levels of elements; browsers stop at some hundreds."""
_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)[^<>]*>")
_NOT_COUNTED = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
        "p",
        "li",
        "td",
        "th",
        "tr",
        "dt",
        "dd",
        "option",
        "thead",
        "tbody",
        "tfoot",
        "colgroup",
        "html",
        "head",
        "body",
    ]
)
"""Elements without an end tag, or whose end tag many a page leaves out."""
_BLOCKS = (
    "address,article,aside,blockquote,br,caption,center,dd,div,dl,dt,fieldset,figure,footer,form,"
    "h1,h2,h3,h4,h5,h6,header,hr,li,main,nav,ol,p,pre,section,table,tr,ul"
)
_STRUCK = re.compile(r"<(?:s|del|strike)\b", re.IGNORECASE)
_WORD_BULLETS = "span[style*='mso-list: Ignore'],span[style*='mso-list:Ignore']"


def to_text(html: str) -> str:
    r"""Turn a piece of HTML into lines: one a paragraph, and one a list item, which begins with `- `.

    >>> to_text("<p>Terms for:<ul><li>parking&nbsp;lots<LI>kerbs</ul>as well")
    'Terms for:\n- parking lots\n- kerbs\nas well'
    """
    folded = fold(html)
    if "<" not in folded and "&" not in folded:
        return folded
    return "\n".join(filter(None, map(_tidy, _plain(folded).split("\n"))))


def without_struck(html: str) -> tuple[str, int]:
    """Take out of a piece of HTML what is struck out; tell how many places held a word.

    >>> without_struck("<p>Lots <del>and kerbs</del></p>")
    ('<p>Lots </p>', 1)
    """
    if not _STRUCK.search(html):
        return html, 0
    tree = parse(html)
    struck = [node for node in tree.css("s,del,strike") if re.search(r"\w", node.text())]
    tree.strip_tags(["s", "del", "strike"])
    return (tree.body.inner_html or "") if tree.body else "", len(struck)


def parse(html: str) -> "Tree":
    """Parse HTML as browsers do, whatever is wrong with it; tags nested deeper than any page's are left out."""
    from selectolax.lexbor import LexborHTMLParser  # a heavy one, and few files hold HTML

    return LexborHTMLParser(_flattened(html) if html.count("<") > _DEEPEST else html)


def _flattened(html: str) -> str:
    """Leave out the tags below the deepest level, for which the parser takes time by the square; the text stays."""
    depth = 0

    def kept(tag: re.Match[str]) -> str:
        nonlocal depth
        if tag[2].lower() in _NOT_COUNTED:
            return tag[0]
        depth += -1 if tag[1] else 1
        is_deep = depth >= _DEEPEST if tag[1] else depth > _DEEPEST
        depth = max(depth, 0)
        return "" if is_deep else tag[0]

    return _TAG.sub(kept, html)


def _plain(html: str) -> str:
    tree = parse(html)
    tree.strip_tags(["script", "style", "template"])
    for bullet in tree.css(_WORD_BULLETS):
        bullet.replace_with("- ")
    for node in tree.css(_BLOCKS):
        node.insert_before("\n- " if node.tag == "li" else "\n")
        node.insert_after("\n")
    return tree.body.text() if tree.body else ""


def _tidy(line: str) -> str:
    folded = fold(line)
    while folded.startswith("- - "):
        folded = folded[2:]
    return "" if folded == "-" else folded
