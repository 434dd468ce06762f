"""What a document is about where no heading says so, and which documents it says it is related to."""

import pytest

from overlap.read.content import Document, Paragraph
from overlap.read.formats import READERS
from overlap.read.formats.asciidoc import read_asciidoc
from overlap.read.formats.html import read_html
from overlap.read.formats.markdown import read_markdown
from overlap.read.kinds import naming, recognise
from overlap.read.reading import Reading

LONG = ["Ramps of ferries are wide and long, and many a car has driven up on them in all these years of use."] * 12


def markdown(text: str) -> Reading:
    return recognise(read_markdown(text.encode(), "x.md"))


def fields(*lines: str) -> dict[str, str]:
    (row,) = markdown("\n\n".join(lines)).rows
    return dict(row.fields)


@pytest.mark.parametrize(
    "said",
    [
        "This part of the standard specifies how ramps of ferries are tested in harbours.",
        "La présente norme définit comment les rampes des bacs sont éprouvées dans les ports.",
        "Esta norma establece cómo se prueban las rampas de los transbordadores en los puertos.",
        "Dieses Dokument beschreibt, wie die Rampen von Fähren in den Häfen geprüft werden.",
        "Dieses Rampenhandbuch beschreibt, wie die Rampen von Fähren in den Häfen geprüft werden.",
        "Настоящий стандарт устанавливает порядок испытаний рамп паромов в портах и на реках.",
        "本标准规定了渡轮坡道在港口和河流中的测试方法以及相关的安全要求和记录要求等内容，适用于各类渡轮坡道的设计、制造和检验。",
        "이 문서는 항구와 강에서 사용하는 여객선 경사로의 시험 방법과 안전 요구사항을 기술하고 있다.",
        "Bu standart, limanlarda ve nehirlerde kullanılan vapur rampalarının deney yöntemlerini kapsar.",
        "Käesolev dokument kirjeldab, kuidas sadamates parvlaevade rampe katsetatakse.",
        "Tässä asiakirjassa kuvataan, miten lauttojen rampit testataan satamissa ja joilla.",
        "Jelen dokumentum meghatározza, hogyan kell a kompok rámpáit a kikötőkben vizsgálni.",
        "Tento dokument popisuje, jak se zkoušejí rampy přívozů v přístavech a na řekách.",
        "Acest document descrie modul în care se încearcă rampele bacurilor în porturi.",
        "Το παρόν έγγραφο περιγράφει πώς δοκιμάζονται οι ράμπες των πλοίων στα λιμάνια.",
        "Този документ описва как се изпитват рампите на фериботите в пристанищата.",
        "Dokumen ini menjelaskan cara menguji landai kapal feri di pelabuhan dan di sungai.",
        "Denne standarden beskriver hvordan ramper på ferger prøves i havner og på elver.",
    ],
)
def test_the_paragraph_that_says_what_a_document_does_is_its_scope(said: str) -> None:
    assert fields("# Ramps of ferries", *LONG, said, *LONG)["scope"] == said


@pytest.mark.parametrize(
    "said",
    [
        "This document was prepared by the ferry office, which also gives advice on ramps of ferries.",
        "This document describes draft licence terms: it may be copied and distributed by all, copyright included.",
    ],
)
def test_a_paragraph_on_the_document_itself_is_none(said: str) -> None:
    assert "scope" not in fields("# Ramps of ferries", *LONG, said, *LONG)


def test_an_introduction_stands_in_for_a_summary_and_is_told() -> None:
    lines = ["# Ramps of ferries", "## Introduction", *LONG[:2], "### Ramps in use", *LONG]
    (row,) = recognise(read_markdown("\n\n".join(lines).encode(), "x.md")).rows
    assert row.fields["summary"] == "\n".join(LONG[:2])
    assert "for want of a scope" in row.where["summary"]
    assert "summary" not in fields("# Ramps of ferries", "## Scope", "On ramps.", "## Introduction", *LONG)


def test_a_prompt_of_a_template_is_no_scope() -> None:
    lines = ["# Ramps of ferries", "## Scope", "Insert the scope of this document here.", "## Terms", *LONG, *LONG]
    assert "scope" not in fields(*lines)


@pytest.mark.parametrize(
    "said",
    [
        "Provide guidance for owners of ferries on how to keep ramps safe, whatever the size of your ferry is.",
        "Describe the ramps of ferries. What stands here goes for small ports, too.",
        "To be provided with a ramp is what each port wants. The ramps are described in five parts.",
    ],
)
def test_a_scope_that_begins_as_a_prompt_does_is_one(said: str) -> None:
    assert fields("# Ramps of ferries", "## Scope", said, "## Terms", *LONG, *LONG)["scope"] == said


