import threading
import time
from collections import OrderedDict, defaultdict
from collections.abc import Mapping

import pytest

from maphealth import AlreadyRegisteredError, ConsistentMapWrapper, Limits, Registry


class Lying(dict):
    """Counts 20 more than it holds."""

    def __len__(self):
        return super().__len__() + 20


class Broken(Mapping):
    def __getitem__(self, key):
        raise KeyError(key)

    def __len__(self):
        return 3

    def __iter__(self):
        raise LookupError("boom\nsecond line")


def only(registry):
    (one,) = registry.census(0)["maps"]
    return one


def test_a_dict_is_counted_walked_and_measured():
    registry = Registry("shop")
    registry.watch("shop.sessions", {i: i for i in range(1000)})
    one = only(registry)
    assert (one["count"], one["iterated"], one["drift"], one["allowedDrift"]) == (1000, 1000, 0, 10)
    assert one["site"] == "dict shop.sessions"
    assert one["heldBytes"] >= one["neededBytes"] > 0


def test_an_emptied_dict_keeps_its_table_and_says_so():
    registry = Registry()
    data = {i: i for i in range(100_000)}
    for i in range(99_990):
        del data[i]
    registry.watch("shop.drained", data)
    one = only(registry)
    assert one["peakEvidence"] == "capacity"
    assert one["heldBytes"] > 1000 * one["neededBytes"]
    assert one["capacity"] == 262_144


def test_registering_twice_is_refused_and_says_what_to_do():
    registry = Registry()
    data = {}
    with registry.watch("shop.sessions", data):
        with pytest.raises(AlreadyRegisteredError, match="shop.sessions is already registered: close"):
            registry.watch("shop.sessions", data)
        registry.watch("shop.sessions", {})  # equal, but another map
    registry.watch("shop.sessions", data)


def test_a_registration_needs_an_owner():
    with pytest.raises(ValueError, match="no owner"):
        Registry().watch("", {})


def test_maps_of_one_owner_are_one_site():
    registry = Registry()
    for _ in range(3):
        registry.watch("shop.carts", {1: 1})
    census = registry.census(0)
    assert [(site["site"], site["maps"], site["count"]) for site in census["sites"]] == [("dict shop.carts", 3, 3)]
    assert census["totals"]["maps"] == 3


def test_other_mappings_are_walked_too():
    registry = Registry()
    registry.watch("a", OrderedDict(x=1))
    registry.watch("b", defaultdict(int, x=1))
    kinds = {one["type"]: (one["kind"], one["iterated"]) for one in registry.census(0)["maps"]}
    assert kinds == {"collections.OrderedDict": ("python-dict", 1), "collections.defaultdict": ("python-dict", 1)}


def test_planted_drift_is_found_in_small_and_large_maps():
    for size in (100, 50_000):
        registry = Registry(limits=Limits(max_hold=5))
        registry.watch("shop.lying", Lying({i: i for i in range(size)}))
        one = only(registry)
        assert one["drift"] == 20 > one["allowedDrift"]


def test_a_difference_that_cannot_be_made_sure_of_is_unknown_and_says_why():
    registry = Registry(limits=Limits(slice_entries=1000, max_hold=0))
    registry.watch("shop.lying", Lying({i: i for i in range(50_000)}))
    census = registry.census()
    (one,) = census["maps"]
    assert "iterated" not in one and one["count"] == 50_020 and "max_hold is 0 s" in one["note"]
    assert census["complete"]


def test_a_structure_is_visited_by_functions():
    registry = Registry()
    registry.watch_function("shop.lru", "Lru", lambda: iter(range(10)), lambda: 30)
    registry.watch_function("shop.trie", "Trie", lambda: iter(range(7)))
    lru, trie = sorted(registry.census(0)["maps"], key=lambda one: one["owner"])
    assert (lru["count"], lru["iterated"], lru["drift"]) == (30, 10, 20)
    assert trie["iterated"] == 7
    assert "count" not in trie and "heldBytes" not in trie and "drift" not in trie


def test_a_passing_difference_of_a_visited_structure_does_not_stand():
    counts = iter([30, 10, 10])
    registry = Registry()
    registry.watch_function("shop.lru", "Lru", lambda: iter(range(10)), lambda: next(counts))
    assert only(registry)["drift"] == 0


def test_a_map_that_raises_spoils_only_its_own_figures():
    registry = Registry()
    registry.watch("shop.broken", Broken())
    registry.watch("shop.fine", {1: 1})
    census = registry.census(0)
    assert census["complete"] is False
    assert census["incompleteReason"] == "shop.broken#1: LookupError while walked: boom"
    assert [one["iterated"] for one in census["maps"] if one["owner"] == "shop.fine"] == [1]
    assert "iterated" not in census["totals"]


def test_a_lock_that_never_comes_costs_no_more_than_the_patience():
    registry = Registry(limits=Limits(patience=0.05))
    lock = threading.Lock()
    registry.watch("shop.stuck", {1: 1}, lock)
    registry.watch("shop.fine", {1: 1})
    with lock:
        assert "did not come back in time" in registry.census()["incompleteReason"]
        assert "earlier census" in registry.census()["incompleteReason"]
    eventually(lambda: registry.census()["complete"])


def test_a_huge_map_uses_up_its_budget_and_no_more():
    def endless():
        while True:
            yield 1

    registry = Registry(limits=Limits(budget=0.02))
    registry.watch_function("shop.endless", "Endless", endless)
    registry.watch("shop.huge", dict.fromkeys(range(2_000_000)))
    census = registry.census(0)
    assert "time budget used up" in census["incompleteReason"]
    huge = next(one for one in census["maps"] if one["owner"] == "shop.huge")
    assert huge["count"] == 2_000_000 and "iterated" not in huge


def test_a_weak_registration_ends_with_its_holder():
    class Cart:
        def __init__(self):
            self.items = {"tea": 1}

    registry = Registry()
    kept = Cart()
    registry.watch_attribute("Cart.items", kept, "items")
    registry.watch_attribute("Cart.items", Cart(), "items")
    assert registry.census()["totals"]["maps"] == 1
    kept.items = {"tea": 1, "milk": 1}
    assert only(registry)["count"] == 2
    with pytest.raises(AlreadyRegisteredError):
        registry.watch_attribute("Cart.items", kept, "items")


def test_a_census_does_not_set_off_the_checks_of_a_wrapper():
    registry = Registry()
    wrapper = ConsistentMapWrapper({1: 1}, lambda: pytest.fail("compared"))
    registry.watch("shop.prices", wrapper)
    assert only(registry)["count"] == 1


def test_top_cuts_maps_and_sites_and_never_totals():
    registry = Registry()
    registry.watch("small", {1: 1})
    registry.watch("large", dict.fromkeys(range(1000)))
    census = registry.census(1)
    assert [one["owner"] for one in census["maps"]] == ["large"]
    assert len(census["sites"]) == 1
    assert census["totals"]["count"] == 1001


def test_a_map_that_drifted_is_never_cut():
    registry = Registry()
    registry.watch("large", dict.fromkeys(range(1000)))
    registry.watch_function("lying", "Lru", lambda: iter(()), lambda: 30)
    registry.watch_function("fine", "Lru", lambda: iter(()), lambda: 0)
    assert [one["owner"] for one in registry.census(1)["maps"]] == ["large", "lying"]


def eventually(holds):
    end = time.monotonic() + 10
    while time.monotonic() < end:
        if holds():
            return
        time.sleep(0.005)
    pytest.fail("not in 10 seconds")
