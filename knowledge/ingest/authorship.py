"""Who wrote which comment: as stated, or inferred from the turns of the thread and what words give away."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from knowledge.domain import Authorship
from knowledge.ingest.document import Comment, Post, Role
from knowledge.ingest.evidence import Evidence, author_address, weigh

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

# Weights of the turns, in nats, on the scale of knowledge.ingest.evidence.
TOP_LEVEL = -2.5  # under a post the members begin
REPLY_TO_MEMBER = 1.0  # a member is mostly answered by the author ...
REPLY_TO_AUTHOR = -1.5  # ... and the author seldom answers themselves
CLEAR = 0.75  # what it takes to call a comment the author's

_BOTH = (Role.MEMBER, Role.AUTHOR)
_WHOM = {Role.MEMBER: "a member", Role.AUTHOR: "the author"}


def with_roles(post: Post, step: Callable[[int], None] = lambda _: None) -> Post:
    """Return the post with the role of every comment, how it is known, and why."""
    if any(comment.name for comment in post.comments):
        return replace(post, comments=tuple(_stated(comment, post.author) for comment in post.comments))
    address = author_address(post.author)
    evidence = []
    for position, comment in enumerate(post.comments):
        step(position)
        evidence.append(weigh(comment.text, address))
    leads = _leads(post.comments, evidence)
    roles = [Role.AUTHOR if lead >= CLEAR else Role.MEMBER for lead in leads]
    return replace(
        post,
        comments=tuple(
            replace(
                comment,
                role=roles[i],
                authorship=Authorship.INFERRED,
                hint=_hint(comment, roles, evidence[i]),
            )
            for i, comment in enumerate(post.comments)
        ),
    )


def _stated(comment: Comment, author: str | None) -> Comment:
    """Where comments are signed, only the author's own name makes an author."""
    if comment.name is None:
        return replace(
            comment, role=Role.MEMBER, authorship=Authorship.INFERRED, hint="unsigned in a signed thread"
        )
    same = author is not None and _name(comment.name) == _name(author)
    role = Role.AUTHOR if same else Role.MEMBER
    return replace(comment, role=role, authorship=Authorship.STATED, hint=f"signed {comment.name}")


def _name(name: str) -> str:
    return " ".join(name.casefold().replace(".", " ").split())


def _hint(comment: Comment, roles: Sequence[Role], evidence: Evidence) -> str:
    turn = "a comment on the post" if comment.parent is None else f"a reply to {_WHOM[roles[comment.parent]]}"
    return "; ".join((f"unsigned, {turn}", *evidence.reasons))


def _turn(role: Role, parent: Role | None) -> float:
    if role is Role.MEMBER:
        return 0.0
    if parent is None:
        return TOP_LEVEL
    return REPLY_TO_MEMBER if parent is Role.MEMBER else REPLY_TO_AUTHOR


def _leads(comments: Sequence[Comment], evidence: Sequence[Evidence]) -> list[float]:
    """Return for each comment by how much the best reading of the thread that makes it the author's leads.

    Max-sum over the tree: exact, in two sweeps over the list, since a reply stands behind what it replies to.
    """
    own = [{Role.MEMBER: 0.0, Role.AUTHOR: each.weight} for each in evidence]
    for comment, each in zip(comments, evidence, strict=True):
        if comment.parent is not None:
            own[comment.parent][Role.AUTHOR] += each.parent
    below = [dict(each) for each in own]  # the best of a comment and everything under it, by its role
    sent: list[dict[Role, float]] = [{} for _ in comments]  # what a comment adds to each role of its parent
    for i in range(len(comments) - 1, -1, -1):
        parent = comments[i].parent
        if parent is not None:
            sent[i] = {up: max(below[i][role] + _turn(role, up) for role in _BOTH) for up in _BOTH}
            for up in _BOTH:
                below[parent][up] += sent[i][up]
    whole: list[dict[Role, float]] = []  # the best of the entire branch, by the comment's role
    for i, comment in enumerate(comments):
        parent = comment.parent
        if parent is None:
            whole.append({role: below[i][role] + _turn(role, None) for role in _BOTH})
            continue
        rest = {up: whole[parent][up] - sent[i][up] for up in _BOTH}
        whole.append(
            {role: below[i][role] + max(rest[up] + _turn(role, up) for up in _BOTH) for role in _BOTH}
        )
    return [each[Role.AUTHOR] - each[Role.MEMBER] for each in whole]
