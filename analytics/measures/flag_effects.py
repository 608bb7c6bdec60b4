"""What a flag does to the numbers: the latest known value with the flagged one counted, and without it."""

from __future__ import annotations

from collections import defaultdict

import pandas as pd

from analytics.measures.quality import as_text


def effects(flags: pd.DataFrame, reports: pd.DataFrame) -> pd.DataFrame:
    """The flags with three more columns: as_of, value_without and value_with.

    `flags` has subject, field and subject_id; `reports` all known reports of the same things, oldest
    first: subject, field, subject_id, series, value, currency, as_of, held. Of a series the newest
    report that is not held counts. "Without" leaves the flagged report out, "with" counts it; where
    both are equal the flag changes nothing today, because a newer report stands.

    A flagged value that is not among the reports (reported after the scope's date) has no date and
    no values.
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
        rows.append((flagged.as_of if flagged else None, _latest(without), _latest(counted)))
    return flags.assign(
        as_of=[row[0] for row in rows], value_without=[row[1] for row in rows], value_with=[row[2] for row in rows]
    )


def _latest(reports: list[pd.Series]) -> str | None:
    return as_text(reports[-1].value, reports[-1].currency) if reports else None
