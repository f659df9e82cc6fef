"""One look at all registered maps as maphealth.census/v1. What is unknown is absent, never 0."""

import os
import platform
from collections.abc import Iterable, Sequence
from datetime import datetime, timezone
from typing import Any, NamedTuple, Optional

from .walk import Look, allowed_drift

SCHEMA = "maphealth.census/v1"
_FIGURES = ("count", "iterated", "heldBytes", "neededBytes")


class Snapshot(NamedTuple):
    """One map; sizes are None where they cannot be known."""

    id: str
    type: str
    kind: str
    owner: str
    look: Look
    held: Optional[int] = None
    needed: Optional[int] = None
    capacity: Optional[int] = None

    @property
    def site(self) -> str:
        return f"{self.type} {self.owner}"

    def fields(self) -> dict[str, Any]:
        count, iterated = self.look.count, self.look.iterated
        both = count is not None and iterated is not None
        emptied = self.held is not None and self.needed is not None and self.held > 4 * self.needed
        return _known(
            id=self.id,
            type=self.type,
            kind=self.kind,
            owner=self.owner,
            site=self.site,
            count=count,
            iterated=iterated,
            drift=count - iterated if count is not None and iterated is not None else None,
            allowedDrift=allowed_drift(count) if both and count is not None else None,
            capacity=self.capacity,
            heldBytes=self.held,
            neededBytes=self.needed,
            peakEvidence="capacity" if emptied else None,
            note=self.look.note,
        )


def census(name: str, started: datetime, snapshots: Sequence[Snapshot], top: int) -> dict[str, Any]:
    """Largest first, cut to top (0: all); a map that drifted is never cut, and totals cover everything."""
    problems = [f"{one.id}: {one.look.problem}" for one in snapshots if one.look.problem]
    took = datetime.now(timezone.utc) - started
    maps = sorted((one.fields() for one in snapshots), key=lambda one: (-one.get("heldBytes", 0), one["id"]))
    return {
        "schema": SCHEMA,
        "takenAt": started.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "target": {
            "runtime": "python",
            "version": platform.python_version(),
            "source": "exporter",
            "pid": os.getpid(),
            "name": name,
        },
        "complete": not problems,
        "incompleteReason": _reason(problems, len(snapshots)),
        "durationMillis": max(0, int(took.total_seconds() * 1000)),
        "pauseMillis": 0,
        "totals": _sum(maps),
        "maps": _largest(maps, top),
        "sites": _sites(maps)[: top or None],
        "findings": [],
    }


def _largest(maps: Sequence[dict[str, Any]], top: int) -> list[dict[str, Any]]:
    most = top or len(maps)
    return [one for place, one in enumerate(maps) if place < most or _drifted(one)]


def _drifted(one: dict[str, Any]) -> bool:
    return "drift" in one and abs(one["drift"]) > int(one["allowedDrift"])


def _sites(maps: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    members: dict[str, list[dict[str, Any]]] = {}
    for one in maps:
        members.setdefault(one["site"], []).append(one)
    sites = []
    for site, ones in members.items():
        emptied = "capacity" if any("peakEvidence" in one for one in ones) else None
        sites.append(_known(site=site, type=ones[0]["type"], owner=ones[0]["owner"], peakEvidence=emptied, **_sum(ones)))
    return sorted(sites, key=lambda one: (-one.get("heldBytes", 0), one["site"]))


def _sum(maps: Sequence[dict[str, Any]]) -> dict[str, int]:
    """A sum is known when every part of it is."""
    known = {figure: sum(one[figure] for one in maps) for figure in _FIGURES if all(figure in one for one in maps)}
    return {"maps": len(maps), **known}


def _reason(problems: Sequence[str], maps: int) -> Optional[str]:
    if not problems:
        return None
    more = f" (and {len(problems) - 1} more of {maps} maps)" if len(problems) > 1 else ""
    return problems[0] + more


def _known(**fields: Any) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}
