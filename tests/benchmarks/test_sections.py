"""How a report looks on a terminal and in a page."""

from __future__ import annotations

import io

from rich.console import Console

from benchmarks.sections import Section, as_markdown, number, on_terminal, replaced

SECTION = Section("Times", "Read [ratios].", ("", "ms"), (("ask", "1.0"),), picture="pictures/times.png")


def test_a_section_becomes_a_table_of_markdown() -> None:
    page = as_markdown("Report", "By a machine.", [SECTION])
    assert page.startswith("# Report\n\nBy a machine.\n\n## Times\n\nRead [ratios].\n\n")
    assert "|  | ms |\n| --- | ---: |\n| ask | 1.0 |\n" in page
    assert page.endswith("![Times](pictures/times.png)\n")


def test_a_section_shows_its_words_as_they_are_on_a_terminal() -> None:
    output = io.StringIO()
    Console(file=output, width=80).print(on_terminal([SECTION, Section("Left out", "Nothing there.")]))
    for words in ("Read [ratios].", "ask", "1.0", "Left out", "Nothing there."):
        assert words in output.getvalue()


def test_a_number_that_is_not_there_is_a_dash() -> None:
    assert (number(None), number(1234.56), number(0.5, 0)) == ("-", "1,234.6", "0")


def test_a_section_is_replaced_by_its_title_and_the_others_stay() -> None:
    others = Section("Before", "First."), Section("After", "Last.")
    page = as_markdown("Report", "By a machine.", [others[0], SECTION, others[1]])
    again = SECTION._replace(words="Measured again.")
    assert replaced(page, again) == as_markdown("Report", "By a machine.", [others[0], again, others[1]])


def test_a_section_that_was_not_there_comes_last() -> None:
    page = as_markdown("Report", "By a machine.", [])
    assert replaced(page, SECTION) == as_markdown("Report", "By a machine.", [SECTION])
