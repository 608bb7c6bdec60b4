"""Code lists of OC4IDS 0.9.0-0.9.5 and what they become here.

Source: the code lists of the Open Contracting for Infrastructure Data Standard, Apache-2.0. The
life cycle follows the standard's phases: identification is project approval, preparation is
design, implementation is tendering and construction, completion is acceptance and final audit.
"""

from __future__ import annotations

VERSIONS = ("0.9", "0.9.0", "0.9.1", "0.9.2", "0.9.3", "0.9.4", "0.9.5")

# projectStatus, a closed list -> (our status, our stage). "completed" was replaced by "maintenance" in 0.9.4.
STATUSES: dict[str, tuple[str, str | None]] = {
    "identification": ("planned", "approval"),
    "preparation": ("planned", "design"),
    "implementation": ("active", "construction"),
    "completion": ("active", "acceptance"),
    "completed": ("completed", None),
    "maintenance": ("completed", None),
    "decommissioning": ("completed", None),
    "decommissioned": ("completed", None),
    "cancelled": ("cancelled", None),
}

# partyRole, an open list -> our role; a role outside the list is "other". A bidder has not taken part,
# and who pays whom is said by the payments: these roles are not kept.
ROLES = {
    "publicAuthority": "responsible",
    "buyer": "client",
    "procuringEntity": "client",
    "administrativeEntity": "other",
    "funder": "funder",
    "supplier": "contractor",
    "reviewBody": "evaluator",
    "independentMonitor": "evaluator",
    "climateFinanceFocalPoint": "other",
}
NOT_PARTICIPANTS = ("tenderer", "enquirer", "payer", "payee")
GOVERNMENT_ROLES = {"publicAuthority", "buyer", "procuringEntity", "administrativeEntity"}
COMPANY_ROLES = {"supplier", "tenderer"}

# contractNature -> the role of the process's suppliers.
NATURE_ROLES = {"design": "designer", "supervision": "supervisor", "construction": "contractor"}

# The end of a phase -> our milestone. Completion ends with the last of its links, the final audit.
PHASES = {
    "identificationPeriod": "approval",
    "preparationPeriod": "design",
    "implementationPeriod": "construction",
    "completionPeriod": "audit",
}

# The part of projectSector before the dot -> its titles.
SECTORS = {
    "education": ("Education", "教育"),
    "health": ("Health", "医疗卫生"),
    "energy": ("Energy", "能源"),
    "communications": ("Communications", "通信"),
    "waterAndWaste": ("Water and waste", "供水与废弃物处理"),
    "governance": ("Governance", "政务与公共安全"),
    "economy": ("Economy", "经济"),
    "cultureSportsAndRecreation": ("Culture, sports and recreation", "文化体育与休闲"),
    "transport": ("Transport", "交通运输"),
    "socialHousing": ("Social housing", "保障性住房"),
    "naturalResources": ("Natural resources", "自然资源"),
}
