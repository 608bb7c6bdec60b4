"""The bodies that one project names, and the roles in which they take part."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from analytics.codes import UNKNOWN
from analytics.language import N_
from data.importers.oc4ids import codelists
from data.importers.oc4ids.walk import Node, longest

NO_NAME = N_("An organisation has neither a name nor an identifier.")
KEY, IDENTIFIER, NAME = (longest("organisation", name) for name in ("key", "identifier", "name_en"))
LEVEL_SCHEME = "costIdsAdministrativeLevel"

Days = tuple[date | None, date | None]


@dataclass(slots=True)
class Body:
    """An organisation as it will be stored, and the standard's roles that say what kind it is."""

    key: str
    identifier: str | None
    name: str | None
    level: str = UNKNOWN
    roles: list[str] = field(default_factory=list)

    def row(self) -> dict[str, object]:
        kind = UNKNOWN
        if codelists.GOVERNMENT_ROLES & set(self.roles):
            kind = "government"
        elif codelists.COMPANY_ROLES & set(self.roles):
            kind = "company"
        name = "name_zh" if is_chinese(self.name or "") else "name_en"
        return {
            "key": self.key,
            "identifier": self.identifier,
            name: self.name,
            "kind": kind,
            "level": self.level,
        }


class Parties:
    """Reads `parties`, resolves references to them, and collects who takes part in which role.

    A body is known by its identifier, scheme-id, wherever it has one; else by its name. The `id` of
    a party is a reference within the project and nothing more.
    """

    def __init__(self, project: Node) -> None:
        self.bodies: dict[str, Body] = {}
        self.roles: dict[tuple[str, str], Days] = {}
        self._by_id: dict[str, str] = {}
        for party in project.nodes("parties"):
            self._read(party)
        if authority := self.key(project.node("publicAuthority")):
            self.take_part(authority, "responsible")

    def key(self, reference: Node) -> str | None:
        """The key of the body that a reference {id, name} means; a body outside `parties` goes by its name."""
        if not reference:
            return None
        local, name = reference.text("id", KEY), reference.text("name", NAME)
        if local in self._by_id:
            return self._by_id[local]
        key = (name or local or "")[:KEY]
        if not key:
            reference.report.problem(reference.path, NO_NAME)
            return None
        self.bodies.setdefault(key, Body(key, None, name or local))
        return key

    def take_part(self, key: str, role: str, begin: date | None = None, end: date | None = None) -> None:
        """Note a role; of several contracts in one role the dates span all of them."""
        if (key, role) in self.roles:
            before = self.roles[key, role]
            begin = min(begin, before[0]) if begin and before[0] else None
            end = max(end, before[1]) if end and before[1] else None
        self.roles[key, role] = (begin, end)

    def take_listed_parts(self) -> None:
        """The roles that `parties` lists. A supplier whose contract says what for has its role already."""
        for body in self.bodies.values():
            for listed in body.roles:
                if listed in codelists.NOT_PARTICIPANTS:
                    continue
                role = codelists.ROLES.get(listed, "other")
                supplies = listed == "supplier" and any(key == body.key for key, _ in self.roles)
                if not supplies and (body.key, role) not in self.roles:
                    self.take_part(body.key, role)

    def _read(self, party: Node) -> None:
        named = party.node("identifier")
        scheme, number = named.text("scheme", KEY), named.text("id", KEY)
        name, local = party.text("name", NAME), party.text("id", KEY)
        identifier = f"{scheme}-{number}" if scheme and number else number
        key = (identifier or name or local or "")[:IDENTIFIER]
        if not key:
            party.report.problem(party.path, NO_NAME)
            return
        body = self.bodies.setdefault(key, Body(key, identifier[:IDENTIFIER] if identifier else None, name or local))
        if local:
            self._by_id.setdefault(local, key)
        for index, role in party.texts("roles"):
            body.roles.append(role)
            if role not in codelists.NOT_PARTICIPANTS:
                party.take("roles", index)
        for classification in party.nodes("classifications"):
            if classification.value.get("scheme") == LEVEL_SCHEME and classification.value.get("id") == "national":
                classification.get("scheme")
                body.level = str(classification.get("id"))


def is_chinese(text: str) -> bool:
    """Whether a text holds Chinese characters.

    >>> is_chinese("滨江路改造 (phase 2)"), is_chinese("Riverside road")
    (True, False)
    """
    return any("\u4e00" <= character <= "\u9fff" for character in text)
