"""What curators and authors see, as rich renderables. Text from outside is always `Text`, never markup."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from rich import box
from rich.table import Table
from rich.text import Text

from bot.render import words
from bot.render.panels import QUIET, framed
from knowledge import EntryStatus, ProposalKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import RenderableType
    from rich.panel import Panel

    from knowledge import Block, Draft, Entry, Examination, OpenQuestion, Proposal, Revision, Term


def question_panel(question: OpenQuestion, place: str) -> Panel:
    """Return one card of the author's queue; it names nobody."""
    lines = [Text(words.safe_line(question.text), "bold"), Text(words.waiting_line(question), QUIET)]
    if question.source is not None:
        lines.append(Text(words.source_line(question.source), "italic"))
    if question.context:
        lines.append(Text(f"It follows up: {words.safe_line(question.context)}", QUIET))
    others = [wording for wording in question.wordings if wording != question.text]
    if others:
        lines += [Text(), Text("Also asked as:", QUIET), *(Text(f"  {words.safe_line(w)}") for w in others)]
    if question.nearest:
        lines += [Text(), Text("The nearest answers, and what speaks against them:", QUIET)]
    for near in question.nearest:
        why = f" ({words.safe_line('; '.join(near.reasons))})" if near.reasons else ""
        lines.append(
            Text.assemble(
                (f"  {near.entry_id}  ", "bold cyan"),
                words.safe_line(near.question),
                (f"  {near.confidence:.0%}{why}", QUIET),
            )
        )
    return framed(*lines, title=f"Question {question.id} ({place})", style="magenta")


def draft_panel(draft: Draft, place: str) -> Panel:
    """Return one draft with the authorship hint in sight."""
    content = draft.content
    hint = Text(f"Authorship {content.authorship}: {words.safe_line(content.hint)}", "yellow")
    lines = [Text(words.safe_line(content.text.question), "bold"), Text()]
    if content.text.context:
        lines[1:1] = [Text(f"Context: {words.safe_line(content.text.context)}", QUIET)]
    lines += [
        Text(words.safe(content.text.answer)),
        Text(),
        Text(words.source_line(content.text.source), "italic"),
        hint,
    ]
    if draft.conflict:
        lines.append(
            Text("A curator has changed this entry since; approving replaces those words.", "bold red")
        )
    return framed(*lines, title=f"Draft {draft.id} ({place})", style="blue")


def entry_panel(entry: Entry) -> Panel:
    """Return an entry as curators see it, with everything that belongs to it."""
    text = entry.text
    lines = [Text(words.safe_line(text.question), "bold")]
    lines += [Text(f"  also: {words.safe_line(p)}", QUIET) for p in text.phrasings]
    if text.context:
        lines.append(Text(f"Context: {words.safe_line(text.context)}", QUIET))
    lines += [Text(), Text(words.safe(text.answer)), Text(), Text(words.source_line(text.source), "italic")]
    if address := words.source_address(text.source):
        lines.append(Text(address, "underline", overflow="fold"))
    if text.tags:
        lines.append(Text(f"Tags: {words.safe_line(', '.join(text.tags))}", QUIET))
    lines.append(Text(f"Last reviewed {words.day(entry.reviewed_at)}", QUIET))
    removed = ", removed" if entry.status is EntryStatus.REMOVED else ""
    return framed(*lines, title=f"Entry {entry.id}, revision {entry.revision}{removed}", style="blue")


def entries_table(entries: Sequence[Entry]) -> RenderableType:
    """Return entries one a line."""
    if not entries:
        return Text("There are no entries.")
    table = Table(box=box.SIMPLE)
    for name in ("No.", "Question", "Source"):
        table.add_column(name)
    for entry in entries:
        removed = Text("(removed) ", "red") if entry.status is EntryStatus.REMOVED else Text()
        question = removed + Text(words.safe_line(entry.question))
        table.add_row(str(entry.id), question, Text(words.safe_line(entry.source.title), QUIET))
    return table


