"""Five delay rates side by side: the same portfolio is "5 % delayed" or "60 % delayed" by what is divided by what.

    finished      projects delayed, of the finished                              what has been; blind to what drags on
    unfinished    projects forecast to be delayed, of the unfinished             what bodies say will be
    started       both, of all that have begun
    milestones    milestones delayed, of those done or due                       also sees what is late on the way
    overrunning   projects not finished when their planned duration was over     follows the unfinished as well

Without cancelled projects in the first four: they will not be completed. In the fifth a cancelled project is a
competing event: it is never finished. A milestone that is due and not done slips at least up to the as-of date. What
cannot be judged is in no denominator; `asked` counts it.

Source: NYS Office of the State Comptroller, April 2024 (what a rate divides by what); methods 1 to 4 as counts with
Wilson's interval, the fifth from the survival curve (`analytics.measures.survival`).
"""

from __future__ import annotations

import pandas as pd

from analytics.measures.intervals import wilson
from analytics.measures.slippage import share

KINDS = ("finished", "unfinished", "started", "milestones", "overrunning")
CLAIM = 0.05  # "below 5 %": what an undated article says of Suzhou, without denominator, tolerance or baseline


def five(slips: pd.DataFrame, milestones: pd.Series, overrunning: pd.Series) -> pd.DataFrame:
    """One row a rate, in the order of `KINDS`: `delay_measure`, `asked` (projects or milestones that it is about),
    `judged` (of which it can be told), `judged_share`, `delayed`, `delayed_share`, `delayed_low`, `delayed_high`.

    `slips` has `progress_state`, `is_delayed` (NA unknown) and `has_started`; `milestones` the counts `asked` (done or
    due, of projects that are not cancelled), `judged` and `delayed`; `overrunning` has `asked`, `judged`,
    `delayed_share`, `delayed_low` and `delayed_high` of the fifth, which divides no counts: its `delayed` is NA.
    """
    kept = slips[slips["progress_state"] != "cancelled"]
    about = {
        "finished": kept["progress_state"] == "finished",
        "unfinished": kept["progress_state"] == "unfinished",
        "started": kept["has_started"].astype(bool),
    }
    counted = {name: _counts(kept.loc[rows, "is_delayed"]) for name, rows in about.items()}
    table = pd.DataFrame([*counted.values(), milestones], dtype="Int64").assign(delay_measure=[*counted, "milestones"])
    table["delayed_share"] = share(table["delayed"], table["judged"])
    table["delayed_low"], table["delayed_high"] = wilson(table["delayed"], table["judged"])
    fifth = pd.DataFrame([{**overrunning, "delay_measure": "overrunning"}]).astype(
        {name: kind for name, kind in table.dtypes.items() if name in overrunning}
    )
    table = pd.concat([table, fifth], ignore_index=True)
    return table.assign(judged_share=share(table["judged"], table["asked"]), claimed_share=CLAIM)


def _counts(is_delayed: pd.Series) -> dict[str, int]:
    return {
        "asked": len(is_delayed),
        "judged": int(is_delayed.notna().sum()),
        "delayed": int(is_delayed.fillna(False).sum()),
    }
