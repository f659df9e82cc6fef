"""What a dict holds and would need, learned from sys.getsizeof.

A dict has 2**k slots, k >= 3, of which slots * 2 // 3 are usable. Its table is one block: a header, an index of 1, 2, 4
or 8 bytes a slot, and an entry for each usable slot (CPython Objects/dictobject.c, the same in 3.9 to 3.14). The sizes
of header and entry are not assumed: they are solved from two dicts of known contents and checked on larger ones. Where
that does not fit, on another interpreter or another layout, capacity and needed bytes stay unknown.
"""

import sys
from collections.abc import Iterable
from typing import Any, NamedTuple, Optional

_LEAST_LOG2 = 3
_MOST_LOG2 = 48


class Layout(NamedTuple):
    """Sizes in bytes: of an empty dict, of the header of a table, of an entry."""

    empty: int
    header: int
    entry: int

    def size(self, log2_slots: int) -> int:
        slots = 1 << log2_slots
        return self.empty + self.header + slots * _index_bytes(log2_slots) + _usable(slots) * self.entry

    def log2_slots(self, size: int) -> Optional[int]:
        for log2_slots in range(_LEAST_LOG2, _MOST_LOG2):
            if self.size(log2_slots) >= size:
                return log2_slots if self.size(log2_slots) == size else None
        return None

    def needed(self, count: int) -> int:
        if count == 0:
            return self.empty
        log2_slots = _LEAST_LOG2
        while _usable(1 << log2_slots) < count:
            log2_slots += 1
        return self.size(log2_slots)


class Table(NamedTuple):
    """What one dict says: None is unknown."""

    held: int
    capacity: Optional[int]
    needed: Optional[int]


def table_of(data: dict[Any, Any]) -> Table:
    """Reads a dict's size; takes less than a microsecond a layout and allocates nothing that stays."""
    held = dict.__sizeof__(data) + _GC_HEADER
    if held == _EMPTY:
        return Table(held, 0, _EMPTY if not data else None)
    for layout in _LAYOUTS:
        log2_slots = layout.log2_slots(held)
        if log2_slots is not None and _usable(1 << log2_slots) >= len(data):
            return Table(held, 1 << log2_slots, layout.needed(len(data)))
    return Table(held, None, None)


def _usable(slots: int) -> int:
    return slots * 2 // 3


def _index_bytes(log2_slots: int) -> int:
    if log2_slots < 8:
        return 1
    if log2_slots < 16:
        return 2
    return 4 if log2_slots < 32 else 8


def _learn(keys: type) -> Optional[Layout]:
    eight, sixteen = (sys.getsizeof(_grown(keys, count)) for count in (_usable(8), _usable(16)))
    entry, rest = divmod(sixteen - eight - 8, _usable(16) - _usable(8))
    layout = Layout(_EMPTY, eight - _EMPTY - 8 - _usable(8) * entry, entry)
    sound = rest == 0 and all(_explains(layout, _grown(keys, count)) for count in (20, 100, 1000, 30_000))
    return layout if sound else None


def _explains(layout: Layout, data: dict[Any, None]) -> bool:
    log2_slots = layout.log2_slots(sys.getsizeof(data))
    return log2_slots is not None and len(data) <= _usable(1 << log2_slots) < 8 * len(data)


def _grown(keys: type, count: int) -> dict[Any, None]:
    return {keys(i): None for i in range(count)}


def _known(layouts: Iterable[Optional[Layout]]) -> tuple[Layout, ...]:
    return tuple(dict.fromkeys(layout for layout in layouts if layout is not None))


_EMPTY = sys.getsizeof({})
_GC_HEADER = _EMPTY - {}.__sizeof__()
# keys that are all str have entries without a hash from 3.11 on
_LAYOUTS = _known((_learn(int), _learn(str)))
