"""Events that were seen not long ago: Discord may tell of one several times."""

from __future__ import annotations

from collections import OrderedDict


class Recent:
    """Remembers the last `most` ids."""

    def __init__(self, most: int = 10_000) -> None:
        self._most = most
        self._seen: OrderedDict[int, None] = OrderedDict()

    def knows(self, event_id: int) -> bool:
        """Tell whether an id is remembered."""
        return event_id in self._seen

    def is_new(self, event_id: int) -> bool:
        """Tell whether an id is seen for the first time, and remember it."""
        new = event_id not in self._seen
        self._seen[event_id] = None
        if len(self._seen) > self._most:
            self._seen.popitem(last=False)
        return new

    def forget(self, event_id: int) -> None:
        """Let an id be new once more: what had to be done about it could not be done."""
        self._seen.pop(event_id, None)
