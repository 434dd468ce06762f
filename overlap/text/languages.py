"""In which language a text is; the only module that knows py3langid."""

import re
from collections.abc import Callable, Sequence
from functools import cache

KNOWN = ("en", "fr", "es", "ru", "ar", "zh", "de")
"""ISO 639-1 codes of the languages told apart: the six of the United Nations, and German."""

NAMES = {
    "en": "English",
    "fr": "French",
    "es": "Spanish",
    "ru": "Russian",
    "ar": "Arabic",
    "zh": "Chinese",
    "de": "German",
}
_CODES = {
    "en": "en eng e anglais",
    "fr": "fr fra fre f français",
    "es": "es spa s español",
    "ru": "ru rus r",
    "ar": "ar ara a",
    "zh": "zh zho chi c",
    "de": "de deu ger deutsch",
}
"""ISO 639-1 and 639-2 codes, the letters of ITU and ISO, and how the language names itself."""
_SCRIPTS = {
    "ru": re.compile("[\u0400-\u04ff]"),
    "ar": re.compile("[\u0600-\u06ff]"),
    "zh": re.compile("[\u3400-\u9fff]"),
}
_WORD = re.compile(r"[^\W\d_]{2,}")
_LETTERS = bytes(n if n < 128 and chr(n).isalpha() else ord(" ") for n in range(256))
_FOREIGN = b"?"
"""Stands for each letter and sign beyond ASCII."""
_LOWERED = bytes(_FOREIGN[0] if n == _FOREIGN[0] else ord(chr(letter).lower()) for n, letter in enumerate(_LETTERS))
_FEWEST_WORDS = 5
"""Fewer are mostly names and terms, which are alike in several languages."""
_ENGLISH_WORDS = "the of and to for is are that which with by from this be"
_ENGLISH = frozenset(_ENGLISH_WORDS.split())
"""Words of English and of no other language told apart."""
_ENGLISH_BYTES = frozenset(word.encode() for word in _ENGLISH)
_FIELD_WORDS = """
  cities city data devices energy equipment framework guidance guidelines health management materials measurement
  methodology methods modelling network networks overview process processing quality requirements safety security
  standards steel systems technology test testing use vehicle vehicles water
"""
_FIELD = frozenset(_FIELD_WORDS.split())
"""English words of many titles, where others write other ones."""
_OTHER_WORDS = """
  de des du la le les et en une un pour sur aux au dans par avec ou el los las del una para con por y der die das und
  für von zur zum im mit ein eine il di della per e da do os
"""
_OTHERS = frozenset(_OTHER_WORDS.split())
"""Words of French, Spanish, German and their neighbours that English titles seldom have."""
_RATHER = 4
"""By so many times its words must outnumber those of others for a text to be English without the model, which takes
half a second to load: of 82,000 French titles 6 pass, all of them in English; of English ones nine in ten."""
_PLAIN = 0.2
"""A text of whose words so many are these is English, whatever else is in it."""
_LEAD = 15.0
"""By so much the log-likelihood of a language must lead that of English: of 17,080 English titles of ISO, IEC and ITU
none does, of 980 French ones all do."""
_SHORT_LEAD = 10.0
"""The same for a title of few words: of 4,617 English ones none does."""
_DOUBT = 2.0
"""A short title that may be in one of two languages must be nearer the other by more than this not to be English."""


