"""A mapping that compares itself with a source of truth when it is asked for its length."""

import logging
import queue
import threading
import time
import weakref
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from enum import Enum
from typing import Any, NamedTuple, Optional, TypeVar

from .difference import Difference, InconsistencyError, compare, repair
from .walk import Lock, held

K = TypeVar("K")
V = TypeVar("V")

_log = logging.getLogger("maphealth")
_LOOKS = 3


class Check(Enum):
    """When a due check is done: STRONG inside len(), before it answers; WEAK in the background, len() answers at once."""

    STRONG = "strong"
    WEAK = "weak"


class OnDifference(Enum):
    """What a difference leads to. RAISE: InconsistencyError from len(), of a weak check from the next one. REPAIR: the
    mapping is made equal to the truth. REPORT: on_report, or a warning of the logger maphealth."""

    RAISE = "raise"
    REPAIR = "repair"
    REPORT = "report"


class Settings(NamedTuple):
    """heartbeat and pause are in seconds: a check is due after a write or a heartbeat; a weak one not again within a
    pause. settle is how long a difference must last where no lock is given."""

    check: Check = Check.STRONG
    on_difference: OnDifference = OnDifference.RAISE
    heartbeat: float = 30.0
    pause: float = 0.1
    settle: float = 0.01
    most_keys: int = 20
    compare_values: bool = True


class Tally(NamedTuple):
    """What a wrapper has done so far; unsettled checks saw only writes in progress."""

    checks: int = 0
    differences: int = 0
    repairs: int = 0
    unsettled: int = 0


