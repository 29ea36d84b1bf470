"""How the parts stand to each other (docs/architecture.md), read from the imports."""

import ast
import re
import subprocess
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PARTS = ("forms", "workflows", "pdf_templates", "grants")
LEAVES = PARTS[:3]
FILES = sorted(path for part in PARTS for path in (ROOT / part).rglob("*.py"))
OURS = [*FILES, ROOT / "wsgi.py"]
TESTS = sorted((ROOT / "tests").rglob("*.py"))

HOMES = {  # the only places a library is imported from: each folder owns one
    "transitions": ("workflows/engine.py",),
    "weasyprint": ("grants/rendering/",),
    "marshmallow": ("forms/", "grants/rendering/", "grants/api/"),
    "fontTools": ("grants/rendering/",),
    "pyhanko": ("grants/proof/", "grants/verify_paper.py"),
    "asn1crypto": ("grants/proof/", "grants/verify_paper.py"),
    "zxingcpp": ("grants/proof/",),
    "pypdfium2": ("grants/proof/", "grants/rendering/"),
    "flask": ("grants/",),
    "flask_babel": ("grants/",),
    "sqlalchemy": ("grants/",),
}
LAYERS = {  # part of grants: what it must not import
    "grants/models": ("grants.services", "grants.web", "grants.api", "grants.cli"),
    "grants/services": ("grants.web", "grants.api", "grants.cli"),
    "grants/rendering": ("grants.models", "grants.services", "grants.web", "grants.api", "grants.cli"),
    "grants/proof": ("flask", "sqlalchemy", "grants.models", "grants.services", "grants.web", "grants.cli"),
    "grants/web": ("grants.api", "grants.cli"),
    "grants/api": ("grants.web", "grants.cli"),
}
LONGEST_FILE, LONGEST_FUNCTION = 200, 25
LONG_FILES: dict[str, int] = {}  # a file that may be longer, and how long, with the reason beside it
LONG_FUNCTIONS: dict[str, int] = {  # tables of data, which are clearer whole
    "forms/studio.py:term": 40,
    "grants/config.py:load": 33,
}
MACHINE_PATHS = re.compile(rb"(?<![\w.$-])/(?:home|Users|root|work|opt)/[\w.-]")
REGISTRIES = re.compile(rb"(?:pypi\.org|pythonhosted\.org|registry\.npmjs|deb\.debian\.org|archive\.ubuntu)")


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def module_of(path: Path) -> str:
    return name_of(path).removesuffix(".py").removesuffix("/__init__").replace("/", ".")


NAMES = [name_of(path) for path in OURS]
MODULES = {module_of(path): name_of(path) for path in OURS}


@cache
def nodes_of(file: str) -> list[ast.AST]:
    """The whole file, the module first."""
    return list(ast.walk(ast.parse((ROOT / file).read_text("utf-8"))))


@cache
def imported(file: str) -> frozenset[str]:
    """Every module a file imports, wherever in it."""
    return frozenset(imports(nodes_of(file)))


def imports(nodes: Iterable[ast.AST]) -> Iterator[str]:
    """Every module imported; of `from a import b`, `a.b` where that is a module of ours and else `a`."""
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            for full in (f"{node.module}.{alias.name}" for alias in node.names):
                yield full if full in MODULES else f"{node.module}"


def within(name: str, packages: tuple[str, ...]) -> bool:
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def offences(file: str, forbidden: tuple[str, ...]) -> list[str]:
    found = {name for name in imported(file) if within(name, forbidden)}
    return [f"{file} imports {name}" for name in sorted(found)]


@pytest.mark.parametrize("leaf", LEAVES)
def test_a_leaf_imports_none_of_the_other_parts(leaf):
    others = (*(part for part in PARTS if part != leaf), "wsgi")
    assert [found for file in NAMES if file.startswith(f"{leaf}/") for found in offences(file, others)] == []


