package io.maphealth.hprof.capture;

import io.maphealth.javamaps.NodeMark;
import java.util.List;
import java.util.OptionalInt;

/// What to keep of an instance when it passes by: offsets into its field values, found by name once for each class.
sealed interface Capture {
    /// Keeps what is needed of an object whose field values start at an index of the log's window.
    void take(CaptureLog log, int at);

    /// A map: what it says of itself, and where it is entered. Offsets that a class does not have are -1.
    record OfMap(
            MapKind kind,
            int count,
            boolean longCount,
            int entrance,
            int modCount,
            int extraEntry,
            int cells,
            int nextTable)
            implements Capture {
        @Override
        public void take(CaptureLog log, int at) {
            log.map(new MapRow(
                    log.instance(at),
                    kind.number(),
                    count(log, at),
                    modCountOrExtra(log, at),
                    log.reference(at + entrance),
                    cells < 0 ? 0 : log.reference(at + cells),
                    nextTable < 0 ? 0 : log.reference(at + nextTable)));
        }

        private long count(CaptureLog log, int at) {
            if (count < 0) {
                return 0;
            }
            return longCount ? log.window().i8(at + count) : log.window().i4(at + count);
        }

        private int modCountOrExtra(CaptureLog log, int at) {
            if (extraEntry >= 0) {
                return log.window().u1(at + extraEntry);
            }
            return modCount < 0 ? 0 : log.window().i4(at + modCount);
        }
    }

    /// A node of a chain. Most have no next and leave nothing but their hash, where there is room for hashes.
    record OfChain(int next, int hash, OptionalInt mark) implements Capture {
        @Override
        public void take(CaptureLog log, int at) {
            if (hash >= 0) {
                log.hash(at, log.window().i4(at + hash));
            }
            long follower = log.window().id(at + next);
            if (follower != 0) {
                log.next(at, follower);
            }
            if (mark.isPresent()) {
                log.mark(at, mark.getAsInt());
            }
        }
    }

    /// A node of a chain that is stale without its referent.
    record OfWeakChain(int next, int hash, int referent) implements Capture {
        @Override
        public void take(CaptureLog log, int at) {
            log.hash(at, log.window().i4(at + hash));
            long follower = log.window().id(at + next);
            if (follower != 0) {
                log.next(at, follower);
            }
            if (log.window().id(at + referent) == 0) {
                log.mark(at, NodeMark.STALE.number());
            }
        }
    }

    /// A node of a list that is no entry without its value.
    record OfValueChain(int next, int value) implements Capture {
        @Override
        public void take(CaptureLog log, int at) {
            log.hash(at, 0);
            long follower = log.window().id(at + next);
            if (follower != 0) {
                log.next(at, follower);
            }
            if (log.window().id(at + value) == 0) {
                log.mark(at, NodeMark.DELETED.number());
            }
        }
    }

    /// A `LongAdder` that may be the count of a map.
    record OfAdder(int base, int cells) implements Capture {
        @Override
        public void take(CaptureLog log, int at) {
            log.adder(at, log.window().i8(at + base), log.window().id(at + cells));
        }
    }

    /// A stand-in that is no entry and has nothing after it.
    record OfMark(int mark) implements Capture {
        @Override
        public void take(CaptureLog log, int at) {
            log.mark(at, mark);
        }
    }

    /// A node of a tree. Half of them are leaves and leave nothing.
    record OfBranch(int left, int right) implements Capture {
        @Override
        public void take(CaptureLog log, int at) {
            long less = log.window().id(at + left);
            if (less != 0) {
                log.left(at, less);
            }
            long more = log.window().id(at + right);
            if (more != 0) {
                log.right(at, more);
            }
        }
    }

    /// An entry that a table refers to, of which only the size is of interest.
    record OfNothing() implements Capture {
        @Override
        public void take(CaptureLog log, int at) {}
    }

    /// An entry in a cell of a table that is stale without its referent.
    record OfWeakCell(int referent) implements Capture {
        @Override
        public void take(CaptureLog log, int at) {
            if (log.window().id(at + referent) == 0) {
                log.mark(at, NodeMark.STALE.number());
            }
        }
    }

    /// An object that is several of these at once: a map that is an entry of another.
    record OfSeveral(List<Capture> captures) implements Capture {
        @Override
        public void take(CaptureLog log, int at) {
            captures.forEach(capture -> capture.take(log, at));
        }
    }

    /// A cell of a striped count.
    record OfCell(int value) implements Capture {
        @Override
        public void take(CaptureLog log, int at) {
            log.cell(at, log.window().i8(at + value));
        }
    }

    /// A wrapper around a map.
    record OfWrapper(int kind, int map) implements Capture {
        @Override
        public void take(CaptureLog log, int at) {
            long inner = log.window().id(at + map);
            if (inner != 0) {
                log.wrapper(at, inner, kind);
            }
        }
    }
}
