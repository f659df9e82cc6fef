package io.maphealth.hprof.composite;

import io.maphealth.hprof.capture.Budget;
import io.maphealth.hprof.heap.ClassIndex;
import io.maphealth.hprof.heap.CompactIds;
import io.maphealth.hprof.record.HeapScan;
import io.maphealth.hprof.record.HeapVisitor;
import io.maphealth.hprof.record.Window;
import io.maphealth.javamaps.LongLog;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// What was kept of the instances that the composite maps of a dump are made of.
record Parts(Rows holders, Rows nodes, Rows buckets, Rows flags, Rows maps) {
    static Parts collect(HeapScan scan, ClassIndex<PartsPlan.Planned> plan, CompactIds ids, Budget budget)
            throws IOException, InterruptedException {
        List<Collector> collectors =
                scan.scan(window -> new Collector(plan, ids, budget, window)).visitors();
        return new Parts(
                rows(collectors, Part.Kind.HOLDER),
                rows(collectors, Part.Kind.NODE),
                rows(collectors, Part.Kind.BUCKET),
                rows(collectors, Part.Kind.FLAGS),
                rows(collectors, Part.Kind.MAP));
    }

    /// The entries of a bucket, 1 for what is none.
    long entriesOf(int object) {
        long entries = 0;
        int next = object;
        for (int hops = 0; hops <= buckets.size(); hops++) {
            int row = buckets.find(next);
            if (row < 0) {
                return entries + 1;
            }
            int last = (int) buckets.second(row);
            if (buckets.find(last) < 0) {
                return entries + buckets.first(row);
            }
            entries += buckets.first(row) - 1;
            next = last;
        }
        return entries;
    }

    /// The value that stands for none in a map's table, 0 where the map does not say.
    long missingOf(int map) {
        int row = maps.find(map);
        return row < 0 ? 0 : maps.third(row);
    }

    private static Rows rows(List<Collector> collectors, Part.Kind kind) {
        return Rows.of(collectors.stream().map(collector -> collector.log(kind)).toList());
    }

    /// Takes what the plan asks for of every instance. For one thread.
    private static final class Collector implements HeapVisitor {
        private final ClassIndex<PartsPlan.Planned> plan;
        private final CompactIds ids;
        private final Window window;
        private final Map<Part.Kind, LongLog> logs = new EnumMap<>(Part.Kind.class);

        Collector(ClassIndex<PartsPlan.Planned> plan, CompactIds ids, Budget budget, Window window) {
            this.plan = plan;
            this.ids = ids;
            this.window = window;
            for (Part.Kind kind : Part.Kind.values()) {
                logs.put(kind, new LongLog(budget::log));
            }
        }

        LongLog log(Part.Kind kind) {
            LongLog log = logs.get(kind);
            if (log == null) {
                throw new IllegalStateException(kind + " has no log");
            }
            return log;
        }

        @Override
        public long[] classes() {
            return plan.ids();
        }

        @Override
        public void instance(int type, int at, int length) {
            PartsPlan.Planned planned = plan.at(type);
            int object = ids.of(window.idOfInstance(at));
            if (object != 0 && length >= planned.bytes()) {
                planned.part().take(log(planned.part().kind()), new Part.Instance(ids, window, object, at));
            }
        }
    }
}
