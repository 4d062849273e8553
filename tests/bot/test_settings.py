"""Settings from the environment and `.env`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.errors import sentence
from bot.settings import SettingsError, UnknownSetting, example, load_settings, setting_names
from knowledge import Policy, Strictness

EXAMPLE = Path(__file__).parents[2] / ".env.example"


@pytest.fixture(autouse=True)
def _no_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in setting_names():
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


def complaint() -> str:
    with pytest.raises(SettingsError) as caught:
        load_settings()
    return sentence(caught.value)


def test_the_example_file_mirrors_the_settings() -> None:
    assert EXAMPLE.read_text(encoding="utf-8") == example()


def test_every_line_of_the_example_can_be_used(tmp_path: Path) -> None:
    lines = [line.removeprefix("# ") for line in example().splitlines() if line.startswith("# AFTERWORD_")]
    assert len(lines) == len(setting_names())
    (tmp_path / ".env").write_text("\n".join(lines), encoding="utf-8")
    assert load_settings().policy() == Policy()


def test_the_defaults_are_those_of_the_knowledge_base() -> None:
    assert load_settings().policy() == Policy()


@pytest.mark.parametrize("word", list(Strictness))
def test_the_strictness_is_set_in_a_word(word: Strictness, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AFTERWORD_STRICTNESS", word)
    assert load_settings().policy() == Policy().under(word)


def test_a_number_wins_over_the_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AFTERWORD_STRICTNESS", "eager")
    monkeypatch.setenv("AFTERWORD_ANSWER_AT", "0.99")
    assert load_settings().policy() == replace(Policy().under(Strictness.EAGER), answer_at=0.99)


def test_the_environment_wins_over_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".env").write_text(
        "AFTERWORD_COMMUNITY=file\nAFTERWORD_MARGIN=0.2\nOTHER=1\n", encoding="utf-8"
    )
    monkeypatch.setenv("AFTERWORD_COMMUNITY", "environment")
    settings = load_settings()
    assert (settings.community, settings.margin) == ("environment", 0.2)


def test_what_a_command_says_wins_over_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AFTERWORD_COMMUNITY", "environment")
    assert load_settings(community="mine").community == "mine"


def test_an_unknown_setting_names_the_nearest_known_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AFTERWORD_ANSWERAT", "0.9")
    assert "did you mean AFTERWORD_ANSWER_AT?" in complaint()


def test_an_unknown_setting_in_the_file_is_found_too(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("AFTERWORD_DATABASE_URI=sqlite:///x\n", encoding="utf-8")
    with pytest.raises(UnknownSetting) as caught:
        load_settings()
    assert (caught.value.place, caught.value.nearest) == (".env", "AFTERWORD_DATABASE_URL")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("STRICTNESS", "lax"),
        ("ANSWER_AT", "high"),
        ("ANSWER_AT", "1.5"),
        ("ANSWER_AT", "nan"),
        ("MARGIN", "-0.1"),
        ("REVIEW_AFTER_DAYS", "0"),
        ("REVIEW_AFTER_DAYS", "soon"),
        ("WITHHOLD_OVERDUE", "perhaps"),
        ("COMMUNITY", "a\x1bb"),
        ("COMMUNITY", "x" * 101),
        ("MODEL_SHA256", "abc"),
    ],
)
def test_a_nonsense_value_is_one_sentence_with_the_name(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"AFTERWORD_{name}", value)
    said = complaint()
    assert said.startswith(f"The setting AFTERWORD_{name} ")
    assert "\n" not in said


def test_thresholds_in_the_wrong_order_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AFTERWORD_SUGGEST_AT", "0.95")
    assert "SUGGEST_AT" in complaint()


def test_a_settings_file_that_is_no_text_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"AFTERWORD_COMMUNITY=\xff\xfe\n")
    assert complaint() == "The settings file .env cannot be read: it is not UTF-8 text."


def test_a_settings_file_that_is_a_folder_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / ".env").mkdir()
    assert complaint() == "The settings file .env cannot be read: it is a folder."


def test_a_password_in_a_bad_value_is_not_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AFTERWORD_MODEL_SHA256", "hunter2")
    assert "hunter2" not in complaint()


def test_numbers_of_the_community_reach_the_knowledge_base(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AFTERWORD_EMERGENCY_NUMBERS", "111")
    assert load_settings().numbers() == {"emergency": "111"}
