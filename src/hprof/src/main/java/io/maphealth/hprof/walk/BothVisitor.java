package io.maphealth.hprof.walk;

import io.maphealth.hprof.record.ClassDump;
import io.maphealth.hprof.record.HeapVisitor;

/// Shows a scan to a visitor of arrays and to a companion. For one thread.
public final class BothVisitor<V extends HeapVisitor> implements HeapVisitor {
    private final HeapVisitor tables;
    private final V companion;
    private boolean forTables;
    private boolean forCompanion;

    public BothVisitor(HeapVisitor tables, V companion) {
        this.tables = tables;
        this.companion = companion;
    }

    public V companion() {
        return companion;
    }

    @Override
    public void unit(int number) {
        tables.unit(number);
        companion.unit(number);
    }

    @Override
    public long[] classes() {
        return companion.classes();
    }

    @Override
    public void classDump(ClassDump dump) {
        companion.classDump(dump);
    }

    @Override
    public boolean seesOtherClasses() {
        return companion.seesOtherClasses();
    }

    @Override
    public void instance(int type, int at, int length) {
        companion.instance(type, at, length);
    }

    @Override
    public void root(int tag, long id, int thread) {
        companion.root(tag, id, thread);
    }

    @Override
    public boolean array(long id, long classId, int length) {
        forTables = tables.array(id, classId, length);
        forCompanion = companion.array(id, classId, length);
        return forTables || forCompanion;
    }

    @Override
    public void elements(int at, int count) {
        if (forTables) {
            tables.elements(at, count);
        }
        if (forCompanion) {
            companion.elements(at, count);
        }
    }

    @Override
    public void endOfArray() {
        if (forTables) {
            tables.endOfArray();
        }
        if (forCompanion) {
            companion.endOfArray();
        }
    }
}
