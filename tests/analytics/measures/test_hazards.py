"""Who finishes faster: published regressions, the slow obvious versions, and what is refused."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.measures import hazard_covariates, hazards
from tests.analytics.measures.test_survival import PLACEBO, SIX_MP, weeks

ROSSI = Path(__file__).parents[4] / "shared/data/survival/rossi.csv"
PRISON = ["fin", "age", "race", "wexp", "mar", "paro", "prio"]


# --- published ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("ties", "ratio", "error"), [("efron", 1.5721, 0.4124), ("breslow", 1.5092, 0.4096)])
def test_the_leukaemia_trial_comes_out_as_published(ties: str, ratio: float, error: float) -> None:
    trial = pd.concat([weeks(SIX_MP), weeks(PLACEBO, "placebo")])
    x = pd.DataFrame({"placebo": (trial["group"] == "placebo").astype(float)})
    found = hazards.cox(trial["days"].to_numpy(), (trial["outcome"] == "finished").to_numpy(), x, ties)
    assert found is not None
    assert found.terms.loc["placebo", ["coefficient", "standard_error"]].round(4).tolist() == [ratio, error]
    assert found.model["concordance"] == pytest.approx(0.690, abs=5e-4)


@pytest.fixture(scope="module")
def released() -> pd.DataFrame:
    if not ROSSI.exists():
        pytest.skip("no real files")
    return pd.read_csv(ROSSI)


def rossi(released: pd.DataFrame, names: list[str]) -> hazards.Cox:
    found = hazards.cox(released["week"].to_numpy(), released["arrest"].to_numpy(), released[names])
    assert found is not None
    return found


@pytest.mark.real_data
def test_the_432_released_come_out_as_published(released: pd.DataFrame) -> None:
    found = rossi(released, PRISON)
    published = [-0.37942, -0.05744, 0.31390, -0.14980, -0.43370, -0.08487, 0.09150]
    assert found.terms["coefficient"].round(5).tolist() == published
    assert found.terms.loc[["fin", "age", "prio"], "standard_error"].round(5).tolist() == [0.19138, 0.02200, 0.02865]
    model = found.model
    assert (model["projects"], model["finished"], model["freedom"]) == (432, 114, 7)
    assert model["log_likelihood"] == pytest.approx(-658.75, abs=5e-3)
    assert model["concordance"] == pytest.approx(0.640, abs=5e-4)
    assert model["chi2"] == pytest.approx(33.27, abs=5e-3)


@pytest.mark.real_data
def test_the_effect_of_age_is_not_the_same_early_and_late_as_fox_published(released: pd.DataFrame) -> None:
    """J. Fox, Cox Proportional-Hazards Regression for Survival Data, 2002: cox.zph of fin, age, prio."""
    found = rossi(released, ["fin", "age", "prio"])
    assert found.terms["check_chi2"].round(5).tolist() == [0.00507, 6.54147, 0.77288]
    assert found.terms["check_p"].round(4).tolist() == [0.9433, 0.0105, 0.3793]
    assert found.model["check_chi2"] == pytest.approx(7.13046, abs=5e-6)
    assert found.model["check_p"] == pytest.approx(0.0679, abs=5e-5)


# --- slow and obvious -------------------------------------------------------------------------------

PEOPLE = st.lists(st.tuples(st.integers(1, 8), st.integers(0, 1), st.integers(0, 3)), min_size=2, max_size=30).map(
    lambda rows: tuple(np.array(column) for column in zip(*rows, strict=True))
)


@settings(deadline=None, max_examples=80)
@given(PEOPLE)
def test_concordance_is_counted_pair_by_pair(people: tuple[np.ndarray, np.ndarray, np.ndarray]) -> None:
    time, event, risk = people
    right, pairs = 0.0, 0
    for i in range(len(time)):
        for j in range(len(time)):
            if event[i] and (time[i] < time[j] or (time[i] == time[j] and not event[j])):
                pairs += 1
                right += 1 if risk[i] > risk[j] else 0.5 if risk[i] == risk[j] else 0
    found = hazards.concordance(time, event, risk.astype(float))
    assert found == pytest.approx(right / pairs if pairs else np.nan, nan_ok=True)


@settings(deadline=None, max_examples=60)
@given(PEOPLE, st.floats(-2, 2))
def test_residuals_are_those_of_the_slow_obvious_version(
    people: tuple[np.ndarray, np.ndarray, np.ndarray], beta: float
) -> None:
    """Of m that finish on one day the k-th leaves when (k−1)/m of each of them is gone: Efron's mean of those there."""
    time, event, x = people
    wanted = []
    for i in np.flatnonzero(event):
        there, ended = time >= time[i], (time == time[i]) & (event == 1)
        means = []
        for k in range(ended.sum()):
            weight = np.exp(beta * x) * (there - k / ended.sum() * ended)
            means.append((weight * x).sum() / weight.sum())
        wanted.append(x[i] - np.mean(means))
    found = hazards.schoenfeld(time, event, x[:, None].astype(float), np.array([beta]))
    assert found[:, 0] == pytest.approx(np.array(wanted), abs=1e-9)


