"""The tables of the page about what explains who works with whom."""

from __future__ import annotations

from analytics.frames.frame import Frame
from analytics.language import N_

_WHO = ("bodies_tested", "bodies_left_out", "pairs_tested")

NETWORK_TESTS = (
    Frame(
        "network_relations_known",
        N_("What organisations can be compared in, and of how many of them it is known."),
        ("relation_term", "bodies_known"),
    ),
    Frame(
        "qap_correlation",
        N_("Whether two relations among the organisations go together: correlation, against permutations (QAP)."),
        (
            "relation_first", "relation_second", "correlation", "p_two_sided", "p_upper", "p_lower", "permuted_mean",
            "permuted_sd", "tie_measure", *_WHO, "permutations", "chance_seed", "cannot_test",
        ),
    ),
    Frame(
        "qap_distribution",
        N_("The correlations of two relations that chance gives, in bars of a histogram."),
        ("r_from", "r_to", "times_drawn"),
    ),
    Frame(
        "qap_regression",
        N_("A relation explained by others: coefficients against permutations (MRQAP, double semi-partialling)."),
        (
            "outcome", "relation_term", "slope", "t_value", "p_two_sided", "p_upper", "p_lower", "r_squared",
            "tie_measure", *_WHO, "permutations", "chance_seed", "cannot_test",
        ),
    ),
    Frame(
        "cug_tests",
        N_("Measures of the network against all networks of its size, ties or dyads (conditional uniform graphs)."),
        (
            "uniform_given", "network_measure", "measure_value", "chance_mean", "chance_sd", "chance_z", "p_upper",
            "p_lower", "bodies_tested", "bodies_left_out", "pairs_tied", "chance_draws", "chance_seed", "cannot_test",
        ),
    ),
    Frame(
        "brokerage_totals",
        N_("Brokerage in total, role by role, against ties at random between groups of these sizes."),
        (
            "body_group", "brokerage_role", "pairs_brokered", "brokered_by_chance", "brokered_sd", "chance_z",
            "body_groups", "bodies_tested", "bodies_left_out", "cannot_test",
        ),
    ),
    Frame(
        "ergm_terms",
        N_("What makes a tie likelier: the terms of a random graph model whose pairs are independent."),
        ("relation_term", "log_odds", "log_odds_error", "odds_ratio", "wald_z", "wald_p", "cannot_test"),
    ),
    Frame(
        "ergm_fit",
        N_("The same model as a whole: pairs, ties, likelihood, AIC and BIC."),
        (*_WHO, "pairs_tied", "tie_likelihood", "aic", "bic"),
    ),
)  # fmt: skip