@pytest.mark.parametrize(
    "said",
    [
        "Describe your proposal.",
        "Replace this text with what the ramps are for.",
        "TBD",
        "To be written by the editor.",
    ],
)
def test_a_text_that_is_nothing_but_a_prompt_is_no_scope(said: str) -> None:
    assert "scope" not in fields("# Ramps of ferries", "## Scope", said, "## Terms", *LONG, *LONG)


def test_what_a_foreword_says_to_be_replaced_is_related_and_what_else_it_names_is_not() -> None:
    foreword = "It was made by ISO/TC 998. It cancels and replaces ISO 97301:2009, which ISO 95725 was made after."
    lines = [
        "# Lots",
        "ISO 97301",
        "## Foreword",
        "ISO 97111 was read, too. ISO 97301:2009 is replaced.",
        "## Scope",
        "Lots.",
    ]
    assert "relations" not in fields(*lines)
    assert fields(*lines[:3], foreword, *lines[4:])["relations"] == "ISO 97301:2009; ISO 95725"


def test_the_bibliography_of_asciidoc_names_documents_by_what_stands_after_its_keys() -> None:
    head = "= Lots\n:docnumber: 97301\n:publisher: ISO\n:title-main-en: Lots\n\n== Scope\n\nOn lots.\n\n"
    listed = "[bibliography]\n== Normative references\n\n* [[[a,ISO 95725]]], _Ramps_\n* [[[b,(2)IEC 95726-2:2001]]]\n"
    (row,) = recognise(read_asciidoc(f"{head}{listed}".encode(), "x.adoc")).rows
    assert row.fields["relations"] == "ISO 95725; IEC 95726-2:2001"


def test_an_amendment_in_asciidoc_goes_under_its_own_number() -> None:
    head = ":docnumber: 97301\n:publisher: ISO\n:updates: ISO 97301:2016\n:amendment-number: 1\n"
    stated = read_asciidoc(f"= Lots\n{head}:title-main-en: Lots\n:title-amendment-en: Ramps\n\nText.\n".encode(), "x")
    assert (stated.stated["id"], stated.stated["title"]) == ("ISO 97301:2016/Amd 1", "Lots — Ramps")


@pytest.mark.parametrize(
    "cell", ["EUR 100", "USD 2,500 a year", "COVID-19", "AA AC AD AF AN BQ H2", "SOMATIC VALIDATED 1000G"]
)
def test_amounts_illnesses_and_words_in_capitals_are_no_documents(cell: str) -> None:
    assert not naming.is_document(cell)


def test_tables_of_a_text_are_no_lists_though_a_row_looks_like_a_document() -> None:
    page = "<h1>Ramps of ferries</h1>" + "".join(f"<p>{line}</p>" for line in LONG)
    names = ["AB-12", "depth", "width", "angle", "grip"]
    body = "".join(f"<tr><td>{name}</td><td>How the {name} of it is taken</td></tr>" for name in names)
    page += f"<table><tr><th>ID</th><th>Description</th></tr>{body}</table>"
    (row,) = recognise(read_html(page.encode(), "x.html")).rows
    assert row.fields["title"] == "Ramps of ferries"


def test_a_heading_deep_in_a_text_that_says_title_is_no_label() -> None:
    lines = ["# Ramps of ferries", *(f"## Clause on {name}\n\n{LONG[0]}" for name in ("width", "angle", "grip", "use"))]
    assert fields(*lines, "## Title", "The title is written in words.")["title"] == "Ramps of ferries"


def test_lines_of_preformatted_text_stay_lines() -> None:
    page = read_html(b"<pre>title: Ramps of ferries\ndate: 2025-12-06</pre><p>Text.</p>", "x.html")
    assert page.parts[0] == Paragraph("title: Ramps of ferries\ndate: 2025-12-06", "paragraph 1", style="pre")
    assert isinstance(page, Document)


def test_what_describes_a_committee_is_not_its_name() -> None:
    stated = "name: Ferry ramps committee\ndescription: It looks at ramps of ferries in harbours and on rivers.\n"
    for data in (recognise(READERS[".yaml"].read(stated.encode(), "x.yaml")), markdown(f"---\n{stated}---\n")):
        (row,) = data.rows
        assert row.fields["title"] == "Ferry ramps committee"


def test_an_object_that_heads_a_clause_is_no_subject() -> None:
    said = "Ce texte traite des rampes des bacs."
    assert fields("# Rampes des bacs", "## Objet", said) == {"id": "x", "title": "Rampes des bacs", "scope": said}


