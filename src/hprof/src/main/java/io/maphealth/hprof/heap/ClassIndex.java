package io.maphealth.hprof.heap;

import java.util.Map;

/// What is to be done with the instances of each of some classes. Never changed once made.
public final class ClassIndex<T> {
    private final long[] ids;
    private final Object[] values;

    public ClassIndex(Map<Long, T> byId) {
        this.ids = new long[byId.size()];
        this.values = new Object[ids.length];
        int place = 0;
        for (Map.Entry<Long, T> entry : byId.entrySet()) {
            ids[place] = entry.getKey();
            values[place++] = entry.getValue();
        }
    }

    /// How many classes there are something for.
    public int size() {
        return ids.length;
    }

    /// The ids of these classes.
    public long[] ids() {
        return ids.clone();
    }

    /// What was put for the class at a place among [#ids]: this is the innermost loop.
    @SuppressWarnings("unchecked")
    public T at(int place) {
        return (T) values[place];
    }
}
