"""The `afterword` command as a process: statuses, JSON, and what becomes of bad input."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import pytest

from knowledge import Policy, sample_documents

if TYPE_CHECKING:
    from pathlib import Path

    from tests.bot.conftest import Command

POST = """\
---
title: Kettles and scale
author: Dr Brew
url: https://example.org/kettles
date: 2024-03-31
---

# Kettles and scale

Scale is chalk, and it comes from hard water.

## Comments

- **Ann** (2024-04-01): How do I descale a kettle?
  - **Dr Brew** (2024-04-02): With vinegar, and then rinse it twice.
- **Bob** (2024-04-03): Does a copper kettle rust in salty air?
"""
QUESTION = "How do I descale a kettle?"
ANSWER = "With vinegar, and then rinse it twice."


@pytest.fixture
def post(tmp_path: Path) -> Path:
    file = tmp_path / "kettles.md"
    file.write_text(POST, encoding="utf-8")
    return file


def asked(afterword: Command, question: str, **env: str) -> dict[str, Any]:
    done = afterword("ask", "--json", question, **env)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_help_and_version_need_nothing_and_are_quick(afterword: Command) -> None:
    started = time.monotonic()
    done = afterword("--help", AFTERWORD_DATABASE_URL="nonsense")
    assert done.returncode == 0
    assert "import" in done.stdout
    assert time.monotonic() - started < 2  # half a second on a quiet machine
    assert afterword("--version").stdout.startswith("afterword")


def test_help_imports_nothing_heavy() -> None:
    heavy = {"sqlalchemy", "onnxruntime", "numpy", "prompt_toolkit", "pydantic", "rich", "knowledge"}
    code = f"import sys, bot.__main__; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    "arguments",
    [
        ("ask",),
        ("ask", "--nonsense", "x"),
        ("frobnicate",),
        ("import",),
        ("eval", "a"),
        ("import", "a", "b", "--url", "u"),
    ],
)
def test_wrong_usage_is_status_2(arguments: tuple[str, ...], afterword: Command) -> None:
    done = afterword(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Error" in done.stderr


def test_the_main_job_from_import_to_answer_to_queue(afterword: Command, post: Path) -> None:
    done = afterword("import", "--approve", "--json", post)
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert (report["title"], report["questions_queued"], report["nothing_new"]) == (
        "Kettles and scale",
        1,
        False,
    )

    answer = asked(afterword, QUESTION)
    assert list(answer) == ["decision", "confidence", "entry", "suggestions", "question_id", "text"]
    assert (answer["decision"], answer["confidence"]) == ("answer", 1.0)
    assert answer["entry"]["answer"] == ANSWER
    assert answer["entry"]["source"]["author"] == "Dr Brew"

    queued = asked(afterword, "What is the capital of Mongolia?")
    assert (queued["decision"], queued["entry"]) == ("queue", None)
    assert asked(afterword, "Thank you so much, great post!")["decision"] == "ignore"

    waiting = json.loads(afterword("queue", "--json").stdout)
    assert queued["question_id"] in {question["id"] for question in waiting}
    fields = "id question wordings askers since origin language source nearest"
    assert set(waiting[0]) == set(fields.split())
    assert "capital of Mongolia" in afterword("queue").stdout

    again = afterword("import", "--approve", post)
    assert "nothing in it is new" in again.stdout


def test_drafts_wait_until_they_are_approved(afterword: Command, post: Path) -> None:
    assert "to review" in afterword("import", post).stdout
    listed = afterword("drafts").stdout
    assert QUESTION in listed
    assert "Authorship stated" in listed
    assert asked(afterword, QUESTION)["decision"] == "queue"


def test_communities_do_not_see_each_other(afterword: Command, post: Path) -> None:
    afterword("import", "--approve", "--community", "kitchen", post)
    assert (
        json.loads(afterword("ask", "--json", "--community", "kitchen", QUESTION).stdout)["decision"]
        == "answer"
    )
    assert asked(afterword, QUESTION)["decision"] == "queue"
    assert asked(afterword, QUESTION, AFTERWORD_COMMUNITY="kitchen")["decision"] == "answer"


def test_the_export_is_json_on_standard_output_or_in_a_file(afterword: Command, post: Path) -> None:
    afterword("import", "--approve", post)
    printed = json.loads(afterword("export").stdout)
    done = afterword("export", "--out", "all.json")
    assert (done.returncode, done.stdout) == (0, "")
    written = json.loads((afterword.folder / "all.json").read_text(encoding="utf-8"))
    assert written["entries"] == printed["entries"] != []


def test_an_answer_in_plain_words_when_nobody_sees_colours(afterword: Command, post: Path) -> None:
    afterword("import", "--approve", post)
    done = afterword("ask", QUESTION)
    assert f"\n\n{ANSWER}\n\nSource: Dr Brew" in done.stdout
    assert "\x1b" not in done.stdout
    assert "╭" not in done.stdout


def test_each_piped_line_is_a_question(afterword: Command, post: Path) -> None:
    afterword("import", "--approve", post)
    done = afterword("chat", stdin=f"{QUESTION}\n\n  \nthanks!\nWhat is the capital of Mongolia?")
    assert done.returncode == 0, done.stderr
    assert ANSWER in done.stdout
    assert done.stdout.count("\n> ") + done.stdout.startswith("> ") == 3
    assert "author's list" in done.stdout
    assert "╭" not in done.stdout


def test_a_piped_command_is_no_question(afterword: Command) -> None:
    done = afterword("chat", stdin="/quit\n")
    assert done.returncode == 1
    assert "each line is a question" in done.stderr
    assert afterword("queue").stdout == "No questions are waiting.\n"


def test_a_refused_line_does_not_stop_the_next(afterword: Command, post: Path) -> None:
    afterword("import", "--approve", post)
    limit = Policy().focus_limit
    done = afterword("chat", stdin=f"why {'kettle ' * limit}?\n{QUESTION}\n")
    assert done.returncode == 1
    assert ANSWER in done.stdout
    assert f"{limit:,}" in done.stderr


def test_the_sample_is_imported_once_into_an_empty_community(afterword: Command) -> None:
    question = "Why are PPMS drugs not given for SPMS?"
    first, second = (afterword("chat", "--sample", stdin=f"{question}\n") for _ in range(2))
    assert first.returncode == second.returncode == 0, first.stderr
    assert first.stdout == second.stdout
    exported = json.loads(afterword("export").stdout)
    assert len(sample_documents()) == 1
    assert len(exported["entries"]) > 5


def test_documents_that_cannot_be_imported_each_get_a_sentence(afterword: Command, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "latin.txt").write_bytes("Title\n\nCafé au lait.\n".encode("latin-1"))
    with (tmp_path / "huge.txt").open("wb") as huge:
        huge.truncate(200_000_000)
    names = ["empty.txt", "binary.txt", "latin.txt", "huge.txt", "missing.txt", str(tmp_path)]
    done = afterword("import", "--approve", *names)
    assert done.returncode == 1
    said = done.stderr.strip().splitlines()
    assert len(said) == len(names), said
    for words, line in zip(
        ["is empty", "not a text", "UTF-8", "too large", "no file", "is a folder"], said, strict=True
    ):
        assert words in line
    assert json.loads(afterword("export").stdout)["entries"] == []


def test_a_refused_file_does_not_keep_the_others_out(afterword: Command, post: Path) -> None:
    done = afterword("import", "--approve", "missing.md", post)
    assert done.returncode == 1
    assert "Kettles and scale" in done.stdout
    assert asked(afterword, QUESTION)["decision"] == "answer"


@pytest.mark.parametrize("question", ["", "   ", "\u200b\u202e", "***", "🫖🫖🫖"])
def test_a_question_without_words_is_refused(question: str, afterword: Command) -> None:
    assert "empty" in afterword.refused("ask", question)


def test_a_question_of_100_000_characters_is_refused_with_the_limit(afterword: Command) -> None:
    said = afterword.refused("ask", "why is the kettle so very slow " * 3_300 + "?")
    assert f"{Policy().focus_limit:,}" in said


def test_strange_characters_are_survived(afterword: Command) -> None:
    for question in (
        "w\u0336\u0335h\u0334y k\u0336e\u0334ttles?",
        "\u202ewhy kettles?",
        b"why \xff\xfe kettles?",
    ):
        done = afterword("ask", "--json", question)
        assert done.returncode == 0, done.stderr
        json.loads(done.stdout)


def test_an_unusable_database_is_one_sentence(afterword: Command, tmp_path: Path) -> None:
    (tmp_path / "rubbish.sqlite3").write_bytes(b"this is no database" * 1000)
    cases = {
        "corrupt": f"sqlite:///{tmp_path / 'rubbish.sqlite3'}",
        "folder": f"sqlite:///{tmp_path}",
        "nonsense": "no database address",
        "unknown kind": "mysql://localhost/x",
        "nobody there": "postgresql://user:hunter2@127.0.0.1:9/x",
    }
    for case, url in cases.items():
        said = afterword.refused("queue", AFTERWORD_DATABASE_URL=url)
        assert "database" in said, case
        assert "hunter2" not in said


def test_a_database_from_a_newer_version_is_left_alone(afterword: Command) -> None:
    afterword("migrate")
    file = afterword.folder / "store.sqlite3"
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    assert "newer version" in afterword.refused("ask", QUESTION)


def test_a_locked_database_is_one_sentence(afterword: Command) -> None:
    afterword("migrate")
    connection = sqlite3.connect(afterword.folder / "store.sqlite3")
    connection.execute("BEGIN IMMEDIATE")
    try:
        assert "busy in another program" in afterword.refused("ask", QUESTION)
    finally:
        connection.close()


def test_a_wrong_model_file_is_one_sentence(afterword: Command, tmp_path: Path) -> None:
    (tmp_path / "model.onnx").write_bytes(b"not a model")
    (tmp_path / "vocab.txt").write_text("[PAD]\n")
    said = afterword.refused("ask", QUESTION, AFTERWORD_MODEL_DIR=str(tmp_path))
    assert "not the file that was expected" in said


def test_an_unknown_setting_is_one_sentence(afterword: Command) -> None:
    assert "did you mean AFTERWORD_MODEL_DIR?" in afterword.refused("queue", AFTERWORD_MODELDIR="x")


def test_an_output_file_that_cannot_be_written_is_one_sentence(afterword: Command) -> None:
    assert "cannot be used" in afterword.refused("export", "--out", "no/such/folder/all.json")


def test_debug_shows_the_trace(afterword: Command) -> None:
    done = afterword("--debug", "ask", "")
    assert done.returncode == 1
    assert "EmptyText" in done.stderr


def test_a_closed_pipe_is_left_quietly(afterword: Command, post: Path) -> None:
    afterword("import", "--approve", post)
    command = f"'{sys.executable}' -m bot export | head -c 1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(
        ["/bin/bash", "-c", command],
        cwd=afterword.folder,
        env=afterword.environment(),
        capture_output=True,
        check=False,
    )
    assert done.stdout.decode().splitlines()[-1][-1] == "0"
    assert done.stderr == b""


HEARING_CTRL_C = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.SIG_DFL)
os.execv(sys.executable, [sys.executable, "-m", "bot", "chat"])
"""  # a shell lets what it runs in the background ignore Ctrl-C, and children inherit that


def test_ctrl_c_while_nothing_arrives_leaves_quietly(afterword: Command, post: Path) -> None:
    afterword("import", "--approve", post)
    process = subprocess.Popen(
        [sys.executable, "-c", HEARING_CTRL_C],
        cwd=afterword.folder,
        env=afterword.environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdin
    assert process.stdout
    process.stdin.write(f"{QUESTION}\n".encode())
    process.stdin.flush()
    assert process.stdout.readline()  # it is at work, and will soon wait for more
    time.sleep(1)
    os.kill(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert (process.returncode, err) == (130, b"")


def test_a_closed_standard_input_ends_the_chat(afterword: Command) -> None:
    done = subprocess.run(
        ["/bin/bash", "-c", f"'{sys.executable}' -m bot chat <&-"],
        cwd=afterword.folder,
        env=afterword.environment(),
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_start_on_discord_loads_nothing_that_only_pictures_need() -> None:
    seen = "import sys, bot.commands.run; print('matplotlib' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", seen], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
