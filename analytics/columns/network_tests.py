"""The columns of the tables about tests: what explains who works with whom."""

from __future__ import annotations

from analytics.columns.column import Column
from analytics.language import N_

NETWORK_TESTS = (
    # --- who was compared
    Column("bodies_tested", "integer", N_("Organisations tested"), N_("Organisations whose pairs were compared."), "bodies"),
    Column("bodies_left_out", "integer", N_("Organisations left out"), N_("Organisations of the slice that were left out: an attribute that the test asks for is not known of them, or only those with a tie were asked for."), "bodies"),
    Column("bodies_known", "integer", N_("Organisations of which it is known"), N_("Organisations of the slice of which the attribute is known that two of them are compared in."), "bodies"),
    Column("pairs_tested", "integer", N_("Pairs"), N_("Pairs of organisations that were compared (dyads); with directions, or where one of the relations has one, ordered pairs.")),
    Column("pairs_tied", "integer", N_("Tied pairs"), N_("Pairs that are tied, of those compared.")),
    Column("tie_measure", "code", N_("Ties count"), N_("Whether ties count by their weight, or only as tied or not."), codes="TIE_MEASURES"),
    Column("relation_first", "code", N_("First relation"), N_("The one relation or attribute, pair of organisations by pair."), codes="RELATIONS"),
    Column("relation_second", "code", N_("Second relation"), N_("The other relation or attribute, pair of organisations by pair."), codes="RELATIONS"),
    Column("outcome", "code", N_("Explained"), N_("The relation that the regression explains."), codes="RELATIONS"),
    Column("relation_term", "code", N_("Explained by"), N_("A relation or attribute by which ties are explained; intercept and edges stand for the rest."), codes="RELATION_TERMS"),
    Column("cannot_test", "phrase", N_("Why there is no test"), N_("Why the data do not allow the test; missing where they do. The relation in the way stands beside it, where it is one.")),
    # --- permutations
    Column("permutations", "integer", N_("Permutations"), N_("How often the organisations changed places at random.")),
    Column("correlation", "number", N_("Correlation r"), N_("Pearson’s correlation of the two relations over all pairs of different organisations, −1 to 1."), digits=6),
    Column("permuted_mean", "number", N_("Mean r by chance"), N_("The mean correlation over the permutations."), digits=4),
    Column("permuted_sd", "number", N_("SD of r by chance"), N_("The standard deviation of the correlation over the permutations."), digits=4),
    Column("p_two_sided", "number", N_("p, two-sided"), N_("The share of random cases, the real one among them, at least as far from 0, whatever the sign; equal ones count."), digits=5),
    Column("p_upper", "number", N_("p, as large"), N_("The share of random cases, the real one among them, at least as large; equal ones count."), digits=5),
    Column("p_lower", "number", N_("p, as small"), N_("The share of random cases, the real one among them, at least as small; equal ones count."), digits=5),
    Column("r_from", "number", N_("r from"), N_("The lower end of a bar of the histogram."), digits=4),
    Column("r_to", "number", N_("r to"), N_("The upper end of a bar of the histogram, not in it unless it is the last."), digits=4),
    Column("times_drawn", "integer", N_("Times"), N_("Permutations whose correlation lies in the bar.")),
    # --- regression
    Column("slope", "number", N_("b"), N_("How much the outcome is larger where this relation is larger by 1, the others held (least squares over the pairs)."), digits=7),
    Column("t_value", "number", N_("t"), N_("The coefficient in its usual standard errors; it is held against permutations, not against a table."), digits=4),
    Column("r_squared", "share", N_("R²"), N_("The share of the outcome’s variation over the pairs that the regression accounts for.")),
    # --- conditional uniform graphs
    Column("uniform_given", "code", N_("Random networks with"), N_("What the random networks have in common with the real one; all that have it are equally likely."), codes="UNIFORM_GIVEN"),
    # --- brokerage
    Column("body_group", "code", N_("Groups"), N_("By what the organisations are divided into groups, which the roles of brokers rest on."), codes="BODY_GROUPS"),
    Column("body_groups", "integer", N_("Number of groups"), N_("Into how many groups the organisations fall.")),
    Column("brokerage_role", "code", N_("Role"), N_("A broker’s role by Gould and Fernandez, summed over all organisations."), codes="BROKERAGE_ROLES"),
    Column("pairs_brokered", "integer", N_("Brokered pairs"), N_("Ordered pairs of organisations without a tie that are linked by a third in this role.")),
    Column("brokered_by_chance", "number", N_("Brokered by chance"), N_("Expected of as dense a network whose ties fall at random between groups of these sizes.")),
    Column("brokered_sd", "number", N_("SD, brokered by chance"), N_("The standard deviation of that.")),
    # --- logistic regression
    Column("log_odds", "number", N_("Log-odds"), N_("How much the logarithm of the odds of a tie is larger where the term is larger by 1 (θ)."), digits=6),
    Column("log_odds_error", "number", N_("Standard error, log-odds"), N_("The standard error of the log-odds, as if pairs did not depend on each other."), digits=6),
    Column("odds_ratio", "number", N_("Odds ratio"), N_("How many times the odds of a tie are where the term is larger by 1; above 1 makes ties likelier."), digits=4),
    Column("wald_z", "number", N_("z (Wald)"), N_("The log-odds in standard errors."), digits=3),
    Column("wald_p", "number", N_("p (Wald)"), N_("How often chance alone would show at least as much, did pairs not depend on each other; where they do, it is too small."), digits=5),
    Column("tie_likelihood", "number", N_("Log-likelihood"), N_("The logarithm of the probability that the model gives to the ties that there are."), digits=3),
    Column("aic", "number", N_("AIC"), N_("Akaike’s criterion: smaller fits better for as many terms; only models of the same pairs compare."), digits=2),
    Column("bic", "number", N_("BIC"), N_("Schwarz’s criterion: as AIC, harder on terms."), digits=2),
)  # fmt: skip
