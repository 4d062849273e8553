"""Who may know whom: the rules of the house, read from the syntax tree."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import knowledge

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
ROOMS = ("bot", "knowledge", "migrations")

FACES = frozenset(
    {
        "bot",
        "discord",
        "typer",
        "rich",
        "prompt_toolkit",
        "curses",
        "aiohttp",
        "fastapi",
        "starlette",
        "flask",
        "django",
        "uvicorn",
        "textual",
    }
)
BENEATH = frozenset(
    {"sqlalchemy", "aiosqlite", "asyncpg", "alembic", "rapidfuzz", "onnxruntime", "tokenizers", "numpy"}
)
IMPURE = frozenset(
    {
        "os",
        "io",
        "pathlib",
        "time",
        "datetime",
        "logging",
        "asyncio",
        "threading",
        "subprocess",
        "socket",
        "sqlite3",
        "tempfile",
        "shutil",
        "random",
        "urllib",
        "importlib",
        "sys",
        "sqlalchemy",
        "onnxruntime",
    }
)
# Values of dates are pure; asking what day it is is not.
PURE_PARTS = frozenset(
    {"datetime.date", "datetime.datetime", "datetime.timedelta", "datetime.UTC", "importlib.util"}
)
IMPURE_FUNCTIONS = frozenset({"open", "print", "input"})
IMPURE_METHODS = frozenset(
    {"open", "now", "today", "utcnow", "read_text", "read_bytes", "write_text", "write_bytes"}
)
BUILDERS = frozenset(
    {
        "create_async_engine",
        "create_engine",
        "async_sessionmaker",
        "sessionmaker",
        "InferenceSession",
        "from_file",
        "Settings",
        "load_settings",
        "open_knowledge_base",
        "KnowledgeBase",
        "KnowledgeConfig",
        "Database",
        "Encoder",
        "MiniLM",
        "Console",
        "PromptSession",
        "open",
        "read_text",
        "read_bytes",
        "connect",
        "run",
        "getLogger",
        "basicConfig",
        "files",
        "parse_glossary",
        "parse_safety",
    }
)

# Siblings on one level (matching, ingest) do not know each other.
LAYERS = {
    "domain": 0,
    "policy": 0,
    "errors": 1,
    "guard": 1,
    "figures": 1,
    "language": 2,
    "matching": 3,
    "ingest": 3,
    "store": 4,
    "service": 5,
}
PURE = (
    "knowledge/language/",
    "knowledge/ingest/",
    "knowledge/matching/columns.py",
    "knowledge/matching/common.py",
    "knowledge/matching/decision.py",
    "knowledge/matching/hearing.py",
    "knowledge/matching/verifier.py",
)


def modules(*rooms: str) -> list[Path]:
    return sorted(path for room in rooms for path in (ROOT / room).rglob("*.py"))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imports(tree: ast.AST, package: str = "") -> Iterator[str]:
    """Yield the full dotted names that a module imports, `from a import b` as "a.b"."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = package.split(".")[: len(package.split(".")) - node.level + 1]
                base = ".".join([*above, *filter(None, [node.module])])
            yield from (f"{base}.{alias.name}" for alias in node.names)


def of_module(path: Path) -> tuple[ast.Module, set[str]]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return tree, set(imports(tree, ".".join(path.relative_to(ROOT).parent.parts)))


def impure_calls(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=name)) if name in IMPURE_FUNCTIONS:
                yield name
            case ast.Call(func=ast.Attribute(attr=name)) if name in IMPURE_METHODS:
                yield name


def forbidden_in_knowledge(imported: set[str]) -> set[str]:
    """Rule 1: no face, no terminal library, no web framework."""
    return {name for name in imported if name.split(".")[0] in FACES}


def forbidden_in_bot(imported: set[str], public: set[str]) -> set[str]:
    """Rule 2: of knowledge only its public names, and nothing that works beneath it."""
    beneath = {name for name in imported if name.split(".")[0] in BENEATH | {"migrations"}}
    private = {name for name in imported if name.split(".")[0] == "knowledge" and not is_public(name, public)}
    return beneath | private


def is_public(name: str, public: set[str]) -> bool:
    _, _, rest = name.partition(".")
    return rest in public


def forbidden_inside(room: str, imported: set[str]) -> set[str]:
    """Rule 3: a room of knowledge knows itself and the levels below."""
    allowed = {name for name, level in LAYERS.items() if level < LAYERS[room] or name == room}
    return {
        name
        for name in imported
        if name.split(".")[0] == "knowledge" and (name.split(".")[1:2] or [""])[0] not in allowed
    }