class ConsistentMapWrapper(MutableMapping[K, V]):
    """Wraps a mapping; truth() returns what it ought to be.

    Every write through the wrapper changes its version stamp. len() compares with the truth when the stamp is another
    than at the last check, or a heartbeat has passed: writes past the wrapper are seen by then. Give the lock that is held
    around a write to both the mapping and the truth; without one a difference counts only if it lasts.

    Reading a key costs what it costs in the wrapped mapping: __getitem__, __contains__, __iter__ and get are the wrapped
    mapping's own, in a class made for this one wrapper (about 2 kB and 0.1 ms).
    """

    __slots__ = ("_wrapped", "_truth", "_lock", "_settings", "_name", "_on_report", "_stamp", "_clean", "_due", "_pending",
                 "_failure", "_tally", "_checking", "__weakref__")  # fmt: skip

    def __new__(cls, data: MutableMapping[K, V], *_: Any, **__: Any) -> "ConsistentMapWrapper[K, V]":
        own = {name: getattr(data, name) for name in ("__getitem__", "__contains__", "__iter__", "get")}
        one = type(cls.__name__, (cls,), {"__slots__": (), "__module__": cls.__module__, **own})
        return super().__new__(one)

    def __init__(
        self,
        data: MutableMapping[K, V],
        truth: Callable[[], Mapping[K, V]],
        *,
        lock: Optional[Lock] = None,
        name: str = "map",
        on_report: Optional[Callable[[InconsistencyError], None]] = None,
        **settings: Any,
    ) -> None:
        self._wrapped = data
        self._truth = truth
        self._lock = lock
        self._settings = Settings(**settings)
        self._name = name
        self._on_report = on_report
        self._stamp = 1
        self._clean = 0
        self._due = 0.0
        self._pending = False
        self._failure: Optional[InconsistencyError] = None
        self._tally = Tally()
        self._checking = threading.RLock()

    @property
    def wrapped(self) -> MutableMapping[K, V]:
        return self._wrapped

    @property
    def tally(self) -> Tally:
        return self._tally

    def __len__(self) -> int:
        if self._failure is not None:
            self._raise_failure()
        if self._stamp != self._clean or time.monotonic() >= self._due:
            if self._settings.check is Check.STRONG:
                self.check()
                if self._failure is not None:
                    self._raise_failure()
            elif not self._pending and time.monotonic() >= self._due - self._settings.heartbeat + self._settings.pause:
                self._pending = True
                _background.check(self)
        return len(self._wrapped)

    def __getitem__(self, key: K) -> V:
        return self._wrapped[key]

    def __contains__(self, key: object) -> bool:
        return key in self._wrapped

    def __iter__(self) -> Iterator[K]:
        return iter(self._wrapped)

    def __setitem__(self, key: K, value: V) -> None:
        self._wrapped[key] = value
        self._stamp += 1

    def __delitem__(self, key: K) -> None:
        del self._wrapped[key]
        self._stamp += 1

    def clear(self) -> None:
        self._wrapped.clear()
        self._stamp += 1

    def __repr__(self) -> str:
        return f"ConsistentMapWrapper({self._wrapped!r})"

    def check(self) -> bool:
        """Compares now, whether due or not, and acts by the policy; True when the mapping agrees (or does again)."""
        with self._checking:
            try:
                return self._checked()
            finally:
                self._due = time.monotonic() + self._settings.heartbeat
                self._pending = False

    def _checked(self) -> bool:
        stamp = self._stamp
        difference = self._settled()
        if difference is None:
            self._tally = self._tally._replace(unsettled=self._tally.unsettled + 1)
            return False
        self._clean = stamp
        self._tally = self._tally._replace(checks=self._tally.checks + 1)
        if not difference.total:
            return True
        self._tally = self._tally._replace(differences=self._tally.differences + 1)
        return self._act(InconsistencyError(self._name, difference))

    def _settled(self) -> Optional[Difference]:
        """The difference if there is one that lasts; None when writes came in between every time."""
        last: Optional[Difference] = None
        for _ in range(_LOOKS):
            with held(self._lock):
                stamp = self._stamp
                difference = self._compare()
            if difference is not None and (self._lock is not None or not difference.total):
                return difference
            if difference is not None and difference == last and stamp == self._stamp:
                return difference
            last = difference
            time.sleep(self._settings.settle)
        return None

    def _compare(self) -> Optional[Difference]:
        try:
            return compare(self._wrapped, self._truth(), self._settings.most_keys, self._settings.compare_values)
        except RuntimeError as changed:  # one of them was written meanwhile
            if "changed size" in str(changed) or "mutated" in str(changed):
                return None
            raise

    def _act(self, error: InconsistencyError) -> bool:
        if self._settings.on_difference is OnDifference.RAISE:
            self._failure = error
            return False
        if self._settings.on_difference is OnDifference.REPAIR:
            with held(self._lock):
                repair(self._wrapped, self._truth(), self._settings.compare_values)
            self._tally = self._tally._replace(repairs=self._tally.repairs + 1)
            return True
        if self._on_report is not None:
            self._on_report(error)
        else:
            _log.warning("%s", error)
        return False

    def _raise_failure(self) -> None:
        failure, self._failure = self._failure, None
        self._clean = 0  # the next len() looks again
        assert failure is not None
        raise failure


class _Background:
    """One daemon thread does the weak checks of all wrappers; each waits in its queue at most once."""

    def __init__(self) -> None:
        self._queue: "queue.SimpleQueue[weakref.ref[ConsistentMapWrapper[Any, Any]]]" = queue.SimpleQueue()
        self._start = threading.Lock()
        self._thread: Optional[threading.Thread] = None

    def check(self, wrapper: "ConsistentMapWrapper[Any, Any]") -> None:
        if self._thread is None or not self._thread.is_alive():  # not alive: after a fork
            with self._start:
                if self._thread is None or not self._thread.is_alive():
                    self._thread = threading.Thread(target=self._run, name="maphealth checks", daemon=True)
                    self._thread.start()
        self._queue.put(weakref.ref(wrapper))

    def _run(self) -> None:
        while True:
            wrapper = self._queue.get()()
            if wrapper is None:
                continue
            try:
                wrapper.check()
            except Exception:  # noqa: BLE001 - of the program's truth() or on_report
                _log.exception("a weak check of %s failed", wrapper._name)
            del wrapper


_background = _Background()
