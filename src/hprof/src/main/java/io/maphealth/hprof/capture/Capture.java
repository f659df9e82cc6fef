package io.maphealth.hprof.capture;

import io.maphealth.javamaps.NodeMark;
import java.util.OptionalInt;

/// What to keep of an instance when it passes by: offsets into its field values, found by name once for each class.
sealed interface Capture {
    /// Keeps what is needed of an object whose field values start at an index of the log's window.
    void take(CaptureLog log, long id, int at);

    /// A map: what it says of itself, and where it is entered. Offsets that a class does not have are -1.
    record OfMap(MapKind kind, int count, boolean longCount, int entrance, int modCount, int cells, int nextTable)
            implements Capture {
        @Override
        public void take(CaptureLog log, long id, int at) {
            log.map(new MapRow(
                    log.ids().of(id),
                    kind.number(),
                    longCount ? log.window().i8(at + count) : log.window().i4(at + count),
                    modCount < 0 ? 0 : log.window().i4(at + modCount),
                    log.reference(at + entrance),
                    cells < 0 ? 0 : log.reference(at + cells),
                    nextTable < 0 ? 0 : log.reference(at + nextTable)));
        }
    }

    /// A node of a chain. Most have no next and leave nothing.
    record OfChain(int next, OptionalInt mark) implements Capture {
        @Override
        public void take(CaptureLog log, long id, int at) {
            long follower = log.window().id(at + next);
            if (follower != 0) {
                log.next(id, follower);
            }
            if (mark.isPresent()) {
                log.mark(id, mark.getAsInt());
            }
        }
    }

    /// A node of a chain that is stale without its referent.
    record OfWeakChain(int next, int referent) implements Capture {
        @Override
        public void take(CaptureLog log, long id, int at) {
            long follower = log.window().id(at + next);
            if (follower != 0) {
                log.next(id, follower);
            }
            if (log.window().id(at + referent) == 0) {
                log.mark(id, NodeMark.STALE.number());
            }
        }
    }

    /// A stand-in that is no entry and has nothing after it.
    record OfMark(int mark) implements Capture {
        @Override
        public void take(CaptureLog log, long id, int at) {
            log.mark(id, mark);
        }
    }

    /// A node of a tree. Half of them are leaves and leave nothing.
    record OfBranch(int left, int right) implements Capture {
        @Override
        public void take(CaptureLog log, long id, int at) {
            long less = log.window().id(at + left);
            if (less != 0) {
                log.left(id, less);
            }
            long more = log.window().id(at + right);
            if (more != 0) {
                log.right(id, more);
            }
        }
    }

    /// A cell of a striped count.
    record OfCell(int value) implements Capture {
        @Override
        public void take(CaptureLog log, long id, int at) {
            log.cell(id, log.window().i8(at + value));
        }
    }

    /// A wrapper around a map.
    record OfWrapper(int kind, int map) implements Capture {
        @Override
        public void take(CaptureLog log, long id, int at) {
            long inner = log.window().id(at + map);
            if (inner != 0) {
                log.wrapper(id, inner, kind);
            }
        }
    }
}
