"""The look of every figure: colours by meaning, one template, money and date axes in two languages.

Figures take their colours from the tokens here. Most are placeholders that Streamlit's theme
replaces in the reader's browser (`.streamlit/config.toml`), so that one cached figure serves light
and dark. `TOKENS` holds the colours that they stand for, for exports and for the tests of contrast
and of colour blindness.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

import plotly.graph_objects as go

from analytics.language import Language, is_missing, money_scale
from analytics.money import exponent

# A colour has one meaning only.
INK = "#000021"  # actual, done, the thing itself
PLAN = "#000022"  # planned, baseline; where it can be, an outline
FORECAST = "#000023"  # expected, not yet real; dashed
UNKNOWN = "#000024"  # missing, exempt; hatched
LATE = "#000025"  # late, over: needs attention
WATCH = "#000026"  # between
GOOD = "#000027"  # as it should be, ahead
HIGHLIGHT = "#000028"  # what the reader chose
RULE = "#000029"  # hairlines
PAPER = "#000030"  # the page itself: rims around marks
CATEGORIES = ("#000001", "#000002", "#000003", "#000004", "#000005", "#000006")
OTHERS = "#000007"  # everything beyond six categories
MAGNITUDE = tuple(f"#0000{n}" for n in range(11, 21))  # one hue, light to dark

LIGHTS = {"good": GOOD, "watch": WATCH, "late": LATE, "unknown": UNKNOWN}
DASH = "4px,3px"  # forecasts
HATCH = "/"  # what is unknown

# placeholder -> (light, dark)
TOKENS = {
    INK: ("#1F2A37", "#E6EAF0"),
    PLAN: ("#7B8794", "#8A96A3"),
    FORECAST: ("#82878C", "#868B91"),
    UNKNOWN: ("#8C9299", "#77818C"),
    LATE: ("#C8402D", "#F0705C"),
    WATCH: ("#9A6412", "#E0A94A"),
    GOOD: ("#2F7F79", "#5DB8AF"),
    HIGHLIGHT: ("#2B5FAB", "#7FA8E8"),
    RULE: ("#DDD8CE", "#313A45"),
    PAPER: ("#FBFAF7", "#12161C"),
    **dict(
        zip(
            (*CATEGORIES, OTHERS),
            (
                ("#3B6C8F", "#7FB2D6"),
                ("#A0603B", "#D69A73"),
                ("#5E7F3C", "#9CC07A"),
                ("#7D5A94", "#BC9AD3"),
                ("#A14F6B", "#DB8FA9"),
                ("#7A6A2E", "#C4B36C"),
                ("#7B8794", "#8A96A3"),
            ),
            strict=True,
        )
    ),
}

SCALE = [[n / 9, colour] for n, colour in enumerate(MAGNITUDE)]  # plotly's form of MAGNITUDE


def figure(*traces: object, height: int = 360) -> go.Figure:
    """An empty frame in the house style: no legend, hairline grid, room for direct labels."""
    return house(go.Figure(data=list(traces)), height)


def house(made: go.Figure, height: int = 360) -> go.Figure:
    """A figure under construction in the house style; returned for chaining."""
    made.update_layout(
        height=height,
        showlegend=False,
        margin={"l": 8, "r": 24, "t": 12, "b": 8},
        hovermode="closest",
        bargap=0.35,
        dragmode=False,
        separators=".,",
    )
    made.update_xaxes(fixedrange=True, zeroline=False, ticks="", title=None)
    made.update_yaxes(fixedrange=True, zeroline=False, ticks="", title=None)
    return made


def label(made: go.Figure, x: object, y: object, text: str, colour: str = INK, **options: object) -> None:
    """Words beside a mark instead of a legend. `text` is escaped: it may come from the data."""
    settings: dict[str, object] = {"showarrow": False, "xanchor": "left", "yanchor": "middle", "xshift": 6}
    made.add_annotation(x=x, y=y, text=plain(text), font={"color": colour}, **(settings | options))


def end_labels(made: go.Figure, x: object, ends: Sequence[tuple[float, str]], low: float, high: float) -> None:
    """Words at the right end of lines, moved apart where they would cover each other; `low` to `high` is the axis.

    Lines that end together have their labels below each other, in the order given.
    """
    rising = sorted(ends, key=lambda end: end[0], reverse=True)[::-1]
    for place, (_, text) in zip(spread([y for y, _ in rising], (high - low) / 16, high), rising, strict=True):
        label(made, x, place, text)


def spread(places: Sequence[float], gap: float, high: float) -> list[float]:
    """Rising places moved apart by at least `gap`, upwards first, then down from `high`.

    >>> spread([1, 1.5, 9.8, 9.9], 1, 10)
    [1, 2, 9, 10]
    """
    moved: list[float] = []
    for place in places:
        moved.append(max(place, moved[-1] + gap) if moved else place)
    for n in reversed(range(len(moved))):
        moved[n] = min(moved[n], high if n == len(moved) - 1 else moved[n + 1] - gap)
    return moved


def plain(text: object) -> str:
    """Text from the data for a figure, which would read tags in it as markup."""
    return str(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def short(name: str, most: int = 24) -> str:
    """A name that fits beside a mark.

    >>> short("Bureau of Roads and Bridges", 10)
    'Bureau of…'
    """
    return name if len(name) <= most else name[: most - 1].rstrip() + "…"


def money_unit(language: Language, currency: str, minor: Iterable[object]) -> tuple[int, str]:
    """The one unit of an axis or a column for these amounts: (minor units in it, its name).

    >>> money_unit(Language("zh_CN"), "CNY", [500_000_000_00])
    (10000000000, '亿元')
    >>> money_unit(Language("en"), "CNY", [None])
    (100, 'CNY')
    """
    known = [abs(int(amount)) for amount in minor if not is_missing(amount)]  # type: ignore[call-overload]
    places = exponent(currency)
    size, word = money_scale(language.code, Decimal(max(known, default=0)).scaleb(-places))
    name = f"{word}元" if language.is_chinese and currency == "CNY" else f"{currency} {word}".rstrip()
    return size * 10**places, name


def money_ticks(language: Language, currency: str, lowest: int, highest: int) -> tuple[list[float], list[str], str]:
    """Round ticks between two amounts in minor units: (places, words, unit). Zero is always among them."""
    unit, name = money_unit(language, currency, (lowest, highest))
    low, high = min(0.0, lowest / unit), max(0.0, highest / unit)
    high = high if high > low else 1.0
    step = round_step((high - low) / 4)
    places = [n * step for n in range(int(low // step), int(-(-high // step)) + 1)]
    digits = max(0, -Decimal(str(step)).adjusted())
    return [place * unit for place in places], [language.number(place, digits) for place in places], name


def money_axis(made: go.Figure, language: Language, currency: str, amounts: Iterable[object], axis: str = "y") -> str:
    """Give an axis of minor units its ticks in 万/亿 or million/billion; returns the unit for the subtitle."""
    known = [int(amount) for amount in amounts if not is_missing(amount)] or [0]  # type: ignore[call-overload]
    places, words, unit = money_ticks(language, currency, min(known), max(known))
    made.update_layout({f"{axis}axis": {"tickvals": places, "ticktext": words, "range": [places[0], places[-1]]}})
    return unit


def percent_axis(made: go.Figure, language: Language, shares: Iterable[object], axis: str = "y") -> None:
    """An axis of shares from zero, with ticks in per cent."""
    known = [float(share) for share in shares if not is_missing(share)]  # type: ignore[arg-type]
    step = round_step((max(known, default=1.0) or 1.0) / 4)
    places = [n * step for n in range(6)]
    made.update_layout(
        {
            f"{axis}axis": {
                "tickvals": places,
                "ticktext": [language.percent(place, 0 if step >= 0.01 else 1) for place in places],
                "range": [0, max([*known, step]) * 1.1],
            }
        }
    )


def date_axis(made: go.Figure, language: Language, axis: str = "x") -> None:
    """Dates in the reader's language at every zoom; numerals only, so that no locale file is needed."""
    year = "%Y年" if language.is_chinese else "%Y"
    made.update_layout(
        {
            f"{axis}axis": {
                "type": "date",
                "hoverformat": "%Y-%m-%d",
                "tickformatstops": [
                    {"dtickrange": [None, "M1"], "value": "%Y-%m-%d"},
                    {"dtickrange": ["M1", "M12"], "value": "%Y-%m"},
                    {"dtickrange": ["M12", None], "value": year},
                ],
            }
        }
    )


def round_step(rough: float) -> float:
    """The nearest larger of 1, 2, 5 x a power of ten.

    >>> round_step(3.1), round_step(70), round_step(0.02)
    (5.0, 100.0, 0.02)
    """
    power = Decimal(1).scaleb(Decimal(str(rough)).adjusted())
    steps: Sequence[int] = (1, 2, 5, 10)
    return float(next(n * power for n in steps if n * power >= Decimal(str(rough))))