@pytest.mark.parametrize("layer", LAYERS)
def test_imports_inside_grants_run_from_pages_to_services_to_models(layer):
    files = [file for file in NAMES if file.startswith((f"{layer}/", f"{layer}.py"))]
    assert [found for file in files for found in offences(file, LAYERS[layer])] == []


@pytest.mark.parametrize("library", HOMES)
def test_a_library_is_imported_only_from_the_folder_that_owns_it(library):
    strangers = [file for file in NAMES if not file.startswith(HOMES[library])]
    assert [found for file in strangers for found in offences(file, (library,))] == []


def test_nothing_but_the_command_line_and_the_server_imports_the_application():
    allowed = ("grants/__init__.py", "grants/cli", "wsgi.py")
    strangers = [file for file in NAMES if "grants" in imported(file)]
    assert [file for file in strangers if not file.startswith(allowed)] == []


def functions(file: str) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in nodes_of(file) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def test_no_import_hides_in_a_function():
    hidden = [
        f"{file}:{function.lineno} {name}"
        for file in NAMES
        for function in functions(file)
        for name in imports(ast.walk(function))
    ]
    assert hidden == []


def test_imports_name_the_whole_path():
    nodes = [(file, node) for file in NAMES for node in nodes_of(file)]
    assert [file for file, node in nodes if isinstance(node, ast.ImportFrom) and node.level] == []


def graph() -> dict[str, set[str]]:
    """Which of our modules each imports when it is run."""
    return {module: run_imports(file) & set(MODULES) - {module} for module, file in MODULES.items()}


def run_imports(file: str) -> set[str]:
    """Imports of a module but those under `if TYPE_CHECKING`, which are never run."""
    run = [node for node in ast.iter_child_nodes(nodes_of(file)[0]) if "TYPE_CHECKING" not in condition(node)]
    return {name for statement in run for name in imports(ast.walk(statement))}


def condition(node: ast.AST) -> str:
    return ast.unparse(node.test) if isinstance(node, ast.If) else ""


def circles(edges: dict[str, set[str]]) -> set[str]:
    """What is left after taking away, again and again, the modules that import nothing that is left."""
    left = {module: set(targets) for module, targets in edges.items()}
    while free := {module for module, targets in left.items() if not targets}:
        left = {module: targets - free for module, targets in left.items() if module not in free}
    return set(left)


def test_no_circle_of_imports():
    assert circles(graph()) == set()


def test_the_search_for_circles_finds_one():
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": set()}) == {"a", "b", "c"}


def too_long(lengths: dict[str, int], limit: int, exceptions: dict[str, int]) -> str:
    found = {name: lines for name, lines in lengths.items() if lines > exceptions.get(name, limit)}
    return "\n".join(f"{name} has {lines} lines" for name, lines in sorted(found.items()))


def test_files_stay_short():
    lengths = {name_of(path): path.read_text("utf-8").count("\n") for path in [*OURS, *TESTS]}
    assert not (told := too_long(lengths, LONGEST_FILE, LONG_FILES)), told


def test_functions_stay_short():
    lengths = {
        f"{file}:{function.name}": (function.end_lineno or 0) - function.lineno + 1
        for file in NAMES
        if not file.startswith("grants/migrations/")
        for function in functions(file)
    }
    assert not (told := too_long(lengths, LONGEST_FUNCTION, LONG_FUNCTIONS)), told


def tracked() -> list[Path]:
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listing.returncode:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in listing.stdout.decode().split("\0") if name]


@pytest.mark.parametrize("pattern", [MACHINE_PATHS, REGISTRIES], ids=["machine paths", "registries"])
def test_no_tracked_file_depends_on_one_machine_or_registry(pattern):
    files = [path for path in tracked() if path.is_file() and path != Path(__file__)]
    found = {name_of(path): match[0] for path in files if (match := pattern.search(path.read_bytes()))}
    assert found == {}
