"""What the allocated money is made of: base or incremental, public or private, and what of it was paid.

Base and incremental (funding.nature) and public and private capital (funding.capital; private is what a partner
of a public-private partnership brings) are parts of the allocated money as its lines of funding state them. A
line that does not state it is unknown, a part of its own: it is never counted as base or public money.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import pandas as pd

# what a line of funding states -> its codes, each with the column of its money and of its share of the whole
PARTS = {
    "nature": {
        "base": ("base_allocated", "base_share"),
        "incremental": ("incremental_allocated", "incremental_share"),
        "": ("nature_unknown", "nature_unknown_share"),
    },
    "capital": {
        "public": ("public_allocated", "public_share"),
        "private": ("private_allocated", "private_share"),
        "": ("capital_unknown", "capital_unknown_share"),
    },
}


def mix(lines: pd.DataFrame, keys: Sequence[str]) -> pd.DataFrame:
    """One row a key: `allocated`, the parts of it by nature and by capital, and their shares of it (0 to 1).

    `lines` has the keys, `nature`, `capital` ("" where not stated) and `allocated`, in whole minor units of one
    currency a key. Shares of nothing, and of a sum with a negative part, are missing.
    """
    names = list(keys)
    found = lines[names].drop_duplicates().sort_values(names, ignore_index=True)
    found = found.merge(_sum(lines, names, "allocated"), on=names)
    for states, parts in PARTS.items():
        for code, (money, _) in parts.items():
            part = lines[lines[states] == code] if code else lines[~lines[states].isin([c for c in parts if c])]
            found = found.merge(_sum(part, names, money), on=names, how="left")
        columns = [money for money, _ in parts.values()]
        found[columns] = found[columns].fillna(0)
        whole = found["allocated"].where((found["allocated"] > 0) & (found[columns] >= 0).all(axis=1))
        for money, share in parts.values():
            found[share] = found[money].astype("Float64") / whole.astype("Float64")
    return found


def share_moves(lines: pd.DataFrame) -> pd.DataFrame:
    """Each source's part of what was allocated for a fiscal year, in that year and in the one before.

    `lines` has `year`, `group` (the source), `currency` and `allocated`. A row a year and source that has money in
    it or had in the year before, who gained most first: `allocated`, `year_share`, `year_share_before` (0 to 1) and
    `year_share_change` in percentage points. A source without money has no part, 0; shares of nothing, of a sum with
    a negative part and of a year of which nobody reported anything are missing.

    >>> lines = pd.DataFrame({"year": [2024, 2025, 2025], "group": ["bond", "bond", "loan"],
    ...                       "currency": "CNY", "allocated": [50, 60, 20]})
    >>> found = share_moves(lines)
    >>> found.loc[found["year"] == 2025, ["group", "year_share_change"]].values.tolist()
    [['loan', 25.0], ['bond', -25.0]]
    """
    rows: list[tuple[object, ...]] = []
    for currency, of in lines.groupby("currency"):
        years: dict[int, dict[str, int]] = {}
        for year, source, allocated in zip(of["year"], of["group"], of["allocated"], strict=True):
            sums = years.setdefault(int(year), {})
            sums[source] = sums.get(source, 0) + int(allocated)
        for year, sums in years.items():
            before = years.get(year - 1, {})
            for source in {*sums, *before}:
                now, then = _part(sums, source), _part(before, source)
                change = None if now is None or then is None else float(100 * (now - then))
                shares = (None if part is None else float(part) for part in (now, then))
                rows.append((year, source, currency, sums.get(source, 0), *shares, change))
    columns = ["year", "group", "currency", "allocated", "year_share", "year_share_before", "year_share_change"]
    order = ["year", "currency", "year_share_change", "allocated", "group"]
    found = pd.DataFrame(rows, columns=columns)
    return found.sort_values(order, ascending=[False, True, False, False, True], ignore_index=True)


def _part(sums: dict[str, int], source: str) -> Fraction | None:
    whole = sum(sums.values())
    return Fraction(sums.get(source, 0), whole) if whole > 0 and min(sums.values()) >= 0 else None


def known_share(row: pd.Series, states: str, code: str) -> float | None:
    """The part of the allocated money whose nature (or capital) is known that has this code; None where none is.

    >>> row = pd.Series({"base_allocated": 60, "incremental_allocated": 20, "nature_unknown": 20})
    >>> known_share(row, "nature", "incremental")
    0.25
    """
    stated = [int(row[money]) for known, (money, _) in PARTS[states].items() if known]
    if min(stated) < 0 or not sum(stated):
        return None
    return int(row[PARTS[states][code][0]]) / sum(stated)


def paid_of_allocated(sums: pd.DataFrame) -> pd.DataFrame:
    """Adds `paid_share`, paid over allocated of the projects of which both are known, to a table of sums.

    `sums` has `with_allocated`, `allocated`, `with_paid`, `paid`, `with_allocated_and_paid`, `allocated_with_paid`
    and `paid_with_allocated`; a sum over no project is missing rather than zero.
    """
    over = {
        "with_allocated": ("allocated",),
        "with_paid": ("paid",),
        "with_allocated_and_paid": ("allocated_with_paid", "paid_with_allocated"),
    }
    known = sums.assign(
        **{money: sums[money].where(sums[count] > 0) for count, moneys in over.items() for money in moneys}
    )
    whole = known["allocated_with_paid"].astype("Float64")
    return known.assign(paid_share=known["paid_with_allocated"].astype("Float64") / whole.where(whole > 0))


def _sum(lines: pd.DataFrame, names: list[str], column: str) -> pd.DataFrame:
    summed = lines.groupby(names, as_index=False, dropna=False)["allocated"].sum()
    return summed.rename(columns={"allocated": column}).astype({column: "Int64"})
