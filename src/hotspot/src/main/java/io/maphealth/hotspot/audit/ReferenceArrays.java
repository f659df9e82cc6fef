package io.maphealth.hotspot.audit;

import io.maphealth.process.Window;
import java.util.function.LongConsumer;

/// Reads arrays of references where a map says that its table is: only what really is one, in pieces of bounded size.
/// For one thread.
final class ReferenceArrays {
    private static final int WINDOW = 1 << 18;
    private static final int HEADER = 24;
    private static final String OBJECT_ARRAY = "[L";

    private final LiveJvm jvm;
    private final int referenceBytes;
    private final Window window = new Window(WINDOW);

    ReferenceArrays(LiveJvm jvm) {
        this.jvm = jvm;
        this.referenceBytes = jvm.references().bytes();
    }

    /// Reads what the next calls will ask for, so that neighbours cost one read.
    void readAhead(long from, long to) {
        if (!window.covers(from, to - from)) {
            window.load(jvm.memory(), from, (int) Math.min(WINDOW, to - from));
        }
    }

    /// Forgets what was read ahead: the next call sees the memory as it is then.
    void forget() {
        window.load(jvm.memory(), 0, 0);
    }

    /// The array's length, or -1 when there is no array of references at the address (any more).
    long length(long array) {
        if (!window.covers(array, HEADER)) {
            window.load(jvm.memory(), array, WINDOW);
        }
        if (!window.covers(array, HEADER)) {
            return -1;
        }
        int classNumber = jvm.classes().of(jvm.headers().klassAt(window, array));
        if (classNumber < 0 || !jvm.classes().get(classNumber).name().startsWith(OBJECT_ARRAY)) {
            return -1;
        }
        return window.unsignedIntAt(array + jvm.headers().kind().lengthOffset());
    }

    /// Hands over the elements in order, nulls as 0.
    ///
    /// @return false when memory ended before the array did
    boolean elements(long array, long length, LongConsumer to) {
        long at = array + jvm.firstElement();
        long end = at + length * referenceBytes;
        for (; at < end; at += referenceBytes) {
            if (!window.covers(at, referenceBytes)) {
                window.load(jvm.memory(), at, (int) Math.min(WINDOW, end - at));
                if (!window.covers(at, referenceBytes)) {
                    return false;
                }
            }
            to.accept(jvm.references().at(window, at));
        }
        return true;
    }
}
