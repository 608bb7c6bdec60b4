"""Who works with whom as a matrix: rows and columns are the same organisations, community by community."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from analytics.figures import names as names_
from analytics.figures import theme
from analytics.figures.drawn import Drawn
from analytics.language import Language
from analytics.measures import network_words

_ROW = 20  # pixels
_DIRECTED = ("leads", "funds")


def matrix(table: pd.DataFrame, language: Language, *, tie: str = "works", weight: str = "count") -> Drawn:
    """`collaboration_matrix`: the stronger the colour, the stronger the tie; lines part the communities."""
    size = int(table["first_rank"].max()) if len(table) else 0
    made = theme.figure(height=90 + _ROW * max(size, 4))
    members = table.drop_duplicates("first_rank").sort_values("first_rank")
    apart = names_.apart([language.name(row.first_en, row.first_zh) for row in members.itertuples()])
    words = [theme.short(name, 11 if language.is_chinese else 18) for name in apart]
    tied = table[table["tie_weight"] > 0]
    made.add_trace(
        go.Heatmap(
            x=tied["second_rank"], y=tied["first_rank"], z=tied["tie_weight"].astype("float64"),
            customdata=[theme.plain(network_words.pair(row, language, tie, weight)) for row in tied.to_dict("records")],
            xgap=1, ygap=1, colorscale=theme.SCALE, hovertemplate="%{customdata}<extra></extra>", showscale=False,
        )
    )  # fmt: skip
    communities = members["first_community"].tolist()
    for rank in range(2, size + 1):
        if communities[rank - 1] != communities[rank - 2]:
            for axis in ("x", "y"):
                _part(made, axis, rank - 0.5, size)
    ranks = list(range(1, size + 1))
    some = [rank for rank in ranks if rank == 1 or rank % 5 == 0]  # all of them would run together on a telephone
    made.update_xaxes(tickvals=some, ticktext=[str(rank) for rank in some], side="top", range=[0.5, size + 0.5],
                      showgrid=False, tickangle=0)  # fmt: skip
    made.update_yaxes(
        tickvals=ranks, ticktext=[f"{theme.plain(name)}  {rank}" for rank, name in zip(ranks, words, strict=True)],
        range=[size + 0.5, 0.5], showgrid=False, automargin=True, tickfont={"size": 11, "color": theme.INK},
    )  # fmt: skip
    return Drawn(
        made,
        _title(communities, language),
        language.sentences(
            (
                language(
                    "The {n} strongest organisations, community by community: the stronger the colour, the stronger "
                    "the tie, up to {most}.",
                    n=size,
                    most=network_words.weight(table["tie_weight"].max() if len(table) else None, weight, language),
                ),
                language("Rows lead, columns are led.") if tie == "leads" else "",
                language("Rows pay, columns receive.") if tie == "funds" else "",
                language("Columns stand in the order of the rows."),
            )
        ),
        language("Matrix of the ties between {n} organisations.", n=size),
    )


def _title(communities: list[int], language: Language) -> str:
    several = len({number for number in communities if number})
    if several < 2:
        return language("The strongest form one community")
    return language("The strongest form {n} communities", n=several)


def _part(made: go.Figure, axis: str, at: float, size: int) -> None:
    """A line between two communities."""
    other = "y" if axis == "x" else "x"
    ends = {f"{axis}0": at, f"{axis}1": at, f"{other}0": 0.5, f"{other}1": size + 0.5}
    made.add_shape(type="line", line={"color": theme.INK, "width": 1}, opacity=0.5, **ends)
