"""The columns of the tables about who leads which stage."""

from __future__ import annotations

from analytics.columns.column import Column
from analytics.language import N_

RESPONSIBILITY = (
    Column("led_stage", "code", N_("Stage"), N_("The stage that is led; a project whose stage is not known is judged once, as a whole."), codes="LED_STAGES"),
    Column("stage_rank", "integer", N_("Place of the stage"), N_("Its place in the chain from approval to the final audit.")),
    Column("leading_state", "code", N_("Who leads"), N_("Whether nobody leads the stage (a gap), one body does, or two or more do (an overlap)."), codes="LEADING_STATES"),
    Column("leaders_en", "text", N_("Leading bodies (English)"), N_("The bodies that lead the stage, names in English.")),
    Column("leaders_zh", "text", N_("Leading bodies (Chinese)"), N_("The bodies that lead the stage, names in Chinese.")),
    Column("stages_reached", "integer", N_("Stages reached"), N_("Stages that the projects have reached, each project’s counted by themselves; one whose stage is not known counts once."), "stages"),
    Column("led_by_one", "integer", N_("One leads"), N_("Stages reached that exactly one body leads."), "stages"),
    Column("led_by_none", "integer", N_("Nobody leads"), N_("Stages reached that nobody leads."), "stages"),
    Column("led_by_several", "integer", N_("Two or more lead"), N_("Stages reached that two or more bodies lead."), "stages"),
    Column("led_by_none_share", "share", N_("Share that nobody leads"), N_("Stages that nobody leads, of the stages reached.")),
    Column("led_by_several_share", "share", N_("Share that two or more lead"), N_("Stages that two or more bodies lead, of the stages reached.")),
    Column("stage_unknown", "integer", N_("Stage not known"), N_("Projects whose present stage is not known."), "projects"),
    Column("projects_with_gap", "integer", N_("Projects with a gap"), N_("Projects with a stage that nobody leads."), "projects"),
    Column("projects_with_overlap", "integer", N_("Projects with an overlap"), N_("Projects with a stage that two or more bodies lead."), "projects"),
    Column("bodies_leading", "integer", N_("Bodies that lead"), N_("Bodies that lead the stage, or any stage, in some project."), "bodies"),
    Column("organisation_rank", "integer", N_("Rank"), N_("1 for the body that leads in most projects.")),
    Column("led_here", "integer", N_("Leads"), N_("Projects of which the body leads the stage."), "projects"),
    Column("led_jointly", "integer", N_("Leads with another"), N_("Projects of which the body and another one lead the stage."), "projects"),
    Column("joined_here", "integer", N_("Projects taken part in"), N_("Projects in which the body has any role in the stage or in the whole project, leading or not."), "projects"),
    Column("role_projects", "integer", N_("With the role filled"), N_("Projects that have reached the stage and in which a body is named in the role."), "projects"),
    Column("role_share", "share", N_("Share with the role filled"), N_("Projects in which the role is filled, of those that have reached the stage.")),
    Column("role_bodies", "integer", N_("Bodies in the role"), N_("Different bodies that are named in the role."), "bodies"),
    Column("body_count", "code", N_("Public bodies"), N_("Whether no public body of the project is known, one, or two or more: any kind of organisation but companies and social organisations, or the kinds asked for."), codes="BODY_COUNTS"),
    Column("shared_share", "share", N_("Share of several bodies"), N_("Projects of two or more public bodies, of those with a known one.")),
    Column("mean_bodies", "number", N_("Bodies per project"), N_("The mean number of public bodies of the projects with a known one."), "bodies"),
)  # fmt: skip
