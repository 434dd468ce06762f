"""A ranking, a pair in full, and lists, for the terminal."""

from collections.abc import Iterable, Iterator, Sequence

from overlap.comparison import subjects
from overlap.items import dates
from overlap.model import Corpus, Entry, Pair, Report
from overlap.report.layout import PLAIN, Block, Column, Screen, grid, indented, render, table, text
from overlap.report.pairs import day, relation_of, score_of
from overlap.report.wording import (
    BASIS,
    SCORE,
    compared_on,
    details,
    footer,
    found,
    header,
    notes,
    pairs,
    rank_of,
    standing,
    top_terms,
)
from overlap.score.rounding import STEP, apportion
from overlap.settings import By


def write(report: Report, screen: Screen = PLAIN) -> str:
    """Write the ranked pairs as a table, everything in full; with no colour system there is no escape code in it."""
    columns = (
        Column(
            "#", "bold", is_number=True, width=max(map(len, ["99", *(str(pair.rank or "") for pair in report.pairs)]))
        ),
        Column("Level", ratio=10),
        Column(report.left.corpus.title, ratio=14),
        Column(report.right.corpus.title, ratio=14),
    )

    def listing(pairs: Iterable[Pair]) -> Block:
        rows = [(str(pair.rank or ""), _verdict(pair), _entry(pair.left), _entry(pair.right)) for pair in pairs]
        return table(columns, rows, width=screen.width, below=1)

    lists: list[Block] = [listing(report.pairs)] if report.pairs else [text(_NOTHING)]
    if report.settings.by is By.SUBJECT and report.pairs:
        groups = subjects.of(report)
        lists = [block for each in groups for block in (_subject(each), listing(each.pairs))]
    return render([*_lines(header(report)), text(""), *lists, text(""), *_lines(footer(report))], screen)


def _subject(group: subjects.PairGroup) -> Block:
    return text(f"{group.name}: {pairs(len(group.pairs))}, {group.id}", "bold")


_NOTHING = "No pair to show: none shares a term and meets the filters."


def write_explanation(report: Report, screen: Screen = PLAIN) -> str:
    """Write the one pair of a report in full: both entries, and each channel and term with its share of the score."""
    pair = report.pairs[0]
    blocks: list[Block] = [
        *_both((pair.left, pair.right), (report.left.corpus, report.right.corpus), day(report)),
        text(f"{pair.level}: score {score_of(pair.score)}, {rank_of(pair, report)}, {pair.id}", "bold"),
        *([text(f"Already coordinated: {pair.declared}.", "bold")] if pair.declared else []),
        *([text(f"Decided before: {pair.decision}.", "bold")] if pair.decision else []),
        *([text(f"Open again: {pair.reopened}.", "bold")] if pair.reopened else []),
        *_lines(filter(None, [relation_of(pair, pair.left.id, pair.right.id)])),
        text(f"Compared on {compared_on(pair)}. {SCORE}"),
        text(""),
        _waterfall(pair),
        text(""),
        *_lines(each for each in notes(report) if each != BASIS),
    ]
    return render(blocks, screen)


def write_entries(
    entries: tuple[Entry, Entry], corpora: tuple[Corpus, Corpus], screen: Screen = PLAIN, today: str = ""
) -> str:
    """Write an entry of each list in full, one below the other, and nothing of how close they are."""
    return render(_both(entries, corpora, dates.day(today, corpora))[:-1], screen)


def write_listing(columns: Sequence[str], rows: Iterable[Sequence[str]], screen: Screen = PLAIN) -> str:
    """Write plain rows under a header."""
    return render([table([Column(each) for each in columns], rows)], screen)


def _verdict(pair: Pair) -> Block:
    why = f"\n{score_of(pair.score)} {compared_on(pair)}\n{top_terms(pair)}\n{pair.id}"
    return text(str(pair.level), "bold", [(why, "not bold")])


def _entry(entry: Entry) -> Block:
    return text(entry.id, "bold", [(f"\n{entry.title}", "not bold"), (f"\n{standing(entry)}", "not bold dim")])


def _both(entries: tuple[Entry, Entry], corpora: tuple[Corpus, Corpus], today: str) -> list[Block]:
    blocks: list[Block] = []
    for entry, corpus in zip(entries, corpora, strict=True):
        values = grid((Column(width=_NAME_WIDTH), Column()), details(entry, corpus, today))
        blocks += [text(entry.id, "bold"), indented(values), text("")]
    return blocks


_NAME_WIDTH = 11
"""Of the longest name of a field."""


def _waterfall(pair: Pair) -> Block:
    """Show the shares of channels and terms as they add up to the log-odds, in hundredths that still add up."""
    columns = (
        Column("Channel", is_cut=True),
        Column("What it found"),
        Column("Log-odds", is_number=True, is_cut=True),
        Column(is_cut=True),
    )
    return table(columns, _steps(pair))


def _steps(pair: Pair) -> Iterator[Sequence[Block]]:
    """Yield a row for each channel, the rows of its terms below it, and last the sum."""
    total = round((pair.log_odds or 0) * 100)
    for channel, share in zip(pair.channels, _hundredths([each.share for each in pair.channels], total), strict=True):
        if channel.name == "same title" and not share:
            continue
        terms = [term for term in pair.terms if term.channel == channel.name]
        yield text(channel.name, "bold"), found(channel), _signed(share), _bar(share)
        for term, part in zip(terms, _hundredths([term.share for term in terms], share), strict=True):
            written = f" ({', '.join(term.written)})" if term.written else ""
            yield "", f"  {term.text}{written}", _signed(part), text(_bar(part), "dim")
    if pair.compared_on == "title only":
        yield text("scope", "bold"), "not compared: neither has one", _signed(0), ""
    if pair.log_odds is None:
        yield "", "no term in common, so the score is 0", "", ""
    else:
        yield text("sum", "bold"), f"a probability of {score_of(pair.score)}", _signed(total), ""


def _signed(hundredths: int) -> str:
    return f"{hundredths / 100:+.2f}" if hundredths else "0.00"


def _bar(hundredths: int) -> str:
    return ("█" if hundredths > 0 else "▒") * round(abs(hundredths) / _PER_MARK)


_PER_MARK = 40
"""Hundredths of log-odds that one mark of a bar stands for."""


def _hundredths(shares: list[float], total: int) -> list[int]:
    """Round shares to hundredths that add up to the total."""
    return apportion([share * 100 / STEP for share in shares], total)


def _lines(lines: Iterable[str]) -> list[Block]:
    return [text(line) for line in lines]
