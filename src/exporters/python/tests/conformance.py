"""Registers the maps that the exporters of all languages are compared by, serves them, says where, and ends with its
standard input."""

import sys

import maphealth


class Shop:
    def __init__(self):
        self.sessions = filled(1000)
        self.drained = filled(20_000)
        for i in range(10, 20_000):
            del self.drained[f"key-{i}"]
        self.carts = [{1: 1} for _ in range(3)]


def filled(entries):
    return {f"key-{i}": i for i in range(entries)}


def broken():
    raise RuntimeError("walked while broken")


def main():
    registry = maphealth.Registry("shop")
    shop = Shop()
    registry.watch("shop.sessions", shop.sessions)
    registry.watch("shop.drained", shop.drained)
    for cart in shop.carts:
        registry.watch("shop.carts", cart)
    registry.watch_function("shop.lying", "Lying", lambda: iter(range(10)), lambda: 30)
    if "broken" in sys.argv[1:]:
        registry.watch_function("shop.broken", "Broken", broken)
    with maphealth.serve(registry, port=0) as server:
        print(f"READY url={server.url}", flush=True)
        sys.stdin.read()


main()
