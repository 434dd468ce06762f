"""The publishers' public sources: where each is, what it is called here, and on what terms it may be used."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Source:
    """A catalogue that can be fetched."""

    kind: str
    """As in `corpus import KIND`."""
    name: str
    """Of the corpus made of it."""
    title: str
    addresses: tuple[str, ...]
    licence: str
    terms: str = ""
    """The file with the text of the licence."""

    @property
    def notice(self) -> str:
        """Give what is kept beside the corpus: the licence and its text."""
        text = (Path(__file__).parent / "licences" / self.terms).read_text(encoding="utf-8") if self.terms else ""
        return "\n\n".join(filter(None, [f"{self.title}\n{self.licence}", text]))


_ISO = "https://isopublicstorageprod.blob.core.windows.net/opendata/_latest"
_RELATON = "https://github.com/relaton/relaton-data-{0}/archive/HEAD.zip"
_FACTS = (
    "Records of relaton-data-{0}, collected by Ribose (https://github.com/relaton/relaton-data-{0}, see its terms). "
    "Identifiers, titles, dates and stages are facts; abstracts belong to {1}."
)

SOURCES: Mapping[str, Source] = {
    "iso-open-data": Source(
        kind="iso-open-data",
        name="iso",
        title="ISO Open Data",
        addresses=(
            f"{_ISO}/iso_deliverables_metadata/json/iso_deliverables_metadata.jsonl",
            f"{_ISO}/iso_technical_committees/json/iso_technical_committees.jsonl",
        ),
        licence="Contains information from ISO Open Data, made available under the ODC Attribution License "
        "(https://opendatacommons.org/licenses/by/1-0/).",
        terms="odc-by-1.0.txt",
    ),
    **{
        f"relaton-{name}": Source(
            kind="relaton",
            name=f"relaton-{name}",
            title=f"{name.upper()} records of Relaton",
            addresses=(_RELATON.format(name),),
            licence=_FACTS.format(name, name.upper()),
        )
        for name in ("itu", "iso", "iec")
    },
}
"""By the name given to `corpus fetch`."""
