"""One project's own forecasts of completion, counted, beside what its class suggests."""

from __future__ import annotations

import pandas as pd

_STATES = {"open": "unfinished", "finished": "finished", "cancelled": "cancelled"}


def row(project: pd.DataFrame, dates: pd.DataFrame, states: pd.DataFrame) -> pd.DataFrame:
    """One row: `project` (`completion.clocked`) with what `completion.dates` says where it is unfinished.

    `states`: `completion_forecast` as known at each `as_of`, oldest first. Added: `progress_state`; `forecasts`, how
    often a day was forecast that was not the one forecast before; `forecast_since`, the report that first gave one;
    `class_early_slip` and `class_late_slip`, the slip in days with which the middle half of the class would end.
    """
    known = states[states["completion_forecast"].notna()]
    anew = known[known["completion_forecast"] != known["completion_forecast"].shift()]
    own = project.reset_index(drop=True)
    added = [name for name in dates if name not in own]
    own[added] = dates[added].reindex(own.index)
    return own.assign(
        progress_state=own["outcome"].map(_STATES),
        forecasts=len(anew),
        forecast_since=anew["as_of"].min(),
        class_early_slip=(own["reference_p25"] - own["planned_end"]).dt.days.astype("Int64"),
        class_late_slip=(own["reference_p75"] - own["planned_end"]).dt.days.astype("Int64"),
    )
