import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.errors import PortfolioError
from analytics.networks import over_time
from analytics.networks.one_mode import OneMode, from_matrix, from_ties
from tests.tables import draw, rows

PAIRS = st.sets(st.tuples(st.integers(1, 6), st.integers(1, 6)).filter(lambda pair: pair[0] < pair[1]))


def network(drawing: str, ids: tuple[int, ...] = (), directed: bool = False) -> OneMode:
    return from_ties(draw(drawing), ids, directed=directed)


@pytest.fixture
def years() -> dict[int, OneMode]:
    return {
        2021: network("first_id | second_id | weight\n1 | 2 | 3\n2 | 3 | 1"),
        2022: network("first_id | second_id | weight\n1 | 2 | 1\n1 | 4 | 2", ids=(3,)),
        2023: network("first_id | second_id | weight\n2 | 5 | 1", ids=(3,)),
    }


def test_ties_are_formed_kept_and_dissolved_between_years(years: dict[int, OneMode]) -> None:
    found = over_time.changes(years)
    columns = ["earlier", "later", "formed", "kept", "dissolved", "joined", "stayed", "left"]
    assert rows(found[columns]) == [(2021, 2022, 1, 1, 1, 1, 3, 0), (2022, 2023, 1, 0, 2, 1, 2, 2)]
    assert found["jaccard"].tolist() == [pytest.approx(1 / 3), 0]


def test_every_tie_is_named_once_with_its_weight_before_and_after(years: dict[int, OneMode]) -> None:
    found = over_time.tie_changes(years[2021], years[2022])
    assert rows(found) == [(1, 2, 3, 1, "kept"), (1, 4, 0, 2, "formed"), (2, 3, 1, 0, "dissolved")]


@settings(deadline=None, max_examples=40)
@given(PAIRS, PAIRS)
def test_changes_are_those_of_sets_of_pairs(before: set, after: set) -> None:
    def of(pairs: set, ids: list[int]) -> OneMode:
        matrix = np.zeros((len(ids), len(ids)))
        for a, b in pairs:
            i, j = ids.index(a), ids.index(b)
            matrix[i, j] = matrix[j, i] = 1
        return from_matrix(matrix, ids)

    # The slices hold their organisations in different orders, which must not matter.
    found = over_time.changes({"a": of(before, [3, 1, 6, 2, 5, 4]), "b": of(after, [1, 2, 3, 4, 5, 6])}).iloc[0]
    assert found["formed"] == len(after - before)
    assert found["kept"] == len(after & before)
    assert found["dissolved"] == len(before - after)
    either = len(before | after)
    assert found["jaccard"] == len(before & after) / either if either else np.isnan(found["jaccard"])


def test_with_directions_a_tie_back_is_another_tie() -> None:
    there = network("first_id | second_id | weight\n1 | 2 | 1", directed=True)
    back = network("first_id | second_id | weight\n2 | 1 | 1", directed=True)
    assert over_time.tie_changes(there, back)["change"].tolist() == ["dissolved", "formed"]
    with pytest.raises(PortfolioError, match="has directions"):
        over_time.tie_changes(there, network("first_id | second_id | weight\n1 | 2 | 1"))


def test_the_panel_tells_absent_organisations_from_those_without_a_partner(years: dict[int, OneMode]) -> None:
    panel = over_time.panel(years)
    assert panel.ids.tolist() == [1, 2, 3, 4, 5]
    assert panel.matrix(2023).tolist() == [
        [0, 10, 10, 10, 10],  # 1 is gone
        [10, 0, 0, 10, 1],
        [10, 0, 0, 10, 0],  # 3 is there without a partner
        [10, 10, 10, 0, 10],
        [10, 1, 0, 10, 0],
    ]
    assert panel.waves[2022].toarray()[0].tolist() == [0, 1, 0, 1, 0]


def test_composition_gives_every_stay_from_its_first_wave_to_its_last(years: dict[int, OneMode]) -> None:
    assert rows(over_time.panel(years).composition()) == [(1, 1, 2), (2, 1, 3), (3, 1, 3), (4, 2, 2), (5, 3, 3)]
    back_again = over_time.panel({1: years[2022], 2: years[2023], 3: years[2022]}).composition()
    assert rows(back_again[back_again["organisation_id"] == 4]) == [(4, 1, 1), (4, 3, 3)]


def test_the_stays_say_who_is_present(years: dict[int, OneMode]) -> None:
    panel = over_time.panel(years)
    rebuilt = pd.DataFrame(False, index=panel.present.index, columns=panel.present.columns)
    for stay in panel.composition().itertuples():
        rebuilt.loc[stay.organisation_id, list(years)[stay.first_wave - 1 : stay.last_wave]] = True
    pd.testing.assert_frame_equal(rebuilt, panel.present)


def test_one_slice_is_no_panel_and_slices_must_agree_on_directions(years: dict[int, OneMode]) -> None:
    assert over_time.changes({2021: years[2021]}).empty
    with pytest.raises(PortfolioError, match="at least two"):
        over_time.panel({2021: years[2021]})
    turned = OneMode(years[2021].ids, years[2021].weights, directed=True)
    with pytest.raises(PortfolioError, match="directions"):
        over_time.panel({1: years[2021], 2: turned})
