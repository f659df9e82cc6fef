"""Figures of BENCHMARKS.md by timeit: `python bench.py`. Each is the least of many repeats: noise only ever adds."""

import platform
import random
import sys
import timeit

import maphealth

KEYS = 10_000


def least(statement, number=20_000, repeat=60, **names):
    """Nanoseconds an operation, of CPU time."""
    import time

    runs = timeit.repeat(statement, globals=names, number=number, repeat=repeat, timer=time.process_time)
    return min(runs) / number * 1e9


def wrapper(**settings):
    data = {f"key-{i}": i for i in range(KEYS)}
    truth = dict(data)
    one = maphealth.ConsistentMapWrapper(data, lambda: truth, heartbeat=3600, **settings)
    len(one)
    return one, data


def row(what, nanos, against=None):
    shown = f"{nanos / 1000:,.1f} us" if nanos >= 10_000 else f"{nanos:.0f} ns"
    ratio = f"{nanos / against:.2f} x" if against else ""
    print(f"| {what} | {shown} | {ratio} |")


def main():
    print(f"Python {platform.python_version()}, {platform.machine()}, {KEYS:,} str keys\n")
    print("| what | least | against dict |\n| --- | --- | --- |")
    strong, data = wrapper()
    keys = list(data)
    random.Random(1).shuffle(keys)
    for what, statement in (("[key]", "m[k]"), ("get(key)", "m.get(k)"), ("key in", "k in m"), ("[key] = value", "m[k] = 1")):
        plain = least(statement, m=dict(data), k=keys[0])
        row(f"dict {what}", plain)
        row(f"wrapper {what}", least(statement, m=wrapper()[0], k=keys[0]), plain)
    plain = least("len(m)", m=dict(data))
    row("dict len()", plain)
    row("wrapper len(), nothing due", least("len(m)", m=strong))
    row("wrapper len(), strong check of 10,000 keys, equal", least("m._clean = 0; len(m)", number=20, m=strong))
    other = {key: str(value) + "x" for key, value in data.items()}
    differing = maphealth.ConsistentMapWrapper(
        data, lambda: other, on_difference=maphealth.OnDifference.REPORT, on_report=lambda _: None, lock=_NoLock()
    )
    row("wrapper len(), strong check of 10,000 keys, all differ", least("m._clean = 0; len(m)", number=5, m=differing))
    weak, _ = wrapper(check=maphealth.Check.WEAK, pause=3600.0)
    row("wrapper len(), weak, check due and waiting", least("m._clean = 0; len(m)", m=weak))
    submit = maphealth.wrapper._Background()
    submit._thread = _Idle()
    row("handing a weak check to the background", least("b.check(m)", number=2000, b=submit, m=weak))
    registry = maphealth.Registry()
    million = dict.fromkeys(range(1_000_000))
    registry.watch("million", million)
    row("census of a dict of 1,000,000", least("r.census()", number=1, repeat=20, r=registry))


class _NoLock:
    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass


class _Idle:
    def is_alive(self):
        return True


if __name__ == "__main__":
    sys.exit(main())
