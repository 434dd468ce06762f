"""Identifiers of standards: which of them name the same work.

The rules, in the order they are applied; the words they know are data (`rules.toml`), each with its source:

1. Spelling: Unicode normalisation, dashes, white space; names of publishers in French and Russian.
2. Common texts and renamed drafts carry several identifiers: `Rec. ITU-T X.509 | ISO/IEC 9594-8`,
   `Y.4817 (ex Y.IoT-IADS)`. Each stands for the work.
3. ITU-T: dual numbers (`Y.4400/Y.2063`) are numbers of one Recommendation. Editions `(2008)`, `(12/2022)`, `(V2)`,
   `v.1`, revisions `-Rev`, amendments, corrigenda, errata and addenda belong to it. Supplements, annexes and
   appendices published under their own identifier, `bis`, `ter` and regional letters are documents of their own.
4. ISO and IEC: publisher (`ISO`, `ISO/IEC`, `ISO/IEC/IEEE`), stage (`DIS`, `CD TS`), kind (`TS`, `TR`, `PAS`), year,
   iteration (`.2`), edition, language, amendments, corrigenda and packaging (`CSV`, `RLV`) do not change the number,
   for it is given once. Parts, sections and sheets (`-1`, `-2-60`, `/1`) stay apart. Guides, IWAs, technology trends
   assessments and IEC's own documents number on their own. Numbers from 60000 on are shared by ISO and IEC. Where a
   number was given twice nevertheless is written in `rules.toml`.
5. ITU-R: the last number is the revision (`BT.1088-2`); Reports and Questions number on their own. ITU-R and ITU-D are
   never ITU-T.
6. IEEE: a number with its dots and letters is one work (`802.3` is not `802.11`, `802.11ay` is not `802.11`); draft,
   revision, year and corrigendum belong to it.
7. Adoptions (`DIN EN ISO 9001`, `GB/T 1 idt ISO 2`) are works of their own, and name their origin.
8. Owners of one plain form (ETSI, 3GPP, SAE, ASTM, RFC) by a table.
9. Anything else is its own name, without the year.
"""

from overlap.text.identifiers.identity import Identifier
from overlap.text.identifiers.parsing import parse

__all__ = ["Identifier", "parse"]
