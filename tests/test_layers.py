"""Who may use whom, checked from the imports: pages -> data, analytics; data -> analytics; nothing points back."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LONGEST = 300  # lines; a module that must be longer says why in a comment that begins "# Long because:"
SOURCES = sorted(file for top in ("pages", "analytics", "data") for file in (ROOT / top).rglob("*.py"))
SOURCES += sorted(ROOT.glob("*.py"))
OUTSIDE_WORLD = {
    "os", "io", "socket", "subprocess", "sqlite3", "urllib", "http", "requests", "tempfile", "shutil", "random",
    "secrets", "time", "logging", "argparse", "sys", "threading", "multiprocessing",
}  # fmt: skip

# folder or file -> what it may not import: the longest match counts, together with those above it
FORBIDDEN = {
    "analytics": {"data", "pages", "streamlit", "sqlalchemy", "alembic", "psycopg"} | OUTSIDE_WORLD - {"io"},
    "analytics/measures": {"plotly", "analytics.figures"},
    "analytics/networks": {"plotly", "analytics.figures"},
    "data": {"pages", "streamlit", "plotly"},
    "pages": {"sqlalchemy", "alembic", "psycopg", "sqlite3"},
}
DOOR = "pages/components/snapshot.py"  # the only one that opens the database for a page
OPENING = {"engine", "reading", "writing", "prepare"}  # of data.database


def name(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def imports(file: Path) -> set[str]:
    """Every module that a file imports, anywhere but for types alone, with the names taken from it: a.b and a.b.c."""
    tree = ast.parse(file.read_text("utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            node.body = []
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            package = file.relative_to(ROOT).parent.parts[: -(node.level - 1) or None] if node.level else ()
            module = ".".join([*package, *([node.module] if node.module else [])])
            found |= {module} | {f"{module}.{alias.name}" for alias in node.names}
    return found


def taken(file: Path, forbidden: set[str]) -> list[str]:
    return sorted(
        module for module in imports(file) for root in forbidden if module == root or module.startswith(root + ".")
    )


@pytest.mark.parametrize("file", SOURCES, ids=name)
def test_a_module_imports_only_what_its_layer_may(file: Path) -> None:
    forbidden: set[str] = set()
    for folder, modules in FORBIDDEN.items():
        if name(file).startswith(folder + "/"):
            forbidden |= modules
    assert taken(file, forbidden) == [], f"{name(file)} imports what its layer may not"


@pytest.mark.parametrize("file", [f for f in SOURCES if name(f).startswith("pages/") and name(f) != DOOR], ids=name)
def test_a_page_asks_the_snapshot_and_does_not_open_the_database(file: Path) -> None:
    opened = {
        ast.unparse(node) for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.Attribute)
    }
    assert opened & {f"database.{word}" for word in OPENING} == set()
    assert imports(file) & {f"data.database.{word}" for word in OPENING} == set()


@pytest.mark.parametrize("file", [f for f in SOURCES if name(f).startswith("analytics/")], ids=name)
def test_analytics_reads_no_clock_and_opens_no_file(file: Path) -> None:
    calls = {
        ast.unparse(node.func) for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.Call)
    }
    clock = {
        "date.today",
        "datetime.now",
        "datetime.today",
        "datetime.utcnow",
        "pd.Timestamp.now",
        "pd.Timestamp.today",
    }
    assert calls & (clock | {"open", "print", "input"}) == set(), f"{name(file)} must get this as an argument"


@pytest.mark.parametrize("file", [f for f in SOURCES if name(f).startswith("analytics/figures/")], ids=name)
def test_figures_receive_sums_shares_and_ranks_and_do_not_compute_them(file: Path) -> None:
    aggregating = {"agg", "pivot_table", "merge", "sum", "mean", "median", "quantile", "rank", "cumsum", "resample"}
    methods = {
        node.func.attr
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }
    assert methods & aggregating == set(), f"{name(file)}: arithmetic belongs in analytics/measures or in SQL"


def test_no_page_lies_directly_in_pages() -> None:
    """Streamlit would serve such a file on a cold deep link without ever running app.py."""
    assert [name(file) for file in (ROOT / "pages").glob("*.py")] == ["pages/__init__.py"]


@pytest.mark.parametrize("file", SOURCES + sorted((ROOT / "tests").rglob("*.py")), ids=name)
def test_a_module_fits_on_a_few_screens_or_says_why_not(file: Path) -> None:
    text = file.read_text("utf-8")
    lines = text.count("\n")
    assert lines <= LONGEST or "# Long because:" in text, f"{name(file)} has {lines} lines"


def test_the_check_sees_an_import_wherever_it_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.test_layers.ROOT", tmp_path)
    file = tmp_path / "analytics" / "measures" / "bad.py"
    file.parent.mkdir(parents=True)
    file.write_text(
        "def f():\n    from plotly import graph_objects\n    import data.schema\n    from ..figures import theme\n"
    )
    assert taken(file, {"plotly", "data", "analytics.figures"}) == [
        "analytics.figures", "analytics.figures.theme", "data.schema", "plotly", "plotly.graph_objects"
    ]  # fmt: skip