def impurities(tree: ast.Module, imported: set[str]) -> set[str]:
    """Rule 3: what touches files, clock or log."""
    modules_used = {name for name in imported if name.split(".")[0] in IMPURE and name not in PURE_PARTS}
    return modules_used | set(impure_calls(tree))


def built_on_import(tree: ast.Module) -> set[str]:
    """Rule 5: what runs when the module is imported, outside functions; class bodies run too."""
    found: set[str] = set()
    waiting: list[ast.AST] = list(tree.body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(node, ast.If) and "__main__" in ast.dump(node.test):
            continue
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", None) or getattr(node.func, "attr", "")
            found |= {name} & BUILDERS
        waiting.extend(ast.iter_child_nodes(node))
    return found


def public_names() -> set[str]:
    return {name for name in getattr(knowledge, "__all__", vars(knowledge)) if not name.startswith("_")}


@pytest.mark.parametrize("path", modules("knowledge"), ids=name_of)
def test_knowledge_knows_nothing_of_chat(path: Path) -> None:
    assert not forbidden_in_knowledge(of_module(path)[1])


@pytest.mark.parametrize("path", modules("bot"), ids=name_of)
def test_the_bot_imports_only_the_public_names_of_knowledge(path: Path) -> None:
    assert not forbidden_in_bot(of_module(path)[1], public_names())


@pytest.mark.parametrize("path", modules("knowledge"), ids=name_of)
def test_each_room_of_knowledge_knows_only_the_rooms_below(path: Path) -> None:
    room = path.relative_to(ROOT / "knowledge").parts[0].removesuffix(".py")
    if room not in LAYERS:
        assert room in {"__init__", "samples"}, "a new room needs a place in LAYERS"
        return
    assert not forbidden_inside(room, of_module(path)[1])


@pytest.mark.parametrize(
    "path", [p for p in modules("knowledge") if name_of(p).startswith(PURE)], ids=name_of
)
def test_language_ingest_decision_and_verifier_are_pure(path: Path) -> None:
    assert not impurities(*of_module(path))


@pytest.mark.parametrize("path", modules("migrations"), ids=name_of)
def test_migrations_know_the_tables_and_nothing_else_of_ours(path: Path) -> None:
    ours = {name for name in of_module(path)[1] if name.split(".")[0] in {"bot", "knowledge"}}
    assert all(name.startswith("knowledge.store.") for name in ours), ours


@pytest.mark.parametrize("path", modules(*ROOMS), ids=name_of)
def test_nothing_is_built_at_import_time(path: Path) -> None:
    assert not built_on_import(of_module(path)[0])


@pytest.mark.parametrize(
    ("rule", "source"),
    [
        (lambda tree: forbidden_in_knowledge(set(imports(tree))), "from rich.text import Text"),
        (lambda tree: forbidden_in_knowledge(set(imports(tree))), "def f():\n    import bot.app"),
        (lambda tree: forbidden_in_bot(set(imports(tree)), {"Entry"}), "from knowledge.store import entries"),
        (lambda tree: forbidden_in_bot(set(imports(tree)), {"Entry"}), "import knowledge"),
        (lambda tree: forbidden_in_bot(set(imports(tree)), {"Entry"}), "import sqlalchemy.orm"),
        (
            lambda tree: forbidden_inside("language", set(imports(tree))),
            "from knowledge.store.tables import Row",
        ),
        (lambda tree: forbidden_inside("matching", set(imports(tree))), "import knowledge.ingest.document"),
        (lambda tree: forbidden_inside("store", set(imports(tree))), "from knowledge import service"),
        (
            lambda tree: forbidden_inside("language", set(imports(tree, "knowledge.language"))),
            "from ..store import entries",
        ),
        (lambda tree: impurities(tree, set(imports(tree))), "from datetime import datetime\ndatetime.now()"),
        (lambda tree: impurities(tree, set(imports(tree))), "from pathlib import Path"),
        (lambda tree: impurities(tree, set(imports(tree))), "open('x')"),
        (built_on_import, "engine = create_async_engine('sqlite://')"),
        (built_on_import, "class A:\n    settings = Settings()"),
        (built_on_import, "TEXT = (files('x') / 'y').read_text()"),
    ],
)
def test_each_rule_notices_a_breach(rule: object, source: str) -> None:
    assert callable(rule)
    assert rule(ast.parse(source))


def test_what_the_rules_allow_passes() -> None:
    source = "from knowledge import Entry\nfrom datetime import date\n\ndef f():\n    return Settings()\n"
    tree = ast.parse(source)
    assert not forbidden_in_bot(set(imports(tree)), {"Entry"})
    assert not impurities(tree, set(imports(tree)))
    assert not built_on_import(tree)
