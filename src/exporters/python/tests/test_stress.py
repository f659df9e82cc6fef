"""Writers at full speed while a census is taken again and again: no false drift. MAPHEALTH_STRESS is how many seconds."""

import os
import threading
import time

from maphealth import Check, ConsistentMapWrapper, Limits, OnDifference, Registry

SECONDS = float(os.environ.get("MAPHEALTH_STRESS", "2").rstrip("s"))


def test_no_false_drift_while_written():
    size = 30_000
    free, guarded, truth = ({i: i for i in range(size)} for _ in range(3))
    lock = threading.Lock()
    wrapper = ConsistentMapWrapper(
        dict(truth), lambda: truth, lock=lock, check=Check.WEAK, on_difference=OnDifference.RAISE
    )
    registry = Registry(limits=Limits(slice_entries=2000, max_hold=1))
    registry.watch("free", free)
    registry.watch("guarded", guarded, lock)
    stop = threading.Event()

    def write():
        key = size
        while not stop.is_set():
            free[key] = key
            del free[key - size]
            with lock:
                for data in (guarded, truth, wrapper):
                    data[key] = key
                    del data[key - size]
            key += 1
            time.sleep(0)

    writer = threading.Thread(target=write)
    writer.start()
    judged = rounds = 0
    try:
        end = time.monotonic() + SECONDS
        while time.monotonic() < end or (not judged and time.monotonic() < end + 60):
            rounds += 1
            for one in registry.census(0)["maps"]:
                if "drift" in one:
                    judged += 1
                    assert abs(one["drift"]) <= one["allowedDrift"], one
            assert abs(len(wrapper) - size) <= 1  # raises where it differs from the truth
    finally:
        stop.set()
        writer.join()
    assert rounds and judged and wrapper.tally.differences == 0
    print(f"{rounds} rounds, {judged} walks judged, {wrapper.tally}")