@cache
def _rank() -> Callable[[str], list[tuple[str, float]]]:
    """Load the model once; telling it the languages takes longer than judging a text."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(list(KNOWN))
    rank: Callable[[str], list[tuple[str, float]]] = identifier.rank
    return rank


def forget() -> None:
    """Let go of the model, which takes 80 MB; it is loaded again if it is asked for."""
    _rank.cache_clear()


def code(name: str) -> str:
    """Give the ISO 639-1 code of a language as people write it; one that is not known here is kept, in lower case.

    Of several, as in `English, French`, English counts.

    >>> [code(name) for name in ("EN", "eng", "English", "fr-CA", "E/F", "Italian", "")]
    ['en', 'en', 'en', 'fr', 'en', 'italian', '']
    """
    parts = re.findall(r"[^\W\d_]+", name.casefold())
    codes = [code for part in parts for code in KNOWN if part in (*_CODES[code].split(), NAMES[code].casefold())]
    return "en" if "en" in codes else next(iter(codes or parts), "")


def is_english_rather_than(title: str, other: str) -> bool:
    """Say whether a title too short to be judged alone is English rather than in the language of its scope.

    >>> is_english_rather_than("Internet of things", "fr"), is_english_rather_than("Internet des objets", "fr")
    (True, False)
    """
    likelihoods = dict(_rank()(title))
    return float(likelihoods[other] - likelihoods["en"]) <= _DOUBT


def detect(text: str) -> str:
    """Give the ISO 639-1 code of a text's language; empty for a short text and for a doubtful one.

    >>> detect("Cadre de référence pour les données ouvertes dans les villes"), detect("Smart cities")
    ('fr', '')
    """
    if _is_english_at_once(text):
        return "en"
    letters = 0 if text.isascii() else sum(map(str.isalpha, text))
    for language, script in _SCRIPTS.items() if letters else ():
        if len(script.findall(text)) > letters / 3:
            return language
    words = _words(text.lower()) if text.isascii() else list(map(str.lower, _words(text)))
    if len(words) < _FEWEST_WORDS:
        return ""
    if _is_plainly_english(words):
        return "en"
    likelihoods = dict(_rank()(text))
    best = max(sorted(likelihoods), key=lambda language: likelihoods[language])
    return str(best) if best == "en" or likelihoods[best] - likelihoods["en"] >= _LEAD else ""


def _is_english_at_once(text: str) -> bool:
    """Say of most plainly English texts that they are, and of no other, without taking the words apart.

    Every sign beyond ASCII is counted as a word, and what it stands in is none: so there are no more words, and no
    fewer of English, than are counted, nor can so few signs be most of the letters.
    """
    written = text.encode("ascii", "replace").translate(_LOWERED)
    words, foreign = written.split(), written.count(_FOREIGN)
    english = sum(map(_ENGLISH_BYTES.__contains__, words))
    return english >= max(_PLAIN * (len(words) + foreign), _FEWEST_WORDS, foreign)


def _words(text: str) -> Sequence[str]:
    """Give the words of a text; of plain ASCII, as most of a million are, without a look at each letter."""
    if not text.isascii():
        return _WORD.findall(text)
    return [word for word in text.encode().translate(_LETTERS).decode().split() if len(word) > 1]


def _is_plainly_english(words: Sequence[str]) -> bool:
    """Say whether cheap evidence is enough: small words of English, or else words of the field, and few of others."""
    english = sum(map(_ENGLISH.__contains__, words))
    if english >= max(_PLAIN * len(words), 2):
        return True
    others = sum(word in _OTHERS or not word.isascii() for word in words)
    return english > _RATHER * others or (not others and sum(map(_is_of_field, words)) > 1)


def detect_title(title: str) -> str:
    """Give the language of a title however short it is; empty for one that nothing tells from English.

    >>> [detect_title(each) for each in ("Vocabulaire des villes", "Knitting of socks", "Smart parking")]
    ['fr', '', '']
    """
    if found := detect(title):
        return found
    words = [word.lower() for word in _words(title) if not word.isupper()]
    is_of_others = any(word in _OTHERS for word in words)
    if not words or any(word in _ENGLISH or (_is_of_field(word) and not is_of_others) for word in words):
        return ""
    likelihoods = dict(_rank()(title))
    best = max(sorted(likelihoods), key=lambda language: likelihoods[language])
    lead = _DOUBT if is_of_others else _SHORT_LEAD
    return "" if best == "en" or likelihoods[best] - likelihoods["en"] <= lead else str(best)


def _is_of_field(word: str) -> bool:
    return word in _FIELD or word.endswith("ing")
