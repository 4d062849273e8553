"""Fit the verifier on the banks and questions in this folder: `make train`.

Each NAME-bank.jsonl is loaded as a community of its own, or with others of its kind as one, each question of
NAME-queries.jsonl goes through the real matcher, and every candidate that its own bank brings up is a pair: right (the
question's entry) or wrong. The fitted numbers go to verifier.json and attention.json in knowledge/matching, rounded.
The report says, for each field, how well a fit on other fields tells its right first candidates from its wrong ones,
and for each strictness how many direct answers are right in fields that the fit has not seen.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from threadpoolctl import threadpool_limits

from bot.scoring import Judged, auroc, cover_at
from knowledge.matching.alignment import NAMES
from knowledge.matching.verifier import chance
from knowledge.policy import THRESHOLDS
from training.data import all_pairs
from training.fitting import calibrated, fitted, folds, held_out

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from training.data import Pairs

    Array = NDArray[np.float64]

SHIPPED = Path(str(files("knowledge.matching")))


def report(pairs: Pairs, confidence: Array) -> None:
    """Print how well held-out confidences (n,) tell right first candidates from wrong, and for each field."""
    direct_of, y = confidence[pairs.judged], pairs.y[pairs.judged]
    for word, thresholds in THRESHOLDS.items():
        direct = direct_of >= thresholds.answer_at
        right, answered = 100 * y[direct].mean(), 100 * y[direct].sum() / y.sum()
        print(
            f"{word.value:9s} from {thresholds.answer_at:.2f}: {right:.1f} % right, {answered:.1f} % answered"
        )
    print(
        f"{'held out':10s} {'pairs':>6s} {'right':>6s} {'AUROC':>6s} {'cover at 95 %':>14s} {'cosine alone':>13s}"
    )
    for field in sorted(set(pairs.field.tolist())):
        test = (pairs.field == field) & pairs.judged
        y, cosine = pairs.y[test], pairs.x[test, NAMES.index("asked")]
        first = judged(confidence[test], y)
        print(
            f"{field:10s} {test.sum():6d} {int(y.sum()):6d} {auroc(first):6.1f} {cover_at(first, 95):14.1f} "
            f"{auroc(judged(cosine, y)):13.1f}"
        )


def judged(scores: Array, y: Array) -> list[Judged]:
    """Return first candidates as `bot.scoring` counts them; a wrong one has no entry to be right."""
    return [
        Judged("it" if right else None, "", "answer", "it", (), ("it",), float(score))
        for score, right in zip(scores, y, strict=True)
    ]


def main() -> None:
    """Fit, report and write."""
    with threadpool_limits(1):  # sums in another order would be other sums, and end in another network
        pairs = all_pairs()
        views = held_out(pairs, folds(pairs))
        calibration = calibrated(pairs, views)
        report(pairs, chance(calibration.log_odds(*views.T)))
        shipped = fitted(pairs, calibration)
    (SHIPPED / "verifier.json").write_text(shipped.verifier, encoding="utf-8")
    (SHIPPED / "attention.json").write_text(shipped.attention, encoding="utf-8")
    print(f"{len(pairs.y)} pairs of {len(set(pairs.field.tolist()))} fields -> verifier.json, attention.json")


if __name__ == "__main__":
    main()
