package io.maphealth.hprof.composite;

import io.maphealth.hprof.heap.CompactIds;
import io.maphealth.hprof.record.Window;
import io.maphealth.javamaps.LongLog;
import java.util.List;

/// What to keep of an instance that maps may be made of: up to three numbers, by offsets into its field values. Offsets
/// that a class does not have are -1.
sealed interface Part {
    /// Which of the [Parts] it belongs to.
    Kind kind();

    void take(LongLog log, Instance instance);

    enum Kind {
        HOLDER,
        NODE,
        BUCKET,
        FLAGS,
        MAP
    }

    /// An instance that passes by, its field values in the window from index `at` on.
    record Instance(CompactIds ids, Window window, int id, int at) {
        int reference(int offset) {
            return ids.of(window.id(at + offset));
        }
    }

    /// An object that holds a table: the table.
    record Holder(int table) implements Part {
        @Override
        public Kind kind() {
            return Kind.HOLDER;
        }

        @Override
        public void take(LongLog log, Instance instance) {
            new Rows.Row(instance.id(), instance.reference(table), 0, 0).write(log);
        }
    }

    /// A node of a trie: its content, how many entries are in it, and the entries from it on.
    record Node(int content, int entryBits, int size) implements Part {
        @Override
        public Kind kind() {
            return Kind.NODE;
        }

        @Override
        public void take(LongLog log, Instance instance) {
            Window window = instance.window();
            new Rows.Row(
                            instance.id(),
                            instance.reference(content),
                            Integer.bitCount(window.i4(instance.at() + entryBits)),
                            window.i4(instance.at() + size))
                    .write(log);
        }
    }

    /// An object that stands for several entries: how many slots are taken, and what is in the last.
    record Bucket(List<Integer> slots) implements Part {
        @Override
        public Kind kind() {
            return Kind.BUCKET;
        }

        @Override
        public void take(LongLog log, Instance instance) {
            long taken = slots.stream()
                    .filter(slot -> instance.window().id(instance.at() + slot) != 0)
                    .count();
            new Rows.Row(instance.id(), taken, instance.reference(slots.getLast()), 0).write(log);
        }
    }

    /// Flags of which each stands for an entry.
    record Flags(List<Integer> flags) implements Part {
        @Override
        public Kind kind() {
            return Kind.FLAGS;
        }

        @Override
        public void take(LongLog log, Instance instance) {
            long set = flags.stream()
                    .filter(flag -> instance.window().u1(instance.at() + flag) != 0)
                    .count();
            new Rows.Row(instance.id(), set, 0, 0).write(log);
        }
    }

    /// A map with primitive keys: its flag, the object with its flags, and the value that stands for none.
    record PrimitiveMap(int flag, int flags, int missingInt, int missingLong) implements Part {
        @Override
        public Kind kind() {
            return Kind.MAP;
        }

        @Override
        public void take(LongLog log, Instance instance) {
            Window window = instance.window();
            int at = instance.at();
            long missing =
                    missingLong >= 0 ? window.i8(at + missingLong) : missingInt >= 0 ? window.i4(at + missingInt) : 0;
            new Rows.Row(
                            instance.id(),
                            flag < 0 ? 0 : window.u1(at + flag),
                            flags < 0 ? 0 : instance.reference(flags),
                            missing)
                    .write(log);
        }
    }
}
