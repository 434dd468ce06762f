"""The command `manual`: pages about one subject each, which come with the program."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Annotated

import typer

from overlap.cli.console import page as terminal_page
from overlap.cli.console import show, show_markdown
from overlap.cli.help import examples
from overlap.errors import NotFoundError
from overlap.text.suggestions import did_you_mean

EXAMPLES = examples("overlap manual", "overlap manual compare", "overlap manual compare > compare.md")


@dataclass(frozen=True, slots=True)
class ManualPage:
    """A page of the manual, in Markdown."""

    name: str
    text: str

    @property
    def title(self) -> str:
        """The first heading of the first rank."""
        found = re.search(r"^# +(.+?) *$", self.text, re.MULTILINE)
        return found[1] if found else self.name

    @property
    def about(self) -> str:
        """The first sentence below the title, without what only marks it up."""
        body = re.sub(r"^#.*$", "", self.text, flags=re.MULTILINE).strip()
        sentence = re.split(r"(?<=[.!?])\s|\n\s*\n", body, maxsplit=1)[0]
        return " ".join(re.sub(r"`|\*\*?|\[([^\]]*)\]\([^)]*\)", r"\1", sentence).split())


def manual(
    page: Annotated[
        str, typer.Argument(help="A page; without one they are listed.", autocompletion=lambda: list(_pages()))
    ] = "",
) -> None:
    """Show the manual, one page a subject.

    On a terminal a page is laid out; in a pipe or a file it stays the Markdown that it is.
    """
    pages = _pages()
    if not page:
        from overlap.report.terminal import write_listing

        rows = [[each.name, f"{each.title}: {each.about}"] for each in pages.values()]
        show(write_listing(["Page", "About"], rows, terminal_page()))
    elif page in pages:
        show_markdown(pages[page].text)
    else:
        raise NotFoundError(f"The manual has no page {page}.", did_you_mean(page, pages) + "See 'overlap manual'.")


def _pages() -> Mapping[str, ManualPage]:
    """Read all pages, by name."""
    found = [each for each in files("overlap").joinpath("manual").iterdir() if each.name.endswith(".md")]
    names = sorted(each.name.removesuffix(".md") for each in found)
    texts = {each.name.removesuffix(".md"): each.read_text(encoding="utf-8") for each in found}
    return {name: ManualPage(name, texts[name]) for name in names}
