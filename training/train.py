"""Fit the verifier on the banks and questions in this folder: `make train`.

Each NAME-bank.jsonl is loaded as a community of its own, each question of NAME-queries.jsonl goes through the real
matcher, and every candidate it brings up is a pair: right (the question's own entry) or wrong. A logistic regression
is fitted with the sign that each feature's meaning gives it; the numbers go to knowledge/matching/verifier.json,
rounded so that the last bits of a processor do not show. The report cross-validates by field: fit on all but one,
test on it.
"""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from knowledge.domain import EntryKind, EntryText
from knowledge.language.focus import find_focus
from knowledge.matching.matcher import Matcher, Parts, encoded_lines
from knowledge.matching.verifier import Verifier, column_expectations, column_names, column_signs, expand
from knowledge.service.parts import DataFiles, load_parts

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Array = NDArray[np.float64]

HERE = Path(__file__).parent
SHIPPED = Path(str(files("knowledge.matching") / "verifier.json"))
RIDGE = 3.0
PAIRS_A_QUESTION = 4
LEAST_SCALE = 0.1
BEHIND = 0.3  # weight of a candidate behind the first: it teaches, but the first is what members see
WITH_GLOSSARY = {"ms"}  # the other fields are read as a community without a glossary reads


class Pairs(NamedTuple):
    """Expanded features (n, columns), labels, weights, the field of each pair, and whether it ranked first."""

    x: Array
    y: Array
    weight: Array
    field: NDArray[np.str_]
    first: NDArray[np.bool_]


def read(path: Path) -> list[dict[str, Any]]:
    """Read a file of one JSON object a line."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def community(bank: list[dict[str, Any]], parts: Parts) -> Matcher:
    """Load a bank into a matcher; an entry's number is its place in the bank."""
    matcher = Matcher(parts)
    texts = {number: entry_text(row) for number, row in enumerate(bank)}
    matcher.meet(texts.values())
    lines = {number: encoded_lines(text, matcher.normalise) for number, text in texts.items()}
    vectors = parts.encoder.encode([line.text for each in lines.values() for line in each])
    matcher.put(texts, lines, vectors)
    return matcher


def entry_text(row: dict[str, Any]) -> EntryText:
    """Turn a line of a bank into an entry's text."""
    kind = EntryKind.PASSAGE if "passage" in row["tags"] else EntryKind.ANSWER
    return EntryText(row["question"], row["answer"], tuple(row["variants"]), kind=kind)


def pairs_of(field: str, parts: Parts) -> Pairs:
    """Return the pairs of one field: each question with the candidates it brings up."""
    bank, queries = read(HERE / f"{field}-bank.jsonl"), read(HERE / f"{field}-queries.jsonl")
    matcher = community(bank, parts)
    x, y, weight, first = [], [], [], []
    for query in queries:
        found = matcher.match(matcher.read(find_focus(query["text"])), PAIRS_A_QUESTION)
        for place, match in enumerate(sorted(found, key=lambda each: -each.score)):
            x.append(expand(match.features.vector()))
            y.append(float(bank[match.owner]["id"] == query["gold"]))
            weight.append(1.0 if place == 0 else BEHIND)
            first.append(place == 0)
    return Pairs(np.array(x), np.array(y), np.array(weight), np.full(len(y), field), np.array(first))


def fit(x: Array, y: Array, weight: Array, expected: Array) -> tuple[Array, float]:
    """Fit a logistic regression by projected Newton steps: weights keep their signs, and a ridge draws them to
    what is expected of them.
    """
    design, sign = np.c_[x, np.ones(len(x))], np.r_[np.array(column_signs()), 0]
    penalty = np.r_[np.full(x.shape[1], RIDGE), 0.0]
    prior = np.r_[expected, 0.0]
    beta = prior.copy()
    for _ in range(100):
        p = chance(design @ beta)
        gradient = penalty * (beta - prior) - design.T @ (weight * (y - p))
        free = (beta != 0) | (sign == 0) | (sign * gradient < 0)
        hessian = (design[:, free] * (weight * p * (1 - p))[:, None]).T @ design[:, free]
        step = np.zeros_like(beta)
        step[free] = np.linalg.solve(hessian + np.diag(penalty[free] + 1e-9), gradient[free])
        moved = descend(
            lambda b: loss(b, design, y, weight) + 0.5 * (penalty * (b - prior) ** 2).sum(), beta, step, sign
        )
        if np.abs(moved - beta).max() < 1e-7:
            break
        beta = moved
    return beta[:-1], float(beta[-1])


