"""HTML → a tree, and → text where it stands inside records; the only module that knows selectolax."""

from typing import TYPE_CHECKING

from overlap.read.formats.visible import fold

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser as Tree
    from selectolax.lexbor import LexborNode as Node

    __all__ = ["Node", "Tree", "parse", "to_text"]

_BLOCKS = (
    "address,article,aside,blockquote,br,caption,center,dd,div,dl,dt,fieldset,figure,footer,form,"
    "h1,h2,h3,h4,h5,h6,header,hr,li,main,nav,ol,p,pre,section,table,tr,ul"
)
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


def parse(html: str) -> "Tree":
    """Parse HTML as browsers do, whatever is wrong with it."""
    from selectolax.lexbor import LexborHTMLParser  # a heavy one, and few files hold HTML

    return LexborHTMLParser(html)


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
