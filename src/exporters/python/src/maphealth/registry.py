"""The maps that a program answers for."""

import os
import sys
import threading
import time
import weakref
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timezone
from typing import Any, NamedTuple, Optional

from . import layout
from .census import Snapshot, census
from .walk import Limits, Lock, Look, visit, walk
from .wrapper import ConsistentMapWrapper


class AlreadyRegisteredError(ValueError):
    """The same map is already registered under the same owner."""


class _Found(NamedTuple):
    type: str
    kind: str
    look: Look
    table: Optional[layout.Table] = None


class _Gone(Exception):
    """The holder was collected."""


class _Subject(NamedTuple):
    """What makes a registration the same: the very mapping, or holder and attribute; functions cannot be compared."""

    subject: object
    attribute: str = ""

    def same(self, other: "_Subject") -> bool:
        return self.subject is other.subject and self.attribute == other.attribute


class _Entry(NamedTuple):
    id: str
    owner: str
    subject: _Subject
    look: Callable[[float], _Found]
    own_code: bool  # walking runs the program's own functions, which may never return
    busy: threading.Event


class Handle:
    """Ends a registration; also as a context manager."""

    def __init__(self, close: Callable[[], None]) -> None:
        self.close = close

    def __enter__(self) -> "Handle":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class Registry:
    """Holds registrations and takes censuses of them. Safe for use by many threads."""

    def __init__(self, name: Optional[str] = None, limits: Limits = Limits()) -> None:
        self.name = name or os.path.basename(sys.argv[0]) or "python"
        self._limits = limits
        self._mutex = threading.Lock()
        self._asking = threading.Lock()
        self._entries: list[_Entry] = []
        self._serial = 0
        self._first = 0

    def watch(self, owner: str, data: Mapping[Any, Any], lock: Optional[Lock] = None) -> Handle:
        """Registers a mapping; it stays reachable until the handle is closed.

        A dict needs no lock: it is walked in slices at the speed of C, and a walk that it was written during is done
        again. Give the lock that every writer holds where that would never end, or where a write takes two steps.
        """
        if isinstance(data, ConsistentMapWrapper):
            data = data.wrapped  # a census must not set off its checks
        plain = type(data).__iter__ is dict.__iter__ and type(data).__len__ is dict.__len__ and lock is None
        return self._add(owner, _Subject(data), lambda deadline: self._look(data, lock, deadline), not plain)

    def watch_attribute(self, owner: str, holder: object, attribute: str, lock: Optional[Lock] = None) -> Handle:
        """Registers the mapping in an attribute without keeping its holder alive; ends by itself with the holder. The
        attribute may be assigned another mapping."""
        getattr(holder, attribute)
        reference = weakref.ref(holder)

        def look(deadline: float) -> _Found:
            alive = reference()
            if alive is None:
                raise _Gone
            return self._look(getattr(alive, attribute), lock, deadline)

        return self._add(owner, _Subject(reference, attribute), look, True)

    def watch_function(
        self, owner: str, type_name: str, entries: Callable[[], Iterator[Any]], count: Optional[Callable[[], int]] = None
    ) -> Handle:
        """Registers a structure by a function that visits its entries and, if it has one, its own count."""

        def look(deadline: float) -> _Found:
            return _Found(type_name, "python-visited", visit(count, entries, deadline))

        return self._add(owner, _Subject(None), look, True)

    def census(self, top: int = 1000) -> dict[str, Any]:
        """Walks every registered map; returns within the budget and one wait for a lock. See maphealth.census/v1."""
        with self._asking:
            started = datetime.now(timezone.utc)
            deadline = time.monotonic() + self._limits.budget
            snapshots = []
            for entry in self._in_turn():
                try:
                    found = self._ask(entry, deadline)
                except _Gone:
                    self._remove(entry)
                    continue
                table = found.table or (None, None, None)
                snapshots.append(
                    Snapshot(entry.id, found.type, found.kind, entry.owner, found.look, table[0], table[2], table[1])
                )
            self._first += sum(1 for one in snapshots if not one.look.problem)
            return census(self.name, started, snapshots, top)

    def _look(self, data: Mapping[Any, Any], lock: Optional[Lock], deadline: float) -> _Found:
        look = walk(data, lock, self._limits, deadline)
        if isinstance(data, dict):
            return _Found(_name(type(data)), "python-dict", look, layout.table_of(data))
        return _Found(_name(type(data)), "python-mapping", look)

    def _ask(self, entry: _Entry, deadline: float) -> _Found:
        if not entry.own_code:
            return _guarded(entry, deadline)
        if entry.busy.is_set():
            return _unknown("what was asked in an earlier census has not come back")
        answers: list[_Found] = []
        gone: list[_Gone] = []

        def ask() -> None:
            try:
                answers.append(_guarded(entry, deadline))
            except _Gone as collected:
                gone.append(collected)
            finally:
                entry.busy.clear()

        entry.busy.set()
        asking = threading.Thread(target=ask, name=f"maphealth {entry.id}", daemon=True)
        asking.start()
        asking.join(max(0.01, min(self._limits.patience, deadline - time.monotonic())))
        if gone:
            raise gone[0]
        return answers[0] if answers else _unknown("it did not come back in time")

    def _add(self, owner: str, subject: _Subject, look: Callable[[float], _Found], own_code: bool) -> Handle:
        if not owner:
            raise ValueError("no owner: name what holds the map, such as shop.sessions")
        with self._mutex:
            if any(entry.owner == owner and entry.subject.same(subject) for entry in self._entries):
                raise AlreadyRegisteredError(
                    f"{owner} is already registered: close its first handle, or name another owner"
                )
            self._serial += 1
            entry = _Entry(f"{owner}#{self._serial}", owner, subject, look, own_code, threading.Event())
            self._entries.append(entry)
        return Handle(lambda: self._remove(entry))

    def _remove(self, gone: _Entry) -> None:
        with self._mutex:
            self._entries = [entry for entry in self._entries if entry is not gone]

    def _in_turn(self) -> list[_Entry]:
        """All of them, starting where the last census ended, so that a short budget reaches every map in turn."""
        with self._mutex:
            first = self._first % len(self._entries) if self._entries else 0
            return self._entries[first:] + self._entries[:first]


def _guarded(entry: _Entry, deadline: float) -> _Found:
    """A map that raises while walked spoils only its own figures."""
    try:
        return entry.look(deadline)
    except _Gone:
        raise
    except Exception as raised:  # noqa: BLE001 - whatever the program's own code raises
        text = f"{type(raised).__name__} while walked: {raised}".splitlines()[0]
        return _unknown(text[:300])


def _unknown(problem: str) -> _Found:
    return _Found("unknown", "python-mapping", Look(problem=problem))


def _name(type_: type) -> str:
    return type_.__qualname__ if type_.__module__ == "builtins" else f"{type_.__module__}.{type_.__qualname__}"


default = Registry()
