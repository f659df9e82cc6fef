import random
import sys

from maphealth import layout


def test_this_interpreter_is_known():
    assert layout._LAYOUTS


def test_held_is_what_the_interpreter_says():
    for size in (0, 1, 5, 6, 100, 10_000):
        data = {i: i for i in range(size)}
        assert layout.table_of(data).held == sys.getsizeof(data)


def test_needed_is_what_a_copy_takes():
    source = random.Random(1)
    for keys in (int, str, float):
        for _ in range(60):
            data = {keys(i): None for i in range(source.randrange(1, 1 << source.randrange(2, 17)))}
            for key in source.sample(list(data), len(data) * source.randrange(4) // 4):
                del data[key]
            table = layout.table_of(data)
            if data:
                assert table.needed <= sys.getsizeof(dict(list(data.items()))), (keys, len(data))
                assert table.capacity * 2 // 3 >= len(data)
            assert table.needed <= table.held


def test_an_emptied_dict_needs_what_its_copy_holds():
    data = {i: i for i in range(50_000)}
    for i in range(49_000):
        del data[i]
    assert layout.table_of(data).needed == sys.getsizeof(data.copy())


def test_a_table_that_is_shared_is_not_guessed_at():
    class Point:
        def __init__(self):
            self.x = self.y = 1

    point, shared = Point(), Point()
    table = layout.table_of(vars(shared))
    assert table.held > 0 and (table.capacity is None or table.capacity >= len(vars(point)))
