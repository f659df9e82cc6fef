"""Counting a mapping by len and by walking it, in bounded slices, without believing a passing difference."""

import itertools
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Any, NamedTuple, Optional, Union

# anything with acquire and release, or a context manager of one's own
Lock = Union[threading.Lock, AbstractContextManager[Any]]

TRIES = 3
_WRITTEN = "written while walked; give watch() the lock that every writer holds"


class Limits(NamedTuple):
    """What a census may cost: entries walked under one hold of the program's lock (or of the GIL), seconds that a second
    look may hold it to confirm a difference, seconds for all walks together, seconds to wait for one map's lock or for
    code of the program's own."""

    slice_entries: int = 10_000
    max_hold: float = 0.05
    budget: float = 2.0
    patience: float = 1.0


@dataclass(frozen=True)
class Look:
    """What one walk found; None is unknown. note says why iterated is unknown of a map that was seen, problem why the map
    was not seen."""

    count: Optional[int] = None
    iterated: Optional[int] = None
    problem: Optional[str] = None
    note: Optional[str] = None


class _Written(Exception):
    """The mapping was written while it was walked."""


class _OutOfTime(Exception):
    pass


def walk(data: Mapping[Any, Any], lock: Optional[Lock], limits: Limits, deadline: float) -> Look:
    """Counts and walks. A difference beyond what is allowed is believed only when one slice shows it: nobody can have
    written in between then."""
    count = len(data)
    for _ in range(TRIES):
        started = time.monotonic()
        try:
            look = _slices(data, lock, limits.slice_entries, deadline)
        except _Written:
            continue
        except _OutOfTime:
            return Look(count, None, "time budget used up")
        assert look.count is not None and look.iterated is not None
        if look.count <= limits.slice_entries or not drifted(look.count, look.iterated):
            return look
        return _confirmed(data, lock, limits, time.monotonic() - started)
    return Look(count, note=_WRITTEN)


def visit(count: Optional[Callable[[], int]], entries: Callable[[], Iterator[Any]], deadline: float) -> Look:
    """Counts a structure by its own functions. They cannot be asked at one moment, so it is looked at up to three times
    while they differ, and the smallest difference stands."""
    best = Look()
    for _ in range(TRIES):
        try:
            iterated = _exhausted(entries(), 10_000, deadline)
        except _OutOfTime:
            return Look(best.count, None, "time budget used up")
        if count is None:
            return Look(None, iterated)
        look = Look(count(), iterated)
        if best.count is None or _difference(look) < _difference(best):
            best = look
        if look.count == look.iterated:
            break
    return best


def allowed_drift(count: int) -> int:
    """max(3, ceil(log2(count + 1))): 3 up to 7 entries, 7 at 100, 14 at 10 000, 20 at 1 000 000."""
    return max(3, count.bit_length()) if count > 0 else 3


def drifted(count: int, iterated: int) -> bool:
    return abs(count - iterated) > allowed_drift(count)


def held(lock: Optional[Lock]) -> AbstractContextManager[Any]:
    return nullcontext() if lock is None else lock


def _confirmed(data: Mapping[Any, Any], lock: Optional[Lock], limits: Limits, took: float) -> Look:
    if took * 1.5 > limits.max_hold:
        reason = f"written while walked in slices; to be sure it must be held for {took * 1.5:.3f} s, max_hold is {limits.max_hold} s"
        return Look(len(data), note=reason)
    try:
        return _slices(data, lock, 1 << 62, float("inf"))
    except _Written:
        return Look(len(data), note=_WRITTEN)


def _slices(data: Mapping[Any, Any], lock: Optional[Lock], size: int, deadline: float) -> Look:
    with held(lock):
        entries = iter(data)
        iterated = _slice(entries, size)
        if iterated < size:
            return Look(len(data), iterated)
    while True:
        time.sleep(0)  # lets writers in
        if time.monotonic() > deadline:
            raise _OutOfTime
        with held(lock):
            more = _slice(entries, size)
            iterated += more
            if more < size:
                return Look(len(data), iterated)


def _slice(entries: Iterator[Any], size: int) -> int:
    """Counts up to size entries at the speed of C; for a dict no other thread runs meanwhile."""
    counter = itertools.count()
    try:
        deque(zip(itertools.islice(entries, size), counter), maxlen=0)
    except RuntimeError as changed:
        if "changed" in str(changed) or "mutated" in str(changed):
            raise _Written from changed
        raise
    return next(counter)


def _exhausted(entries: Iterator[Any], size: int, deadline: float) -> int:
    total = 0
    while True:
        more = _slice(entries, size)
        total += more
        if more < size:
            return total
        if time.monotonic() > deadline:
            raise _OutOfTime


def _difference(look: Look) -> int:
    assert look.count is not None and look.iterated is not None
    return abs(look.count - look.iterated)
