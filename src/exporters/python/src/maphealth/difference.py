"""How a mapping differs from a source of truth, in bounded words."""

from collections.abc import Iterator, Mapping, MutableMapping
from itertools import islice
from typing import Any, NamedTuple

_ABSENT = object()


class InconsistencyError(RuntimeError):
    """A mapping and its source of truth differ; at most a bounded number of keys of each kind is named.

    missing are in the truth alone, extra in the mapping alone, different have another value; total counts all of them.
    """

    def __init__(self, name: str, difference: "Difference") -> None:
        self.missing = difference.missing
        self.extra = difference.extra
        self.different = difference.different
        self.total = difference.total
        super().__init__(f"{name}: {difference}")


class Difference(NamedTuple):
    missing: tuple[Any, ...] = ()
    extra: tuple[Any, ...] = ()
    different: tuple[Any, ...] = ()
    total: int = 0

    def __str__(self) -> str:
        kinds = (("missing", self.missing), ("extra", self.extra), ("different", self.different))
        named = "; ".join(f"{kind}: {_shown(keys)}" for kind, keys in kinds if keys)
        return f"{self.total} keys differ from the source of truth ({named})"


def compare(data: Mapping[Any, Any], truth: Mapping[Any, Any], most: int, values: bool) -> Difference:
    """Costs one comparison at the speed of C where both are dicts and agree."""
    if (data == truth) if values else (data.keys() == truth.keys()):
        return Difference()
    missing, extra, different = Kept(most), Kept(most), Kept(most)
    for key in truth:
        value = data.get(key, _ABSENT)
        if value is _ABSENT:
            missing.add(key)
        elif values and value is not truth[key] and value != truth[key]:
            different.add(key)
    for key in data:
        if key not in truth:
            extra.add(key)
    total = missing.total + extra.total + different.total
    return Difference(tuple(missing.keys), tuple(extra.keys), tuple(different.keys), total)


def repair(data: MutableMapping[Any, Any], truth: Mapping[Any, Any], values: bool) -> None:
    """Makes the mapping equal to the truth, in place."""
    for key in truth:
        if key not in data or (values and data[key] != truth[key]):
            data[key] = truth[key]
    for key in [key for key in data if key not in truth]:
        del data[key]


class Kept:
    """The first few keys of many, and how many."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.keys: list[Any] = []
        self.total = 0

    def add(self, key: Any) -> None:
        self.total += 1
        if len(self.keys) < self.most:
            self.keys.append(key)


def _shown(keys: tuple[Any, ...]) -> str:
    return ", ".join(_cut(keys)) + (", ..." if len(keys) > 5 else "")


def _cut(keys: tuple[Any, ...]) -> Iterator[str]:
    for key in islice(keys, 5):
        text = repr(key)
        yield text if len(text) <= 80 else text[:80] + "..."