def terms_table(terms: Sequence[Term]) -> RenderableType:
    """Return what the community calls things, a term a line."""
    if not terms:
        return Text("There are no terms of your own yet; /terms add physio hub = PH would be one.")
    table = Table(box=box.SIMPLE)
    for name in ("No.", "Name", "Also called"):
        table.add_column(name)
    for term in terms:
        others = Text(words.safe_line(", ".join(term.names)))
        table.add_row(str(term.id), Text(words.safe_line(term.name)), others)
    return table


def proposal_panel(proposal: Proposal) -> Panel:
    """Return what members said of a wording and an entry, and what accepting it would do."""
    entry = proposal.entry
    blocking = proposal.kind is ProposalKind.BLOCK
    accepting = (
        "Accept: never answer this with that entry again, however it is put."
        if blocking
        else "Accept: make it one more wording of that entry, answered at once from then on."
    )
    return framed(
        Text.assemble(("Asked:     ", QUIET), (words.safe_line(proposal.wording), "bold")),
        Text.assemble(
            ("Answered:  ", QUIET), f"{words.safe_line(entry.question)}  ", (f"(entry {entry.id})", QUIET)
        ),
        Text(),
        Text(words.said_so(proposal)),
        Text(accepting, QUIET),
        title="Not the question?" if blocking else "One more wording?",
        style="red" if blocking else "magenta",
    )


def blocks_table(blocks: Sequence[Block]) -> RenderableType:
    """Return what must not be answered with what, a line each."""
    if not blocks:
        return Text("Nothing is blocked.")
    table = Table(box=box.SIMPLE)
    for name in ("No.", "This question", "is not that of entry", "Who", "When"):
        table.add_column(name)
    for block in blocks:
        removed = " (removed)" if block.entry.status is EntryStatus.REMOVED else ""
        table.add_row(
            str(block.id),
            Text(words.safe_line(block.wording)),
            Text(f"{block.entry.id}  {words.safe_line(block.entry.question)}{removed}"),
            Text(words.safe_line(block.editor)),
            words.day(block.at),
        )
    return table


def history_table(revisions: Sequence[Revision]) -> Table:
    """Return what was done to an entry, by whom and when."""
    table = Table(box=box.SIMPLE)
    for name in ("Revision", "What", "Who", "When", "Question"):
        table.add_column(name)
    for revision in revisions:
        who, question = Text(words.safe_line(revision.editor)), Text(words.safe_line(revision.text.question))
        when = f"{words.day(revision.at)} {revision.at:%H:%M}"
        table.add_row(str(revision.number), revision.action, who, when, question)
    return table


def examination_panel(examination: Examination) -> Panel:
    """Return what the bot would do with a text, and why, with nothing recorded."""
    lines: list[RenderableType] = [
        Text(f"Understood as: {words.safe_line(examination.focus)}"),
        Text(f"Decision: {examination.decision.value}, confidence {examination.confidence:.0%}", "bold"),
    ]
    if examination.language:
        lines.append(Text(f"Asked in {examination.language.name}, so not compared with anything"))
    if examination.text:
        lines.append(Text(words.safe(examination.text)))
    if examination.ranked:
        table = Table(box=box.SIMPLE)
        for name in ("No.", "Question", "Confidence", "What speaks against it"):
            table.add_column(name)
        for candidate in examination.nearest[:5]:
            question = Text(words.safe_line(candidate.entry.question))
            against = Text(words.safe_line("; ".join(candidate.reasons)), QUIET)
            table.add_row(str(candidate.entry.id), question, f"{candidate.confidence:.0%}", against)
        lines.append(table)
    return framed(*lines, title="How this would be matched", style="cyan")


def difference(before: str, after: str, names: tuple[str, str]) -> Text:
    """Return the lines that differ between two texts, coloured."""
    shown = Text()
    styles = {"+": "green", "-": "red", "@": "cyan"}
    lines = difflib.unified_diff(
        words.safe(before).splitlines(), words.safe(after).splitlines(), *names, lineterm="", n=1
    )
    for line in lines:
        shown.append(line + "\n", styles.get(line[:1], ""))
    return shown
