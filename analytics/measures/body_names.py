"""What two names of organisations have in common: letters, initials, an abbreviation, all but one word.

A name is taken apart once; names are then brought together by keys, never each with each.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import combinations

import pandas as pd

CONNECTING = frozenset({"the", "of", "and", "for", "on", "in", "to", "a", "an", "de", "la"})
LEGAL = frozenset(
    {"ltd", "limited", "co", "company", "inc", "incorporated", "corp", "corporation", "plc", "llc", "llp", "gmbh",
     "sa", "ag", "bv", "pty"}
)  # fmt: skip
LEGAL_ZH = ("有限责任公司", "股份有限公司", "有限公司", "总公司", "公司")
# Words that tell bodies apart, however alike they look.
TELLING = frozenset(
    {"north", "south", "east", "west", "northern", "southern", "eastern", "western", "upper", "lower", "inner",
     "outer", "first", "second", "third", "old", "new"}
)  # fmt: skip
KINDS = frozenset("ABCDILMOP")  # agency, bureau, commission, department, incorporated, limited, ministry, office, plc
SHORTENED = (("委员会", "委"), ("办公室", "办"), ("和", ""), ("与", ""), ("及", ""))
NUMERALS = frozenset("0123456789一二三四五六七八九十百东西南北上下左右前后内外新老")
SHORTEST = 6  # letters of a word in which one may be wrong
CROWD = 3  # bodies that may share an abbreviation before it says nothing
NEAR = 4  # how many neighbours in the order of the alphabet a word is held against
_CHINESE = re.compile(r"[\u4e00-\u9fff]")

Pairs = Iterable[tuple[int, int]]


class Names:
    """All names of some organisations (see `same_bodies.suggestions`), taken apart."""

    def __init__(self, bodies: pd.DataFrame, aliases: pd.DataFrame) -> None:
        own = [bodies[name].dropna() for name in ("name_en", "name_zh")]
        self.own = [(int(body), str(name)) for column in own for body, name in column.items()]
        self.aliases = [
            (int(body), str(name)) for body, name in zip(aliases["organisation_id"], aliases["name"], strict=True)
        ]
        self.identifiers = [(int(body), plain(str(number))) for body, number in bodies["identifier"].dropna().items()]

    def alike(self) -> Iterator[tuple[str, Pairs]]:
        """(reason, pairs of organisations) for every reason that lies in the names."""
        names = list(dict.fromkeys([*self.own, *self.aliases]))
        yield "identifier", _same(self.identifiers)
        yield "letters", _same((body, letters(name)) for body, name in self.own)
        yield "alias", _meeting(((b, letters(n)) for b, n in self.aliases), ((b, letters(n)) for b, n in self.own))
        yield "initials", _initials(names)
        yield "short", _shorter(names)
        yield "abbreviation", _abbreviated(names)
        yield "spelling", _misspelt(names)


def plain(name: str) -> str:
    """Letters and digits only, in one case and one width."""
    return "".join(letter for letter in unicodedata.normalize("NFKC", name).casefold() if letter.isalnum())


@lru_cache(maxsize=2**16)
def words(name: str) -> tuple[str, ...]:
    """The words of a name in one case and width; & and + are "and".

    >>> words("NYC Health + Hospitals Corp.")
    ('nyc', 'health', 'and', 'hospitals', 'corp')
    """
    even = unicodedata.normalize("NFKC", name).casefold()
    return tuple(re.findall(r"\w+", re.sub(r"[&+]", " and ", re.sub(r"(?<=\w)[.'’](?=\w|\s|$)", "", even))))


@lru_cache(maxsize=2**16)
def letters(name: str) -> str:
    """What is left of a name without case, punctuation, small words and legal form; "" where that is nothing.

    >>> letters("The Bridge Co., Ltd.") == letters("BRIDGE") == "bridge"
    True
    >>> letters("临江市发展和改革委员会") == letters("临江市发展改革委")
    True
    """
    if _CHINESE.search(name):
        made = plain(name)
        for ending in LEGAL_ZH:
            made = made.removesuffix(ending)
        for long, short in SHORTENED:
            made = made.replace(long, short)
        return made
    return "".join(word for word in words(name) if word not in CONNECTING and word not in LEGAL)


@lru_cache(maxsize=2**16)
def short(name: str) -> str:
    """An abbreviation in capitals, with "+" for and; "" where the name is none.

    >>> short("H+H"), short("D.O.T."), short("DfE"), short("Docks")
    ('H+H', 'DOT', 'DFE', '')
    """
    even = unicodedata.normalize("NFKC", name).replace(".", "").replace("&", "+").replace(" ", "")
    capitals = sum(letter.isupper() for letter in even)
    fits = 2 <= len(even) <= 8 and even.replace("+", "").isalpha() and not _CHINESE.search(even)
    return even.upper() if fits and capitals >= 2 and capitals >= len(even.replace("+", "")) - 1 else ""


def initials(name: str) -> set[str]:
    """The abbreviations that a name of several words may have.

    >>> sorted(initials("Health and Hospitals Corporation"))
    ['H+H', 'H+HC', 'HAH', 'HAHC', 'HHC']
    """
    found: set[str] = set()
    every = words(name)
    for start in [
        at for at in (0, 1) if every[at : at + 1] and every[at] not in CONNECTING
    ]:  # the first may be a place
        mine = every[start:]
        for listed in (mine, tuple(word for word in mine if word not in LEGAL)):
            if sum(word not in CONNECTING for word in listed) < 2:
                continue
            found.add("".join(word[0] for word in listed))
            found.add("".join("+" if word == "and" else word[0] for word in listed))
            found.add("".join(word[0] for word in listed if word not in CONNECTING))
    return {one.upper() for one in found if len(one) >= 3}


def _same(keyed: Iterable[tuple[int, str]]) -> Pairs:
    groups: dict[str, set[int]] = defaultdict(set)
    for body, key in keyed:
        if key:
            groups[key].add(body)
    return [pair for group in groups.values() for pair in combinations(sorted(group), 2)]


def _meeting(some: Iterable[tuple[int, str]], others: Iterable[tuple[int, str]], most: int | None = None) -> Pairs:
    """Pairs of one of `some` and one of `others` with the same key, where that many others have it at most."""
    groups: dict[str, set[int]] = defaultdict(set)
    for body, key in others:
        groups[key].add(body)
    return [
        (body, other)
        for body, key in some
        if key and len(groups.get(key, ())) <= (most or len(groups))
        for other in groups.get(key, ())
    ]


def _initials(names: list[tuple[int, str]]) -> Pairs:
    shorts = [(body, short(name)) for body, name in names]
    wanted = {key for _, key in shorts if key}
    if not wanted:
        return []
    long = [(body, key) for body, name in names if not short(name) for key in initials(name) & wanted]
    return _meeting(shorts, long, CROWD)


def _shorter(names: list[tuple[int, str]]) -> Pairs:
    """Abbreviations one of which has a last letter more that may stand for a kind of body: HHC and H+H."""
    shorts = [(body, short(name).replace("+", "")) for body, name in names if short(name)]
    return _meeting([(body, key[:-1]) for body, key in shorts if len(key) > 2 and key[-1] in KINDS], shorts, CROWD)


def _abbreviated(names: list[tuple[int, str]]) -> Pairs:
    """Chinese names the shorter of which is made of signs of the longer, with the same first and last: 发改委."""
    groups: dict[tuple[str, str], list[tuple[int, str]]] = defaultdict(list)
    for body, name in names:
        if _CHINESE.search(name) and len(made := letters(name)) > 2:
            groups[made[0], made[-1]].append((body, made))
    found = []
    for group in groups.values():
        brief = [(body, made) for body, made in group if len(made) <= 5]
        for body, made in brief:
            longer = {other for other, long in group if len(made) < len(long) <= 4 * len(made) and _within(made, long)}
            if len(longer) <= CROWD:
                found += [(body, other) for other in longer]
    return found


def _within(short_name: str, long: str) -> bool:
    signs = iter(long)
    return all(sign in signs for sign in short_name)


def _misspelt(names: list[tuple[int, str]]) -> Pairs:
    """Names that are the same but for one word with a letter wrong, or, in Chinese, for one sign too many."""
    found: list[tuple[int, int]] = []
    groups: dict[tuple[str, ...], set[tuple[str, int]]] = defaultdict(set)
    chinese: dict[str, set[int]] = defaultdict(set)
    for body, name in names:
        if _CHINESE.search(name):
            chinese[letters(name)].add(body)
            continue
        mine = sorted(word for word in words(name) if word not in CONNECTING and word not in LEGAL)
        for at, word in enumerate(mine):
            if len(word) >= SHORTEST and word not in TELLING and not any(letter.isdigit() for letter in word):
                groups[tuple(mine[:at] + mine[at + 1 :])].add((word, body))
    for group in groups.values():
        for flip in (1, -1):  # a wrong first letter parts neighbours; read from behind they meet
            ordered = sorted(group, key=lambda pair: (pair[0][::flip], pair[1]))
            for at, (word, body) in enumerate(ordered):
                found += [
                    (body, other)
                    for near, other in ordered[at + 1 : at + 1 + NEAR]
                    if near != word and _close(word, near)
                ]
    for name, bodies in chinese.items():
        if len(name) >= SHORTEST:
            for at, sign in enumerate(name):
                if sign not in NUMERALS:
                    found += [(body, other) for other in chinese.get(name[:at] + name[at + 1 :], ()) for body in bodies]
    return found


def _close(word: str, other: str) -> bool:
    """One letter wrong, missing or too many, or two neighbours that have changed places.

    >>> _close("counsil", "council"), _close("concil", "council"), _close("cuoncil", "council"), _close("east", "west")
    (True, True, True, False)
    """
    same = next((at for at, (one, two) in enumerate(zip(word, other, strict=False)) if one != two), -1)
    if same < 0:
        return abs(len(word) - len(other)) == 1
    one, two = word[same:], other[same:]
    swapped = one[:2] == two[1::-1] and one[2:] == two[2:]
    return one[1:] == two[1:] or one == two[1:] or one[1:] == two or swapped