def test_in_a_long_text_a_few_lines_that_begin_with_documents_make_no_list() -> None:
    lines = ["# Ramps of ferries", *LONG, "## More to read", "- ISO 95725 – Ramps", "- ISO 95726 – Bells of ferries"]
    assert fields(*lines, "- ISO 95727 – Lots of ferries", *LONG)["title"] == "Ramps of ferries"


def test_clauses_of_an_annex_are_no_documents() -> None:
    clauses = [f"## P.{number} Ramps of kind {number}\n\nStatus: in use" for number in range(1, 6)]
    assert fields("# Ramps of ferries", *clauses)["title"] == "Ramps of ferries"


def test_a_scope_far_below_is_of_some_matter_of_the_document() -> None:
    many = [f"## Matter {letter} of ramps\n\n{LONG[0]}" for letter in "abcdefghijklmnopqrstuvwxyz"]
    assert "scope" not in fields("# Ramps of ferries", *many, "## Scope", "What a token may do.")
    assert fields("# Ramps of ferries", *many, "## 1 Scope", "On ramps.")["scope"] == "On ramps."


@pytest.mark.parametrize("said", ["Rampen von Fähren", "Rampen von Fähren nach 2020"])
def test_what_a_label_of_a_number_says_that_is_none_is_a_title(said: str) -> None:
    found = fields(f"Bezeichnung: {said}", *LONG, *LONG)
    assert (found["id"], found["title"]) == ("x", said)


@pytest.mark.parametrize("said", ["to be assigned", "n/a", "none yet", "Ferry ramp guide"])
def test_what_a_label_of_a_number_says_that_is_none_leaves_the_heading_the_title(said: str) -> None:
    found = fields("# Ramps of ferries", f"Identifier: {said}", *LONG, *LONG)
    assert (found["id"], found["title"]) == ("x", "Ramps of ferries")


@pytest.mark.parametrize("said", ["to be assigned", "not yet known", "none yet", "To be determined", "n/a"])
def test_a_placeholder_at_the_label_of_a_number_is_no_title(said: str) -> None:
    assert "title" not in fields(f"Number: {said}", *LONG, *LONG)


def test_what_front_matter_names_without_an_identifier_is_no_relation() -> None:
    head = "---\ntitle: Ramps of ferries\nparent: {}\n---\n\nText of it."
    assert "relations" not in markdown(head.format("Software of ferries")).rows[0].fields
    assert markdown(head.format("GB/T 95725-2016")).rows[0].fields["relations"] == "GB/T 95725-2016"


def test_the_variables_of_a_page_are_what_its_front_matter_gives() -> None:
    page = markdown("---\ntitle: Ramps of ferries\n---\n\n# {{ page.title }}\n\nThis page is on ramps.")
    assert page.rows[0].fields["title"] == "Ramps of ferries"


def test_attributes_in_the_title_of_asciidoc_are_put_in() -> None:
    text = "= Ramps{mark} of ferries\n:mark: pass:q,r[^™^]\n\nText of it.\n"
    assert read_asciidoc(text.encode(), "x.adoc").stated["title"] == "Ramps™ of ferries"


def test_requirements_in_a_text_are_no_work_items() -> None:
    page = "<h1>Ramps of ferries</h1>" + "".join(f"<p>{line}</p>" for line in LONG)
    rows = [f"<tr><td>FE-T19-{n:03}</td><td>A ramp must bear the car of kind {n}.</td></tr>" for n in range(1, 6)]
    page += f"<table><tr><th>ID</th><th>Description</th></tr>{''.join(rows)}</table>"
    (row,) = recognise(read_html(page.encode(), "x.html")).rows
    assert row.fields["title"] == "Ramps of ferries"


def test_a_contents_list_in_a_table_gives_no_scope() -> None:
    html = "<p>Kerbs of towns</p><table>" + "".join(
        f"<tr><td>{line}</td></tr>" for line in ("1 Introduction", "1.1 Scope", "1.2 Terms", "2 Ramps of towns")
    )
    (row,) = recognise(read_html(f"{html}</table><p>Ramps are wide.</p>".encode(), "x.html")).rows
    assert "1.2 Terms" not in row.fields.get("scope", "").split("\n")[:1]


def test_a_heading_of_markdown_within_a_page_is_one() -> None:
    html = "<section>\n## Zusammenfassung\nRampen von Fähren.\n</section><section>\n## Profil\nMehr dazu.\n</section>"
    (row,) = recognise(read_html(html.encode(), "x.html")).rows
    assert row.fields["summary"] == "Rampen von Fähren."
    assert read_html(b"<p>No. # 5 of <b>it</b> ## 6</p>", "x.html").paragraphs[0].level == 0