# --- what goes in -----------------------------------------------------------------------------------


def city(n: int, seed: int = 3, slow: float = 2.0) -> pd.DataFrame:
    """Water takes `slow` times as long as roads; neither tier nor budget matters. Some are open, some cancelled."""
    random = np.random.default_rng(seed)
    sector = random.choice(["roads", "water"], n, p=[0.6, 0.4])
    end, seen = random.weibull(2, n) * np.where(sector == "water", slow, 1.0), random.uniform(0, 4, n)
    outcome = np.where(random.random(n) < 0.05, "cancelled", np.where(end < seen, "finished", "open"))
    return pd.DataFrame(
        {
            "ratio": pd.array(np.minimum(end, seen), dtype="Float64"),
            "outcome": outcome,
            "sector": sector,
            "tier": random.choice(["A", "B"], n),
            "currency": "CNY",
            "budget": pd.array((10 ** random.normal(9, 1, n)).astype("int64"), dtype="Int64"),
        }
    )


def states(terms: pd.DataFrame) -> dict[str, str]:
    return {f"{row.covariate} {row.covariate_level}": row.term_state for row in terms.itertuples()}


def test_a_planted_pace_comes_out_and_what_does_not_matter_does_not() -> None:
    terms, model = hazard_covariates.fit(city(3000), "ratio")
    ratio = terms.set_index("covariate_level")["hazard_ratio"]
    assert ratio["water"] == pytest.approx(0.25, rel=0.15)  # (1/2)² for a Weibull shape of 2
    inside = terms.set_index("covariate_level").loc[["tenfold"], ["hazard_low", "hazard_high"]].iloc[0]
    assert inside["hazard_low"] < 1 < inside["hazard_high"]
    assert (model["currency"], model["left_out"], model["refusal"]) == ("CNY", 0, None)
    assert states(terms)["sector roads"] == "reference"


def test_a_value_with_fewer_than_ten_finished_is_left_out_and_several_such_are_one() -> None:
    dams = city(600).assign(sector=["dam"] * 8 + ["roads"] * 400 + ["water"] * 192)
    terms, model = hazard_covariates.fit(dams, "ratio")
    assert states(terms)["sector dam"] == "few_finished"
    assert model["left_out"] == 8
    several = dams.assign(
        sector=[f"small {n % 4}" for n in range(32)] + dams["sector"].tolist()[32:], outcome="finished"
    )
    terms, model = hazard_covariates.fit(several, "ratio")
    assert states(terms)["sector *"] == "pooled"
    assert model["left_out"] == 0


def test_a_portfolio_that_finished_few_projects_gives_no_regression() -> None:
    terms, model = hazard_covariates.fit(city(12).assign(outcome=["finished"] * 9 + ["open"] * 3), "ratio")
    assert model["refusal"] == "few_finished"
    assert set(terms["term_state"]) == {"few_events"}
    assert terms["hazard_ratio"].isna().all()


def test_the_widest_characteristic_is_dropped_first_where_too_few_finished_for_all() -> None:
    some = city(36).assign(outcome="finished", sector=["roads", "water", "parks"] * 12)
    terms, model = hazard_covariates.fit(some, "ratio")
    assert states(terms)["sector nan"] == "few_events"
    assert model["freedom"] == 2


def test_what_is_the_same_for_all_or_said_twice_is_left_out_by_name() -> None:
    twice = city(400).assign(budget=500)
    twice["tier"] = twice["sector"].map({"roads": "A", "water": "B"})
    found = states(hazard_covariates.fit(twice, "ratio")[0])
    assert (found["budget tenfold"], found["tier B"], found["sector water"]) == ("constant", "collinear", "fitted")


def test_projects_that_do_not_differ_give_no_regression() -> None:
    same = city(60).assign(sector="roads", tier="A", budget=7, outcome="finished")
    assert hazard_covariates.fit(same, "ratio")[1]["refusal"] == "nothing_varies"


def test_budgets_in_several_currencies_are_not_compared() -> None:
    mixed = city(400)
    mixed.loc[:99, "currency"] = "USD"
    terms, model = hazard_covariates.fit(mixed, "ratio")
    assert states(terms)["budget tenfold"] == "no_budget"
    assert (model["projects"], model["currency"]) == (400, None)
    mixed.loc[20:99, "currency"] = "CNY"
    assert hazard_covariates.fit(mixed, "ratio")[1]["left_out"] == 20


def test_a_cancelled_project_is_under_way_until_it_is_cancelled() -> None:
    projects = city(500)
    kept, _ = hazard_covariates.fit(projects, "ratio")
    open_, _ = hazard_covariates.fit(projects.assign(outcome=projects["outcome"].replace("cancelled", "open")), "ratio")
    assert kept["coefficient"].dropna().tolist() == pytest.approx(open_["coefficient"].dropna().tolist())


def test_no_project_gives_no_regression_and_says_so() -> None:
    terms, model = hazard_covariates.fit(city(5).head(0), "ratio")
    assert model["refusal"] == "few_finished"
    assert terms["hazard_ratio"].isna().all()
