"""What a flag does to the numbers: the latest known value with the flagged one counted, and without it."""

from __future__ import annotations

from collections import defaultdict

import pandas as pd

from analytics.language import Language
from analytics.measures.quality import in_words

_READERS = {"en": Language("en"), "zh": Language("zh_CN")}


def effects(flags: pd.DataFrame, reports: pd.DataFrame) -> pd.DataFrame:
    """The flags with as_of, and value_reported, value_without and value_with in both languages (_en, _zh).

    `flags` has subject, field and subject_id; `reports` all known reports of the same things, oldest
    first: subject, field, subject_id, series, value, currency, as_of, held. Of a series the newest
    report that is not held counts. "Without" leaves the flagged report out, "with" counts it; where
    both are equal the flag changes nothing today, because a newer report stands.

    A flagged value that is not among the reports (reported after the scope's date) has no date and
    value but what stands in the file.
    """
    series: dict[tuple[object, ...], list[pd.Series]] = defaultdict(list)
    home: dict[tuple[object, ...], tuple[object, ...]] = {}
    for report in reports.itertuples(index=False):
        thing = (report.subject, report.field, report.series)
        series[thing].append(report)
        home[report.subject, report.field, report.subject_id] = thing
    rows = []
    for flag in flags.itertuples(index=False):
        candidates = series.get(home.get((flag.subject, flag.field, flag.subject_id), ()), [])
        flagged = next((report for report in candidates if report.subject_id == flag.subject_id), None)
        without = [r for r in candidates if not r.held and r is not flagged]
        counted = [r for r in candidates if not r.held or r is flagged]
        rows.append((flagged, _latest(without), _latest(counted)))
    words = {
        f"value_{name}_{code}": [_said(row[at], language) for row in rows]
        for at, name in enumerate(("reported", "without", "with"))
        for code, language in _READERS.items()
    }
    for code in _READERS:
        said = zip(words[f"value_reported_{code}"], flags["found"], strict=True)
        words[f"value_reported_{code}"] = [found if text is None else text for text, found in said]
    return flags.assign(as_of=[row[0].as_of if row[0] else None for row in rows], **words)


def _latest(reports: list[pd.Series]) -> pd.Series | None:
    return reports[-1] if reports else None


def _said(report: pd.Series | None, language: Language) -> str | None:
    return None if report is None else in_words(report.value, report.currency, language)
