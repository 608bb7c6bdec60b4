"""The one list of pages: it drives the menu, the page tests and the README.

To add a page: write `pages/<section>/<page>.py`, add a `Page` here.
"""

# Long because: a list with an entry for each page, in the order of the menu.

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from analytics.language import N_

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Page:
    """`key` names the page in `view.open_page`, in its address and in the method notes."""

    key: str
    path: str
    menu: str  # its word in the menu
    question: str  # its title: the question that it answers
    shows: str  # what it would show, said where the database is still empty
    icon: str
    tables: tuple[str, ...] = ()  # warmed when the server starts
    in_menu: bool = True

    @property
    def script(self) -> Path:
        """Where it stands: a link by this finds it whatever script the server was started with."""
        return ROOT / self.path


SECTIONS: dict[str, tuple[Page, ...]] = {
    N_("Portfolio"): (
        Page(
            "overview",
            "pages/portfolio/overview.py",
            N_("Overview"),
            N_("How do our projects stand?"),
            N_("how many projects there are, what they cost, how far they are, and which ten need attention"),
            ":material/space_dashboard:",
            (
                "portfolio_trend",
                "portfolio_money",
                "portfolio_slip_bands",
                "attention",
                "portfolio_lights",
                "portfolio_moves",
                "scope_choices",
            ),
        ),
        Page(
            "projects",
            "pages/portfolio/projects.py",
            N_("Projects"),
            N_("Which projects are there?"),
            N_("every project in a list that can be searched, sorted and downloaded"),
            ":material/list_alt:",
        ),
        Page(
            "project",
            "pages/portfolio/project.py",
            N_("One project"),
            N_("What is known about this project?"),
            N_("everything known about one project, with the file and row behind each figure"),
            ":material/description:",
            in_menu=False,
        ),
    ),
    N_("Investment"): (
        Page(
            "plans",
            "pages/investment/plans.py",
            N_("Investment plans"),
            N_("Are we spending what we planned, and where not?"),
            N_("planned and completed investment year by year, and where it lags behind the pro-rata line"),
            ":material/payments:",
            (
                "plan_by_year",
                "plan_by_sector",
                "gap_by_project",
                "s_curve",
                "budget_execution",
                "starts_by_tier",
                "starts_by_sector",
            ),
        ),
        Page(
            "funds",
            "pages/investment/funds.py",
            N_("Funds"),
            N_("Where does the money come from, and where does it go?"),
            N_("the way of the money from its source over the payer to the payee, and what of it lies idle"),
            ":material/account_balance:",
            (
                "fund_totals",
                "fund_nodes",
                "fund_flows",
                "fund_sources",
                "fund_mix_by_year",
                "idle_total",
                "idle_bands",
                "idle_by_district",
                "idle_projects",
                "fund_by_year",
            ),
        ),
        Page(
            "budgets",
            "pages/investment/budgets.py",
            N_("Budgets"),
            N_("What do projects cost against what was approved?"),
            N_("how far estimates, approved budgets, contracts and final accounts lie apart, and who is above"),
            ":material/price_check:",
            ("budget_steps", "budget_totals", "overrun_dots", "overrun_outliers", "budgets_by_sector"),
        ),
        Page(
            "tiers",
            "pages/investment/tiers.py",
            N_("Tiers"),
            N_("Which rule does each project fall under, and is it kept?"),
            N_("how projects and money spread over the tiers, who breaks a tier’s rule, and the tiers set by hand"),
            ":material/stacked_bar_chart:",
            (
                "tier_counts",
                "tier_money",
                "tier_typical",
                "tier_reasons",
                "tier_rules",
                "tier_trend",
                "tier_money_trend",
                "tiers_by_sector",
                "tier_money_by_sector",
                "tier_classes",
                "tier_overrides",
            ),
        ),
        Page(
            "catalogue",
            "pages/investment/catalogue.py",
            N_("Central catalogue"),
            N_("Who belongs in the central catalogue, and who stands at a threshold?"),
            N_("who should be in the central catalogue and is not, and who stands just below or above a threshold"),
            ":material/fact_check:",
            ("catalogue_cross", "catalogue_totals", "tier_matrix", "boundary_counts"),
        ),
        Page(
            "lights",
            "pages/investment/lights.py",
            N_("Lights"),
            N_("Which projects are red, and by which rule?"),
            N_("what colour each project has by each rule, why, and where the reports say otherwise"),
            ":material/traffic:",
            ("light_counts", "light_reasons", "light_disagreements", "light_two_rules", "light_by_project"),
        ),
        Page(
            "ledger",
            "pages/investment/ledger.py",
            N_("Ledger"),
            N_("Which payments make up this total?"),
            N_("every sum of money that was paid, step by step down to the payments that make it"),
            ":material/account_tree:",
            ("ledger_totals",),
        ),
    ),
    N_("Schedule"): (
        Page(
            "slippage",
            "pages/schedule/slippage.py",
            N_("Slippage"),
            N_("Who is delayed, and by how much?"),
            N_("how far projects slip, and who answers for them"),
            ":material/event_busy:",
            (
                "delay_rates",
                "slip_dots",
                "slip_spread",
                "slip_outliers",
                "slippage_by_sector",
                "slippage_largest",
                "five_delay_rates",
                "cost_by_schedule",
                "slip_and_cost",
                "slip_and_cost_dots",
                "slip_and_cost_farthest",
                "completion_moves",
                "slip_move_counts",
                "rebaselines",
                "rebaselines_by_responsible",
                "baseline_numbers",
            ),
        ),
        Page(
            "milestones",
            "pages/schedule/milestones.py",
            N_("Milestones"),
            N_("What is due next, who owns it, and how sound is the schedule?"),
            N_("what falls due in the next 90 days and what is overdue, with who answers for it"),
            ":material/flag:",
            (
                "milestone_counts",
                "milestone_owners",
                "milestones_due",
                "milestones_overdue",
                "schedule_health",
                "schedule_by_sector",
                "lanes_by_sector",
                "milestone_trends",
                "stage_durations",
                "stage_outliers",
            ),
        ),
        Page(
            "forecast",
            "pages/schedule/forecast.py",
            N_("Forecast"),
            N_("When will it really be done, and whom to believe?"),
            N_("when projects will be done, by their own forecasts and by experience, and which proved right before"),
            ":material/event_upcoming:",
            ("completion_summary", "completion_dates", "duration_overruns", "back_test_scores", "back_test_verdict"),
        ),
        Page(
            "durations",
            "pages/schedule/durations.py",
            N_("Durations"),
            N_("How long do projects really take?"),
            N_("how long projects take when the unfinished and the cancelled are counted, and who finishes faster"),
            ":material/hourglass_bottom:",
            ("survival_curves", "survival_groups", "survival_incidence", "hazard_ratios"),
        ),
    ),
    N_("Collaboration"): (
        Page(
            "network",
            "pages/collaboration/network.py",
            N_("Who works with whom"),
            N_("Who works with whom?"),
            N_("the network of organisations that take part in the same projects"),
            ":material/hub:",
            (
                "collaboration_summary",
                "network_backbone",
                "collaboration_nodes",
                "collaboration_ties",
                "collaboration_matrix",
                "collaboration_pairs",
                "collaboration_organisations",
            ),
        ),
        Page(
            "structure",
            "pages/collaboration/structure.py",
            N_("Whole network"),
            N_("Is this network unusual?"),
            N_("the network in the field’s measures, each beside what chance gives, and what holds it together"),
            ":material/scatter_plot:",
            (
                "network_whole",
                "network_robustness",
                "network_mixing",
                "network_governance",
                "network_alone",
                "network_three_agencies",
            ),
        ),
        Page(
            "organisations",
            "pages/collaboration/organisations.py",
            N_("Organisations"),
            N_("Who leads, who links, who stands alone?"),
            N_("where each organisation stands: whom it leads and reaches, what it links and what binds it"),
            ":material/domain:",
            (
                "network_organisations",
                "network_organisations_summary",
                "network_breadth_depth",
                "network_brokerage",
                "network_embedding",
            ),
        ),
        Page(
            "organisation",
            "pages/collaboration/organisation.py",
            N_("Organisation"),
            N_("What is known about this organisation?"),
            N_("one organisation with its partners, its projects, its money and its place in the network"),
            ":material/apartment:",
            ("network_organisations_by_year",),
            in_menu=False,
        ),
        Page(
            "responsibility",
            "pages/collaboration/responsibility.py",
            N_("Responsibility"),
            N_("Who leads which stage, and where is nobody?"),
            N_("which body leads which stage of how many projects, where nobody does, and where two or more do"),
            ":material/assignment_ind:",
            (
                "responsibility_summary",
                "responsibility_stages",
                "responsibility_matrix",
                "responsibility_cases",
                "responsibility_by_sector",
                "responsibility_roles",
                "bodies_per_project",
                "shared_by_year",
                "slippage_by_body_count",
            ),
        ),
        Page(
            "hypotheses",
            "pages/collaboration/hypotheses.py",
            N_("Tests"),
            N_("What explains who works with whom?"),
            N_("whether organisations of one kind, level or district work together more than by chance, test by test"),
            ":material/science:",
        ),
        Page(
            "over_time",
            "pages/collaboration/over_time.py",
            N_("Over time"),
            N_("Has cooperation changed, and since when?"),
            N_("the network year by year with the reforms marked, and the ties that were formed, kept and dissolved"),
            ":material/timeline:",
            (
                "network_by_year",
                "network_tie_changes",
                "network_reform",
                "network_reform_nodes",
                "network_reform_ties",
                "network_reform_roles",
                "reform_events",
            ),
        ),
        Page(
            "register",
            "pages/collaboration/register.py",
            N_("Names of organisations"),
            N_("Which names mean the same body?"),
            N_("names that may mean the same organisation with the reasons, and what persons decided about them"),
            ":material/merge:",
            ("organisation_register", "same_body_suggestions", "organisation_merges", "merge_effects"),
        ),
    ),
    N_("Records"): (
        Page(
            "imports",
            "pages/records/imports.py",
            N_("Imports"),
            N_("How does a file become projects?"),
            N_("the files that were imported, and what became of every row"),
            ":material/upload_file:",
        ),
        Page(
            "quality",
            "pages/records/quality.py",
            N_("Data quality"),
            N_("How far can these figures be trusted?"),
            N_("what is known and missing field by field, and every doubtful value"),
            ":material/fact_check:",
        ),
        Page(
            "rules",
            "pages/records/rules.py",
            N_("Policy numbers"),
            N_("Which numbers decide, and what if they change?"),
            N_("every policy number that decides, and what a change of it would move"),
            ":material/tune:",
            ("rules", "rules_in_force", "rule_moves"),
        ),
        Page(
            "dictionary",
            "pages/records/dictionary.py",
            N_("Dictionary"),
            N_("What does each word and number mean?"),
            N_("every column and every policy number with its meaning, unit and source"),
            ":material/menu_book:",
        ),
    ),
}

PAGES = {page.key: page for pages in SECTIONS.values() for page in pages}