def chance(score: Array) -> Array:
    """Return the logistic function of a score."""
    return np.asarray(1 / (1 + np.exp(-np.clip(score, -30, 30))))


def loss(beta: Array, design: Array, y: Array, weight: Array) -> float:
    """Return the weighted negative log-likelihood."""
    p = chance(design @ beta)
    likelihood = weight * (y * np.log(p + 1e-12) + (1 - y) * np.log(1 - p + 1e-12))
    return -float(likelihood.sum())


def descend(of: Callable[[Array], float], beta: Array, step: Array, sign: Array) -> Array:
    """Go along a step, back into the signs, halving it until it leads down."""
    start = of(beta)
    for halving in range(30):
        moved = beta - step * 0.5**halving
        moved = np.where(sign * moved < 0, 0.0, moved)
        if of(moved) < start:
            return moved
    return beta


def standardise(x: Array) -> tuple[Array, Array]:
    """Return mean and scale of each column, rounded as they are shipped; a rare feature keeps a scale to speak of."""
    return x.mean(axis=0).round(4), np.maximum(x.std(axis=0), LEAST_SCALE).round(4)


def shipped(pairs: Pairs) -> str:
    """Fit on all pairs and return the text of verifier.json."""
    mean, scale = standardise(pairs.x)
    weights, bias = fit((pairs.x - mean) / scale, pairs.y, pairs.weight, scale * column_expectations())
    rows = [
        {"feature": name, "mean": float(m), "scale": float(s), "weight": round(float(w), 3)}
        for name, m, s, w in zip(column_names(), mean, scale, weights, strict=True)
    ]
    lines = ",\n".join("    " + json.dumps(row) for row in rows)
    return f'{{\n  "bias": {round(bias, 3)},\n  "weights": [\n{lines}\n  ]\n}}\n'


def cross_validate(pairs: Pairs) -> None:
    """Print, for each field left out, how well the others' fit tells right first candidates from wrong ones."""
    print(
        f"{'left out':10s} {'pairs':>6s} {'right':>6s} {'AUROC':>6s} {'cover at 95 %':>14s} {'cosine alone':>13s}"
    )
    for field in sorted(set(pairs.field.tolist())):
        out = pairs.field == field
        others = ~out if (~out).any() else out
        mean, scale = standardise(pairs.x[others])
        x = (pairs.x[others] - mean) / scale
        weights, bias = fit(x, pairs.y[others], pairs.weight[others], scale * column_expectations())
        test = out & pairs.first
        scores = (pairs.x[test] - mean) / scale @ weights + bias
        y = pairs.y[test]
        print(
            f"{field:10s} {test.sum():6d} {int(y.sum()):6d} {auroc(scores, y):6.1f} {cover(scores, y):14.1f} "
            f"{auroc(pairs.x[test][:, column_names().index('asked')], y):13.1f}"
        )


def auroc(scores: Array, y: Array) -> float:
    """Return the chance, in percent, that a right pair scores above a wrong one."""
    right, wrong = scores[y == 1], scores[y == 0]
    above = (right[:, None] > wrong[None, :]).mean() + 0.5 * (right[:, None] == wrong[None, :]).mean()
    return 100 * float(above)


def cover(scores: Array, y: Array, precision: float = 0.95) -> float:
    """Return the share of right pairs, in percent, at the lowest threshold that keeps the precision."""
    ranked = y[np.argsort(-scores, kind="stable")]
    right = np.cumsum(ranked)
    kept = right >= precision * np.arange(1, len(ranked) + 1)
    return 100 * float(right[kept].max(initial=0)) / max(1.0, float(y.sum()))


def main() -> None:
    """Fit, report and write."""
    blank = Verifier.blank()
    with_glossary, without = load_parts(DataFiles(), blank), load_parts(DataFiles(glossary="none"), blank)
    fields = sorted(path.name.removesuffix("-queries.jsonl") for path in HERE.glob("*-queries.jsonl"))
    each = [pairs_of(field, with_glossary if field in WITH_GLOSSARY else without) for field in fields]
    pairs = Pairs(*(np.concatenate(column) for column in zip(*each, strict=True)))
    cross_validate(pairs)
    SHIPPED.write_text(shipped(pairs), encoding="utf-8")
    print(f"{len(pairs.y)} pairs of {len(fields)} fields -> {SHIPPED.name}")


if __name__ == "__main__":
    main()
