"""How to read a panel in R, as the README that lies beside its files, in both languages one after the other."""

from __future__ import annotations

from collections.abc import Sequence

from analytics.language import LANGUAGES, Language
from analytics.networks.over_time import Panel

RSIENA = """\
library(RSiena)
read <- function(wave) as.matrix(read.table(sprintf("wave_%d.txt", wave)))
waves <- lapply(1:{waves}, read)
ties <- sienaDependent(array(unlist(waves), dim = c({nodes}, {nodes}, {waves})))
bodies <- read.csv("organisations.csv", fileEncoding = "UTF-8-BOM", na.strings = "")
kind <- coCovar(as.integer(factor(bodies$kind)))
data <- sienaDataCreate(ties, kind)
print01Report(data, modelname = "cooperation")
"""
# tergm refuses waves of different sizes, and knows no structural zero.
TERGM = """\
library(network)
library(tergm)
bodies <- read.csv("organisations.csv", fileEncoding = "UTF-8-BOM", na.strings = "")
read <- function(wave) as.matrix(read.table(sprintf("wave_%d.txt", wave)))
panel <- lapply(1:{waves}, read)
there <- function(ties) !apply(ties == 10 | row(ties) == col(ties), 1, all)
always <- Reduce(`&`, lapply(panel, there))
waves <- lapply(panel, function(ties) {{
  made <- network(ties[always, always], directed = {directed})
  set.vertex.attribute(made, "kind", bodies$kind[always])
  made
}})
fit <- tergm(waves ~ Form(~edges) + Persist(~edges), estimate = "CMLE", times = 1:{waves})
"""


def readme(panel: Panel, slice_words: Sequence[str] = ()) -> bytes:
    """The text; `slice_words` say the slice in each of `LANGUAGES`, "" or nothing for everything."""
    words = slice_words or ("",) * len(LANGUAGES)
    parts = [_in(panel, said, Language(code)) for code, said in zip(LANGUAGES, words, strict=True)]
    return ("\ufeff" + ("\n" + "-" * 72 + "\n\n").join(parts)).replace("\n", "\r\n").encode("utf-8")


def _in(panel: Panel, slice_words: str, language: Language) -> str:
    waves, nodes = len(panel.waves), len(panel.ids)
    told = [
        language("A panel of {waves} waves and {nodes} organisations, for RSiena and tergm.", waves=waves, nodes=nodes),
        language("The slice is: {scope}.", scope=slice_words) if slice_words else "",
        "\n".join(f"{name}: {meaning}" for name, meaning in _files(waves, language)),
        language(
            "Only years that the reports cover whole are waves: in a year cut short ties would seem to be missing that "
            "were there."
        ),
        language("In RSiena:"),
        RSIENA.format(waves=waves, nodes=nodes),
        language("In tergm, which wants the same organisations in every wave: those that take part in each year."),
        TERGM.format(waves=waves, directed="TRUE" if panel.directed else "FALSE"),
        language(
            "RSiena’s manual wants neighbouring waves to be alike by a Jaccard index above 0.3; the page about time "
            "and the table network_tie_changes tell it."
        ),
    ]
    return "\n\n".join(part.rstrip() for part in told if part) + "\n"


def _files(waves: int, language: Language) -> list[tuple[str, str]]:
    return [
        (
            f"wave_1.txt … wave_{waves}.txt",
            language(
                "who is tied to whom in each year, a row and a column for each organisation, without names: 1 a tie, 0 "
                "none, 10 where one of the two takes part in nothing in that year (a structural zero)."
            ),
        ),
        ("organisations.csv", language("the organisation of each row, with its kind and level.")),
        ("waves.csv", language("the year of each wave.")),
        (
            "composition.txt",
            language(
                "the first and the last wave of each stay, a line for each organisation, for "
                "sienaCompositionChangeFromFile, which RSiena can take in the place of the 10."
            ),
        ),
    ]
