import gc
import threading
import time
import weakref

import pytest

from maphealth import Check, ConsistentMapWrapper, InconsistencyError, OnDifference


class Truth:
    def __init__(self, data):
        self.data = data
        self.asked = 0

    def __call__(self):
        self.asked += 1
        return self.data


def test_it_is_a_mapping():
    truth = {}
    wrapper = ConsistentMapWrapper({}, lambda: truth)
    for key in ("a", "b", "c"):
        wrapper[key] = truth[key] = key.upper()
    assert (wrapper["a"], wrapper.get("x"), "b" in wrapper, list(wrapper), len(wrapper)) == ("A", None, True, ["a", "b", "c"], 3)
    wrapper.update(d="D")
    truth["d"] = "D"
    assert wrapper.pop("d") == truth.pop("d")
    del wrapper["a"], truth["a"]
    assert dict(wrapper) == truth == {"b": "B", "c": "C"}
    assert wrapper == truth
    wrapper.clear()
    truth.clear()
    assert len(wrapper) == 0 and not wrapper
    with pytest.raises(KeyError):
        wrapper["a"]


def test_a_strong_check_raises_with_the_differing_keys():
    wrapper = ConsistentMapWrapper({"a": 1, "b": 2, "x": 0}, lambda: {"a": 1, "b": 3, "c": 4}, name="prices")
    with pytest.raises(InconsistencyError) as caught:
        len(wrapper)
    assert (caught.value.missing, caught.value.extra, caught.value.different) == (("c",), ("x",), ("b",))
    assert str(caught.value) == (
        "prices: 3 keys differ from the source of truth (missing: 'c'; extra: 'x'; different: 'b')"
    )


def test_the_keys_of_an_error_are_bounded_and_its_total_is_not():
    wrapper = ConsistentMapWrapper({}, lambda: dict.fromkeys(range(10_000)), most_keys=5)
    with pytest.raises(InconsistencyError) as caught:
        len(wrapper)
    assert (len(caught.value.missing), caught.value.total) == (5, 10_000)
    huge = ConsistentMapWrapper({}, lambda: {"k" * 100_000: 1})
    with pytest.raises(InconsistencyError) as caught:
        len(huge)
    assert len(str(caught.value)) < 300


def test_a_check_is_due_after_a_write_and_after_a_heartbeat_only():
    truth = Truth({})
    wrapper = ConsistentMapWrapper({}, truth, heartbeat=3600)
    for _ in range(10):
        len(wrapper)
    assert truth.asked == 1
    wrapper["a"] = truth.data["a"] = 1
    len(wrapper), len(wrapper)
    assert truth.asked == 2
    eager = ConsistentMapWrapper({}, Truth({}), heartbeat=0)
    len(eager), len(eager)
    assert eager.tally.checks == 2


def test_a_write_past_the_wrapper_is_seen_by_the_heartbeat():
    data = {}
    wrapper = ConsistentMapWrapper(data, dict, heartbeat=0)
    assert len(wrapper) == 0
    data["smuggled"] = 1
    with pytest.raises(InconsistencyError, match="smuggled"):
        len(wrapper)


def test_repair_makes_it_equal_to_the_truth_in_place():
    data = {"a": 1, "b": 2, "x": 0}
    truth = {"a": 1, "b": 3, "c": 4}
    wrapper = ConsistentMapWrapper(data, lambda: truth, on_difference=OnDifference.REPAIR)
    assert len(wrapper) == 3
    assert data == truth and wrapper.wrapped is data
    assert wrapper.tally.repairs == 1


def test_report_tells_and_answers():
    told = []
    wrapper = ConsistentMapWrapper({}, lambda: {"a": 1}, on_difference=OnDifference.REPORT, on_report=told.append)
    assert len(wrapper) == 0
    assert [error.missing for error in told] == [("a",)]


def test_without_a_listener_a_report_is_a_warning(caplog):
    len(ConsistentMapWrapper({}, lambda: {"a": 1}, name="prices", on_difference=OnDifference.REPORT))
    assert [(record.name, record.levelname) for record in caplog.records] == [("maphealth", "WARNING")]
    assert "prices: 1 keys differ" in caplog.text


def test_values_need_not_be_compared():
    assert len(ConsistentMapWrapper({"a": 1}, lambda: {"a": 2}, compare_values=False)) == 1


def test_a_weak_check_answers_at_once_and_raises_at_the_next_len():
    asked = threading.Event()
    go_on = threading.Event()

    def truth():
        asked.set()
        assert go_on.wait(10)
        return {"a": 1}

    wrapper = ConsistentMapWrapper({}, truth, check=Check.WEAK)
    assert len(wrapper) == 0
    assert asked.wait(10)
    assert len(wrapper) == 0  # still being checked
    go_on.set()
    eventually(lambda: wrapper.tally.differences)
    with pytest.raises(InconsistencyError):
        len(wrapper)


def test_a_truth_that_raises_in_the_background_is_logged_and_the_next_check_runs(caplog):
    answers = iter([ValueError("database gone"), {}])

    def truth():
        answer = next(answers)
        if isinstance(answer, Exception):
            raise answer
        return answer

    wrapper = ConsistentMapWrapper({}, truth, check=Check.WEAK, pause=0, heartbeat=0, name="prices")
    assert len(wrapper) == 0
    eventually(lambda: "a weak check of prices failed" in caplog.text)
    eventually(lambda: len(wrapper) == 0 and wrapper.tally.checks == 1)


def test_a_difference_that_passes_does_not_count():
    looks = iter([{}, {"a": 1}, {"a": 1}])
    wrapper = ConsistentMapWrapper({"a": 1}, lambda: next(looks), settle=0)
    assert len(wrapper) == 1
    assert wrapper.tally.differences == 0


def test_a_truth_that_is_written_all_the_time_is_no_difference():
    def truth():
        raise RuntimeError("dictionary changed size during iteration")

    wrapper = ConsistentMapWrapper({"a": 1}, truth, settle=0)
    assert len(wrapper) == 1
    assert wrapper.tally.unsettled == 1


def test_a_wrapper_and_its_class_go_when_nobody_has_them():
    wrapper = ConsistentMapWrapper({}, dict, check=Check.WEAK)
    len(wrapper)
    gone = weakref.ref(wrapper), weakref.ref(type(wrapper))
    del wrapper
    eventually(lambda: gc.collect() >= 0 and gone[0]() is None and gone[1]() is None)


def eventually(holds):
    end = time.monotonic() + 10
    while time.monotonic() < end:
        if holds():
            return
        time.sleep(0.005)
    pytest.fail("not in 10 seconds")
