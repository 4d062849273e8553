"""The question inside real-looking messages."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.language import clean, find_focus, is_chatter


@pytest.mark.parametrize(
    ("text", "question"),
    [
        # a story with its question
        (
            (
                "Hi all, diagnosed in 2014 and on capsules since. I work full time. I go red after lunch. "
                "Does aspirin before the capsule really help? Thanks in advance, love this blog!"
            ),
            "Does aspirin before the capsule really help?",
        ),
        (
            "hi everyone my name is jo and i was dx 3 yrs ago on it 2 yrs but does anyone know if wine is ok",
            "but does anyone know if wine is ok",
        ),
        (
            (
                "I have had MS for ten years and take baclofen which makes me sleepy so is there "
                "anything else for the spasms"
            ),
            "so is there anything else for the spasms",
        ),
        (
            (
                "I have been on copaxone since 2011 with no new lesions and saw my neurologist "
                "does the drug still work by now"
            ),
            "does the drug still work by now",
        ),
        # no question mark
        (
            "I do not understand why nobody tests this. It seems odd to me.",
            "I do not understand why nobody tests this.",
        ),
        ("I wonder whether vitamin D does anything", "I wonder whether vitamin D does anything"),
        ("Great talk! not sure if the flu jab is allowed", "not sure if the flu jab is allowed"),
        ("any idea why my legs get heavy", "any idea why my legs get heavy"),
        ("anyone know how to cancel an order", "anyone know how to cancel an order"),
        ("Tell me about the new trial", "Tell me about the new trial"),
        ("Good evening. explain the margin rule", "explain the margin rule"),
        ("waht is the diference between the two", "waht is the diference between the two"),
        ("dose smoking make it worse", "dose smoking make it worse"),
        # keywords
        ("vitamin D dosage", "vitamin D dosage"),
        ("refund status", "refund status"),
        # several questions
        (
            "How are you all? What is the gap between the two drugs? I was told six weeks. Is that right?",
            "What is the gap between the two drugs?",
        ),
        ("Is it safe for the heart? And for the liver?", "Is it safe for the heart? And for the liver?"),
        (
            "Do you deliver on Sundays? Also how do I change the address on my account?",
            "Also how do I change the address on my account?",
        ),
        (
            "Will the study be repeated? Or is it not relevant because nobody pays?",
            "Will the study be repeated? Or is it not relevant because nobody pays?",
        ),
        # a question mark goes before what only sounds like a question
        (
            "My brother says one can grow out of it. Has it, so he claimed. I say nerves never heal. Who's right?",
            "I say nerves never heal. Who's right?",
        ),
        (
            "There are holes in the leaves, and who eats them I never see. How can I protect them?",
            "How can I protect them?",
        ),
        (
            "I don't understand why it is stopped. Are my nerves made of sugar.",
            "I don't understand why it is stopped.",
        ),
        (
            "Last year it was fine. Should I worry? Anyway, how long does the drug last?",
            "Anyway, how long does the drug last?",
        ),
        # the question word belongs to its question
        (
            "he has been coughing at night since the cold in March, for how many weeks does that usually go on",
            "for how many weeks does that usually go on",
        ),
        (
            "my boy is burning up at 39 since this morning, at what point do we go in",
            "at what point do we go in",
        ),
        ("on which date is my bill made each month", "on which date is my bill made each month"),
        # what is not one's own words stays out
        (
            "I've had a cold every month this year. Any ideas?",
            "I've had a cold every month this year. Any ideas?",
        ),
        ("thanks for the reply. so when does the trial start", "so when does the trial start"),
        # shops, banks, games
        ("my parcel has not arrived", "my parcel has not arrived"),
        ("Hello, I want to return my shoes", "I want to return my shoes"),
        ("the app keeps crashing when i open my wallet", "the app keeps crashing when i open my wallet"),
    ],
)
def test_the_asking_part_is_found(text: str, question: str) -> None:
    focus = find_focus(text)

    assert focus.asks
    assert focus.question == question


def test_a_question_that_leans_keeps_its_context() -> None:
    focus = find_focus(
        "My neuro mentioned cladribine for my mum, she is 63. Is that one any good for her? Thanks x"
    )

    assert focus.question == "Is that one any good for her?"
    assert focus.leans
    assert "cladribine" in focus.context


def test_a_question_that_stands_alone_does_not_lean() -> None:
    assert not find_focus("I like tea. Does caffeine make bladder urgency worse in MS?").leans


def test_line_breaks_end_sentences_and_wrapped_lines_do_not() -> None:
    listed = find_focus("My story\n- diagnosed 2010\n- two relapses\nIs HSCT offered here")
    wrapped = find_focus("Is there any point in taking a supplement of this vitamin every\nday of the year?")

    assert listed.question == "Is HSCT offered here"
    assert (
        wrapped.question == "Is there any point in taking a supplement of this vitamin every day of the year?"
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "?",
        "!!!",
        "\U0001f642\U0001f642",
        "hi",
        "Good morning everyone",
        "thanks, great post",
        "thank you so much, that is really helpful",
        "Happy birthday Margaret, have a lovely day",
        "Congratulations on the new baby Sarah!!",
        "agree with Tom",
        "agree with what Tom said about diet",
        "I totally agree with what Anna said about exercise, it changed my life",
        "+1",
        "sending hugs to all xx",
        "test test",
        "lol",
        "ok",
        "no thanks",
        "How are you?",
        "how's everyone doing today?",
        "what a lovely post",
        "Good news about the trial!",
        "Thanks everyone for the birthday wishes, I had a great day",
        "Had my third infusion yesterday, all went well, the nurses were lovely. Off to the coast now!",
        (
            "Just back from Wales. We walked along the beach every morning and my legs held up, my husband "
            "cooked and the dog loved the sea. Back to work on Monday, hope you all are well and busy too."
        ),
    ],
)
def test_chatter_is_no_question(text: str) -> None:
    assert is_chatter(text)
    assert not find_focus(text).asks


@pytest.mark.parametrize(
    "text",
    [
        "my parcel has not arrived",
        "I don't understand why the drug is not given to everybody",
        "thanks, but what about SPMS",
        "thanks! when is it due",
        "vitamin d",
        "PIRA",
        "kyc",
        "help",
        "ocrevus dose",
        "card declined twice today",
        "I am so tired of this",
        "great post but I can't find the link",
        "agree. does it work in children?",
        "happy new year! is the clinic open",
        "Hi, my refund is late",
        "love the app, it crashes on start",
        "hello where is my order",
        "good morning, tell me about side effects",
        "I got the wrong size shoes",
        "My husband has been told he has PPMS and we are devastated.",
    ],
)
def test_questions_problems_and_keywords_are_never_chatter(text: str) -> None:
    assert not is_chatter(text)


@pytest.mark.parametrize(
    "text",
    [
        "Can confirm, mine was the same",
        "When I was pregnant I had no relapses",
        "Can't wait for the webinar!",
    ],
)
def test_statements_ask_nothing(text: str) -> None:
    assert not find_focus(text).asks


def test_titles_and_abbreviations_do_not_end_a_sentence() -> None:
    focus = find_focus("What does Prof. Smith think of it, e.g. in the long run?")

    assert focus.question == "What does Prof. Smith think of it, e.g. in the long run?"


@given(st.text(max_size=500))
def test_no_text_raises_and_the_question_is_never_longer(text: str) -> None:
    focus = find_focus(text)

    assert len(focus.question) <= max(len(text), len(clean(text)))
    assert isinstance(is_chatter(text), bool)


PIECES = [
    "hi",
    "is",
    "it",
    "why",
    "does",
    ".",
    "?",
    "!",
    ",",
    "and",
    "the",
    "drug",
    "MS",
    "thanks",
    "\n",
    "-",
    "I",
]
WORDS = st.sampled_from([*PIECES, "not", "sure", "if", "anyone", "know", "so", "2014", "("])


@given(st.lists(WORDS, max_size=60).map(" ".join))
def test_chat_like_text_never_raises(text: str) -> None:
    focus = find_focus(text)

    assert len(focus.question) <= len(text)
    assert not (focus.asks and is_chatter(text) and "?" not in text)


@pytest.mark.parametrize(
    "piece",
    [
        "a ",
        "i ",
        "? ",
        ". ",
        "so and but ",
        "any any ",
        "hi ",
        "is it ok? ",
        "a\n",
        "(",
        "not sure ",
        "thanks all ",
    ],
)
def test_long_texts_are_read_quickly(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    start = time.process_time()

    find_focus(text)
    is_chatter(text)

    assert time.process_time() - start < 2
