"""`afterword eval`: the real pipeline over labelled questions."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from bot.commands.drawing import _replace
from bot.commands.evaluate import read_rows
from bot.errors import InputRefused
from bot.scoring import figures, judge

if TYPE_CHECKING:
    from pathlib import Path

    from tests.bot.conftest import Command

TOPICS = ["kettles", "toasters", "ladders", "bicycles", "umbrellas", "violins"]
BANK = [
    {
        "id": topic,
        "question": f"How do I clean {topic}?",
        "variants": [f"Best way to wash {topic}?"],
        "answer": "",
        "tags": [],
    }
    for topic in TOPICS
]
QUERIES = [
    {"text": "How do I clean ladders?", "gold": "ladders", "kind": "exact"},
    {"text": "what is the best way to wash my violins", "gold": "violins", "kind": "exact"},
    {"text": "Who won the battle of Hastings?", "gold": None, "kind": "off-topic"},
    {"text": "Thank you very much!", "gold": None, "kind": "chatter"},
    {
        "text": "My chest hurts and I can't breathe, how do I clean ladders?",
        "gold": "ladders",
        "kind": "urgent",
    },
]


def write(path: Path, rows: list[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_results_are_complete_in_order_and_scored(afterword: Command, tmp_path: Path) -> None:
    bank, queries = write(tmp_path / "bank.jsonl", BANK), write(tmp_path / "queries.jsonl", QUERIES)
    done = afterword("eval", bank, queries, "--out", "results.jsonl")
    assert done.returncode == 0, done.stderr
    results = [
        json.loads(line) for line in (tmp_path / "results.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    assert [result["text"] for result in results] == [query["text"] for query in QUERIES]
    for result in results:
        assert list(result) == ["text", "decision", "answer", "suggestions", "ranked", "confidence"]
    assert [result["answer"] for result in results[:2]] == ["ladders", "violins"]
    assert all(len(result["ranked"]) >= 5 for result in results[1:]), "what comes nearest is said of all"
    assert results[2]["decision"] == "queue"
    assert results[3]["decision"] == "ignore"
    assert (results[4]["decision"], results[4]["answer"]) == ("signpost", None)
    assert results[4]["ranked"][0][0] == "ladders"
    expected = figures([judge(*pair) for pair in zip(QUERIES, results, strict=True)])
    printed = dict(line.split() for line in done.stdout.splitlines() if len(line.split()) == 2)
    assert printed["answered"] == f"{expected['answered']:g}" == "66.7"
    assert not (tmp_path / "store.sqlite3").exists(), "the throw-away store is another one"


def test_a_glossary_can_be_left_out(afterword: Command, tmp_path: Path) -> None:
    bank, queries = write(tmp_path / "bank.jsonl", BANK), write(tmp_path / "queries.jsonl", QUERIES[:1])
    assert afterword("eval", bank, queries, "--out", "r.jsonl", "--glossary", "none").returncode == 0
    assert "x.toml" in afterword.refused("eval", bank, queries, "--out", "r.jsonl", "--glossary", "x.toml")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "is empty"),
        ("not json\n", "line 1: this is not JSON"),
        ("[1]\n", "line 1: an object in braces"),
        ('{"id": "a", "question": "Q?", "variants": []}\n', "line 1: the key 'answer' is missing"),
        ('{"id": "a", "question": "Q?", "variants": "no", "answer": ""}\n', "'variants' should be a list"),
        ('{"id": "a", "question": 3, "variants": [], "answer": ""}\n', "'question' should be text"),
    ],
)
def test_a_bank_that_breaks_the_format_is_one_sentence(content: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "bank.jsonl").write_text(content, encoding="utf-8")
    with pytest.raises(InputRefused) as caught:
        read_rows(tmp_path / "bank.jsonl", ("id", "question", "variants", "answer"))
    assert said in caught.value.sentence


def test_results_that_cannot_be_written_are_noticed_before_the_work(
    afterword: Command, tmp_path: Path
) -> None:
    bank, queries = write(tmp_path / "bank.jsonl", BANK), write(tmp_path / "queries.jsonl", QUERIES)
    assert "no/such" in afterword.refused("eval", bank, queries, "--out", "no/such/results.jsonl")


def table_row(screen: str, strictness: str) -> list[str]:
    (row,) = [line.split() for line in screen.splitlines() if strictness in line]
    return row


def test_the_curve_is_drawn_and_its_table_agrees_with_the_figures(afterword: Command, tmp_path: Path) -> None:
    bank, queries = write(tmp_path / "bank.jsonl", BANK), write(tmp_path / "queries.jsonl", QUERIES)
    (tmp_path / "curve.png").write_bytes(b"an older picture")
    done = afterword("eval", bank, queries, "--curve", "curve.png", "--out", "results.jsonl")
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "curve.png").read_bytes().startswith(b"\x89PNG")
    results = [json.loads(line) for line in (tmp_path / "results.jsonl").read_text().splitlines()]
    expected = figures([judge(*pair) for pair in zip(QUERIES, results, strict=True)])
    _, _, precision, coverage, *_ = table_row(done.stdout, "balanced")
    assert (float(precision), float(coverage)) == (expected["precision"], expected["answered"])
    left = {path.name for path in tmp_path.iterdir()} - {"data"}
    assert left == {"bank.jsonl", "queries.jsonl", "curve.png", "results.jsonl"}, (
        "nothing is left lying about"
    )


@pytest.mark.parametrize(
    ("name", "said"),
    [("no/such/curve.png", "no/such"), ("curve.jpg", "end in .png"), ("folder.png", "folder.png cannot")],
)
def test_a_picture_that_cannot_be_written_is_noticed_before_the_work(
    name: str, said: str, afterword: Command, tmp_path: Path
) -> None:
    bank, queries = write(tmp_path / "bank.jsonl", BANK), write(tmp_path / "queries.jsonl", QUERIES)
    (tmp_path / "folder.png").mkdir()
    assert said in afterword.refused("eval", bank, queries, "--curve", name)


def test_an_older_picture_stays_whole_when_the_new_one_cannot_be_written(tmp_path: Path) -> None:
    older = tmp_path / "curve.png"
    older.write_bytes(b"an older picture")
    with pytest.raises(TypeError):
        _replace(older, "no bytes")  # type: ignore[arg-type]
    assert older.read_bytes() == b"an older picture"
    assert list(tmp_path.iterdir()) == [older]


@pytest.mark.parametrize(
    ("gold", "said"),
    [(None, 'no question with a gold entry ("gold" is null throughout)'), ("hats", "in the bank")],
)
def test_questions_that_no_curve_can_be_drawn_of_are_refused(
    gold: str | None, said: str, afterword: Command, tmp_path: Path
) -> None:
    bank = write(tmp_path / "bank.jsonl", BANK)
    queries = write(tmp_path / "queries.jsonl", [{**query, "gold": gold} for query in QUERIES])
    assert said in afterword.refused("eval", bank, queries, "--curve", "curve.png")


def test_questions_that_are_not_labelled_say_what_is_missing(afterword: Command, tmp_path: Path) -> None:
    bank = write(tmp_path / "bank.jsonl", BANK)
    queries = write(tmp_path / "queries.jsonl", [{"text": "How do I clean ladders?", "kind": "exact"}])
    assert "'gold' is missing" in afterword.refused("eval", bank, queries, "--curve", "curve.png")


def test_the_figures_alone_need_no_file(afterword: Command, tmp_path: Path) -> None:
    bank, queries = write(tmp_path / "bank.jsonl", BANK), write(tmp_path / "queries.jsonl", QUERIES[:1])
    done = afterword("eval", bank, queries)
    assert done.returncode == 0
    assert "answered" in done.stdout
    assert "balanced" not in done.stdout
