"""The vectors of what members asked of late, so that a second look at the same questions costs nothing."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from knowledge.matching.encoder import Encoder

    Vectors = NDArray[np.float32]

_REMEMBERED = 1_000  # texts, 1.5 kB each; never on disk, for they are members' words


class RememberedVectors:
    """Encodes normalised texts, each once as long as it is remembered. One thread owns it."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._known: OrderedDict[str, Vectors] = OrderedDict()

    def learn(self, text: str, vector: Vectors) -> None:
        """Remember the vector of a normalised text that was encoded elsewhere."""
        self._known.setdefault(text, vector)

    def __call__(self, texts: Sequence[str]) -> Vectors:
        """Return unit vectors, shape (len(texts), 384), of at least one text."""
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if new:
            self._known.update(zip(new, self._encoder.encode(new), strict=True))
        vectors = np.stack([self._known[text] for text in texts])
        for text in texts:
            self._known.move_to_end(text)
        while len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)
        return vectors