def test_a_document_that_is_summed_up_as_one_is_no_charter() -> None:
    lines = (
        "# Strategy of the ramps working group",
        "## Samenvatting",
        "Dit document beschrijft de opritten van veerboten in havens.",
    )
    reading = markdown("\n\n".join([*lines, "## Opritten", *LONG, "## Scope", "- Ramps", "## Out of scope", "- Bells"]))
    assert reading.kind == "document of no known kind"


AIMS = [
    "The purpose of this document is to say how ramps of ferries are tested in the harbours of the world.",
    "The main goal of this project is to provide a shared format for the ramps of ferries in all ports.",
    "The aim of this proposed standard is to let ports exchange what they know of the ramps of ferries.",
    "L’objectif de ce document est de dire comment les rampes des bacs sont éprouvées dans les ports.",
    "Le but de la présente norme est de dire comment les rampes des bacs sont éprouvées dans les ports.",
    "L'objet du présent référentiel est de dire comment les rampes des bacs sont éprouvées.",
    "Zweck dieses Dokuments ist es, die Prüfung der Rampen von Fähren in Häfen festzulegen.",
    "Das Ziel der vorliegenden Norm ist die Prüfung der Rampen von Fähren in Häfen und auf Flüssen.",
    "El propósito de este documento es establecer cómo se prueban las rampas de los transbordadores.",
    "La finalidad de la presente norma es establecer cómo se prueban las rampas en los puertos.",
    "O objetivo deste documento é estabelecer como se testam as rampas das balsas nos portos.",
    "Lo scopo di questo documento è stabilire come si provano le rampe dei traghetti nei porti.",
    "Het doel van dit document is vast te leggen hoe de hellingen van veerboten worden beproefd.",
    "Целью настоящего стандарта является установление порядка испытаний рамп паромов в портах.",
    "本文件的目的是规定渡轮坡道在港口和河流中的测试方法以及相关要求。",
    "本标准的目的在于规定渡轮坡道在港口和河流中的测试方法以及要求。",
    "この規格の目的は、港における渡船の傾斜路の試験方法を定めることである。",
]


@pytest.mark.parametrize("said", AIMS)
def test_what_a_document_is_there_for_is_its_scope_where_it_says_nothing_better(said: str) -> None:
    lines = ["# Ramps of ferries", "## Background", *LONG, "## Aim", said, *LONG]
    assert fields(*lines)["scope"] == said
    better = "This document describes how ramps of ferries are tested in the harbours of the whole world."
    assert fields(*lines, better)["scope"] == better
    assert fields(*lines, "## Scope", "On ramps of ferries.")["scope"] == "On ramps of ferries."


@pytest.mark.parametrize(
    "said",
    [
        "The purpose of this chapter is to help a reader who has never seen the ramp of a ferry before.",
        "The purpose of ferries is to carry cars and vans from one side of a river to the other one.",
        "The goal of this project was reached in time; the copyright of this document is with the ferry office.",
    ],
)
def test_the_purpose_of_anything_else_is_none(said: str) -> None:
    assert "scope" not in fields("# Ramps of ferries", *LONG, said, *LONG)


@pytest.mark.parametrize(
    "heading",
    [
        "Condensé",
        "Abrégé",
        "Synthèse",
        "Kurzdarstellung",
        "Resumen ejecutivo",
        "Riassunto",
        "Реферат",
        "内容提要",
        "要旨",
    ],
)
def test_an_abstract_is_known_by_the_heading_of_its_language(heading: str) -> None:
    assert fields("# Ramps of ferries", f"## {heading}", LONG[0], "## More", *LONG)["summary"] == LONG[0]


@pytest.mark.parametrize("title", ["坡道格式", "渡轮坡道", "傾斜路", "경사로"])
def test_a_short_title_in_a_dense_script_is_one_and_a_sentence_is_none(title: str) -> None:
    assert (
        fields(f"# {title}", "坡道已经建造了很多年，遍布世界各地。", "本标准规定了渡轮坡道的测试方法。")["title"]
        == title
    )


@pytest.mark.parametrize("series", ["EIP", "BIP", "CIP"])
@pytest.mark.parametrize("key", ["Requires", "requires", "Replaces", "Updates", "Obsoletes"])
def test_what_a_proposal_requires_is_related_to_it_and_so_is_what_it_replaces(series: str, key: str) -> None:
    head = f"{series}: 9901\nTitle: Ramps for coins\n{key}: 32, 39\nSuperseded-By: 9907\n"
    for text in (f"```\n{head}```\n\n## Abstract\n\n{LONG[0]}\n", f"---\n{head}---\n\n## Abstract\n\n{LONG[0]}\n"):
        (row,) = markdown(text).rows
        assert row.fields["relations"] == f"{series} 32; {series} 39; {series} 9907"
