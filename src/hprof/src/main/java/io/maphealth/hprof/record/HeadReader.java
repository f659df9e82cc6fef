package io.maphealth.hprof.record;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads the head of a dump: HotSpot writes all strings, all LOAD_CLASS records and all class definitions before the
/// first object. Goes over it twice, so that of the strings only those are kept that name a class or a field.
public final class HeadReader {
    private static final int WINDOW_BYTES = 64 << 10;
    private static final int MOST_CLASSES = 2_000_000;
    private static final int MOST_NAME_BYTES = 1 << 16;

    private final DumpFile dump;
    private final Map<Long, Long> nameOfClass = new HashMap<>();
    private final List<ClassDump> classes = new ArrayList<>();
    private final Set<Long> wanted = new HashSet<>();
    private final Map<Long, String> strings = new HashMap<>();
    private long firstObject;

    public HeadReader(DumpFile dump) {
        this.dump = dump;
    }

    public Head read() throws IOException, MalformedDumpException {
        long end = readClasses();
        if (classes.isEmpty()) {
            throw new MalformedDumpException("heap segment", end, "the dump ends before any class definition");
        }
        for (ClassDump dumped : classes) {
            dumped.fields().forEach(field -> wanted.add(field.name()));
            dumped.statics().forEach(field -> wanted.add(field.name()));
        }
        wanted.addAll(nameOfClass.values());
        readStrings(end);
        Map<Long, String> classNames = HashMap.newHashMap(nameOfClass.size());
        nameOfClass.forEach((id, name) -> classNames.put(id, strings.getOrDefault(name, "?")));
        return new Head(classNames, strings, classes, firstObject);
    }

    private long readClasses() throws IOException, MalformedDumpException {
        try (Window window = dump.window(dump.firstRecord(), WINDOW_BYTES)) {
            return readClasses(window);
        }
    }

    private long readClasses(Window window) throws IOException, MalformedDumpException {
        TopLevel records = new TopLevel(window);
        UntilFirstObject visitor = new UntilFirstObject(window);
        SubRecords subRecords = new SubRecords(window, visitor);
        visitor.stop = subRecords::stop;
        while (!visitor.met && records.next()) {
            if (records.tag() == Tags.LOAD_CLASS) {
                loadClass(window);
            } else if (Tags.isSegment(records.tag())) {
                subRecords.scan(records.bodyEnd());
            }
        }
        return window.position();
    }

    private void loadClass(Window window) throws IOException, MalformedDumpException {
        int idBytes = dump.idBytes();
        if (!window.has(8 + 2 * idBytes)) {
            throw new MalformedDumpException("LOAD_CLASS", window.position(), "the dump ends within");
        }
        nameOfClass.put(window.id(window.at() + 4), window.id(window.at() + 8 + idBytes));
        checkNumber(window);
    }

    private void checkNumber(Window window) throws MalformedDumpException {
        if (nameOfClass.size() > MOST_CLASSES || classes.size() > MOST_CLASSES) {
            throw new MalformedDumpException("LOAD_CLASS", window.position(), "more than 2 million classes");
        }
    }

    private void readStrings(long end) throws IOException, MalformedDumpException {
        try (Window window = dump.window(dump.firstRecord(), WINDOW_BYTES)) {
            readStrings(window, end);
        }
    }

    private void readStrings(Window window, long end) throws IOException, MalformedDumpException {
        TopLevel records = new TopLevel(window);
        int idBytes = dump.idBytes();
        while (window.position() < end && records.next()) {
            if (records.tag() != Tags.UTF8 || !window.has(idBytes)) {
                continue;
            }
            long id = window.id(window.at());
            long bytes = records.bodyBytes() - idBytes;
            if (wanted.contains(id) && bytes >= 0 && bytes <= MOST_NAME_BYTES && window.has(idBytes + (int) bytes)) {
                byte[] text = window.copy(window.at() + idBytes, (int) bytes);
                strings.put(id, new String(text, StandardCharsets.UTF_8));
            }
        }
    }

    private final class UntilFirstObject implements HeapVisitor {
        private final Window window;
        private boolean met;
        private Runnable stop = () -> {};

        UntilFirstObject(Window window) {
            this.window = window;
        }

        @Override
        public void classDump(ClassDump dumped) {
            if (classes.size() <= MOST_CLASSES) {
                classes.add(dumped);
            }
        }

        @Override
        public boolean seesOtherClasses() {
            return true;
        }

        @Override
        public void instance(int type, int at, int length) {
            end(window.idOfInstance(at));
        }

        @Override
        public boolean array(long id, long classId, int length) {
            end(id);
            return false;
        }

        private void end(long id) {
            firstObject = id;
            met = true;
            stop.run();
        }
    }
}
