from __future__ import annotations

from knowledge.domain import Authorship, DraftText, EntryKind
from knowledge.ingest import Harvest, read_document

HEAD = """---
title: Borrowed drugs
author: Jane Roe
---

The trial of natalizumab in progressive MS missed its goal.

"""
QUESTION = "- **Sam**: Does natalizumab help in SPMS?\n"
ANSWER = "  - **Jane Roe** (2025-05-02): It did for hands and arms.\n"


def read(thread: str, head: str = HEAD) -> Harvest:
    return read_document(f"{head}## Comments\n\n{thread}".encode(), "post.md")


def answers(harvest: Harvest) -> list[DraftText]:
    return [draft for draft in harvest.drafts if draft.text.kind is EntryKind.ANSWER]


def keys(harvest: Harvest) -> list[str]:
    return [draft.key for draft in harvest.drafts] + [thread.key for thread in harvest.open_questions]


def test_goings_on_to_ones_own_reply_belong_to_the_answer() -> None:
    (draft,) = answers(read(f"{QUESTION}{ANSWER}    - **Jane Roe** (2025-05-09): I forgot the legs.\n"))
    assert draft.text.answer == "It did for hands and arms.\n\nI forgot the legs."
    assert str(draft.text.source.date) == "2025-05-09"
    assert draft.authorship is Authorship.STATED


def test_the_answers_of_others_are_nobodys_answers() -> None:
    harvest = read(
        f"{QUESTION}  - **Kim**: It did for hands and arms.\n    - **Jane Roe**: Nice to see you here, Kim.\n"
    )
    assert [thread.text for thread in harvest.open_questions] == ["Does natalizumab help in SPMS?"]
    assert answers(harvest) == []


def test_a_question_put_back_and_thanks_are_no_answer() -> None:
    for reply in ("Do you have relapses?", "Thank you!"):
        harvest = read(f"{QUESTION}  - **Jane Roe**: {reply}\n")
        assert answers(harvest) == []
        assert len(harvest.open_questions) == 1


def test_without_a_reply_by_the_author_all_questions_are_open_and_nothing_is_answered() -> None:
    harvest = read(
        f"{QUESTION}- **Kim**: Is cladribine licensed for PPMS?\n- **Lee**: Thanks for the post!\n"
    )
    assert answers(harvest) == []
    assert len(harvest.open_questions) == 2


def test_a_question_to_another_member_is_not_for_the_author() -> None:
    assert read(f"{QUESTION}  - **Kim**: Sam, which hospital are you under?\n").open_questions[1:] == ()


def test_an_opinion_counts_only_when_the_reply_is_on_the_topic() -> None:
    claim = "- **Sam**: It seems to me that natalizumab suits arms better than legs.\n"
    on_topic = "  - **Jane Roe**: The trial says so: natalizumab missed its goal on walking.\n"
    off_topic = "  - **Jane Roe**: See you in Leeds next week.\n"
    assert [d.text.question for d in answers(read(claim + on_topic))] == [
        "It seems to me that natalizumab suits arms better than legs."
    ]
    assert answers(read(claim + off_topic)) == []
    assert read(claim).open_questions == ()


def test_an_open_follow_up_carries_the_question_above() -> None:
    harvest = read(f"{QUESTION}{ANSWER}    - **Sam**: Does that hold for PPMS too?\n")
    (thread,) = harvest.open_questions
    assert "Does natalizumab help in SPMS?" in thread.context
    assert thread.source.author is None


def test_keys_stay_when_the_document_changes_elsewhere() -> None:
    thread = f"{QUESTION}{ANSWER}    - **Sam**: Does that hold for PPMS too?\n"
    before = set(keys(read(thread)))
    more = f"- **Kim**: Is cladribine licensed for PPMS?\n{thread}- **Lee**: Does natalizumab help in PPMS?\n"
    after = keys(
        read(more, HEAD.replace("---\n\n", "---\n\nA new first paragraph, which also states something.\n\n"))
    )
    assert before < set(after)
    assert len(set(after)) == len(after)


def test_a_changed_answer_keeps_its_key_and_that_of_what_follows() -> None:
    thread = f"{QUESTION}{ANSWER}    - **Sam**: Does that hold for PPMS too?\n"
    assert keys(read(thread)) == keys(read(thread.replace("hands and arms", "hands")))


def test_the_same_words_in_two_places_have_two_keys() -> None:
    assert len(set(keys(read(QUESTION * 3)))) == 4


def test_a_passage_opens_with_its_own_words_and_is_quoted_whole() -> None:
    long = "The " + "very " * 40 + "long trial ended. It had no result.\n\n"
    (draft,) = read(
        "- Why?\n", HEAD.replace("The trial of natalizumab in progressive MS missed its goal.\n\n", long)
    ).drafts
    assert draft.text.kind is EntryKind.PASSAGE
    assert draft.text.answer == long.strip()
    assert len(draft.text.question) <= 120
    assert draft.text.question.endswith("very…")


def test_a_paragraph_that_only_raises_a_question_is_no_passage() -> None:
    head = HEAD + "Have you ever asked yourself why nobody tried that before in this illness? We did.\n\n"
    assert len(read("- Why?\n", head).drafts) == 1
