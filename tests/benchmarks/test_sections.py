"""How a report looks on a terminal and in a page, and its picture."""

from __future__ import annotations

import io
from xml.etree import ElementTree as ET

from rich.console import Console

from benchmarks.judging import Bin
from benchmarks.picture import reliability_svg
from benchmarks.sections import Section, as_markdown, number, on_terminal

SECTION = Section("Times", "Read [ratios].", ("", "ms"), (("ask", "1.0"),), picture="pictures/times.svg")


def test_a_section_becomes_a_table_of_markdown() -> None:
    page = as_markdown("Report", "By a machine.", [SECTION])
    assert page.startswith("# Report\n\nBy a machine.\n\n## Times\n\nRead [ratios].\n\n")
    assert "|  | ms |\n| --- | ---: |\n| ask | 1.0 |\n" in page
    assert page.endswith("![Times](pictures/times.svg)\n")


def test_a_section_shows_its_words_as_they_are_on_a_terminal() -> None:
    output = io.StringIO()
    Console(file=output, width=80).print(on_terminal([SECTION, Section("Left out", "Nothing there.")]))
    for words in ("Read [ratios].", "ask", "1.0", "Left out", "Nothing there."):
        assert words in output.getvalue()


def test_a_number_that_is_not_there_is_a_dash() -> None:
    assert (number(None), number(1234.56), number(0.5, 0)) == ("-", "1,234.6", "0")


def test_the_picture_is_xml_with_a_dot_for_each_bin() -> None:
    bins = [Bin(0.0, 0.1, 4, 0.05, 0.0), Bin(0.9, 1.0, 1, 0.95, 1.0)]
    picture = ET.fromstring(reliability_svg(bins))  # noqa: S314  we wrote it
    dots = picture.findall("{http://www.w3.org/2000/svg}circle")
    assert [float(dot.attrib["cy"]) for dot in dots] == [384.0, 24.0]
    assert float(dots[0].attrib["r"]) > float(dots[1].attrib["r"])
