package io.maphealth.hprof.record;

import io.maphealth.javamaps.ClassSlots;
import java.io.EOFException;
import java.io.IOException;
import java.util.stream.LongStream;

/// Takes heap segments apart and shows the parts to a visitor. For one thread.
final class SubRecords {
    private static final int PIECE = 1 << 17;

    private final Window window;
    private final HeapVisitor visitor;
    private final int idBytes;
    private final int instanceHeader;
    private final int primitiveHeader;
    private final boolean primitives;
    /// By their ids as they stand in the dump: most instances are passed over before any byte is turned round.
    private final ClassSlots classes;
    private final boolean otherClasses;
    private boolean stopped;

    SubRecords(Window window, HeapVisitor visitor) {
        this.window = window;
        this.visitor = visitor;
        this.idBytes = window.idBytes();
        this.instanceHeader = 1 + 2 * idBytes + 8;
        this.primitiveHeader = 1 + idBytes + 9;
        this.primitives = visitor.seesPrimitives();
        this.classes = ClassSlots.inOrder(
                LongStream.of(visitor.classes()).map(window::raw).toArray());
        this.otherClasses = visitor.seesOtherClasses();
    }

    /// Ends the scan before the next sub-record; called by a visitor that has seen enough.
    void stop() {
        stopped = true;
    }

    /// Scans sub-records from where the window is to a position.
    void scan(long until) throws IOException, MalformedDumpException {
        stopped = false;
        while (!stopped && window.position() < until) {
            wholeObjects(until);
            if (stopped || window.position() >= until) {
                return;
            }
            if (!window.has(1)) {
                if (until == Long.MAX_VALUE) {
                    return;
                }
                throw malformed("heap segment", window.position(), "the dump ends within");
            }
            one(until);
        }
    }

    /// Scans one array of references, by where its elements start, and of its pieces those whose turn it is.
    void array(long elements, int turn, int turns) throws IOException, MalformedDumpException {
        window.skip(elements - instanceHeader - window.position());
        if (!window.has(instanceHeader)) {
            return;
        }
        long start = window.position();
        try {
            objectArray(Long.MAX_VALUE, turn, turns);
        } catch (EOFException e) {
            throw malformed(Tags.name(Tags.OBJECT_ARRAY_DUMP), start, "the dump ends within");
        }
    }

    /// Scans the sub-record where the window is, which has to end before a position.
    private void one(long until) throws IOException, MalformedDumpException {
        long start = window.position();
        int tag = window.u1(window.at());
        try {
            switch (tag) {
                case Tags.INSTANCE_DUMP -> instance();
                case Tags.OBJECT_ARRAY_DUMP -> objectArray(until, 0, 1);
                case Tags.PRIMITIVE_ARRAY_DUMP -> primitiveArray(until);
                case Tags.CLASS_DUMP -> visitor.classDump(new ClassDumpReader(window).read());
                case Tags.PRIMITIVE_ARRAY_NO_DATA -> skip(1 + 2 * idBytes + 5);
                default -> root(tag);
            }
        } catch (EOFException e) {
            throw malformed(Tags.name(tag), start, "the dump ends within");
        }
        if (window.position() > until) {
            throw malformed(Tags.name(tag), start, "reaches beyond its segment");
        }
    }

    /// Goes over objects that are in memory as a whole, which nearly all are, and stops before anything else.
    private void wholeObjects(long until) {
        int end = window.endBefore(until);
        int at = window.at();
        while (end - at >= instanceHeader && !stopped) {
            int next = switch (window.u1(at)) {
                case Tags.INSTANCE_DUMP -> wholeInstance(at, end);
                case Tags.PRIMITIVE_ARRAY_DUMP -> wholePrimitiveArray(at, end);
                case Tags.OBJECT_ARRAY_DUMP -> wholeObjectArray(at, end);
                default -> at;
            };
            if (next == at) {
                break;
            }
            at = next;
        }
        window.advance(at - window.at());
    }

    /// Where the next record starts; the same index when this one is not in memory as a whole.
    private int wholeInstance(int at, int end) {
        int values = at + instanceHeader;
        int length = window.i4(values - 4);
        if (length < 0 || length > end - values) {
            return at;
        }
        int type = classes.get(window.rawId(at + 5 + idBytes));
        if (type != ClassSlots.NONE || otherClasses) {
            visitor.instance(type, values, length);
        }
        return values + length;
    }

    private int wholePrimitiveArray(int at, int end) {
        int values = at + primitiveHeader;
        int width = FieldType.bytes(window.u1(values - 1), idBytes);
        long bytes = (window.i4(at + 5 + idBytes) & 0xFFFF_FFFFL) * width;
        if (width == 0 || bytes > end - values) {
            return at;
        }
        if (primitives && visitor.primitives(window.id(at + 1), window.u1(values - 1), (int) (bytes / width))) {
            visitor.elements(values, (int) (bytes / width));
            visitor.endOfArray();
        }
        return values + (int) bytes;
    }

    private int wholeObjectArray(int at, int end) {
        int values = at + instanceHeader;
        int length = window.i4(at + 5 + idBytes);
        if (length < 0 || length > (end - values) / idBytes) {
            return at;
        }
        if (visitor.array(window.id(at + 1), window.id(at + 9 + idBytes), length)) {
            visitor.elements(values, length);
            visitor.endOfArray();
        }
        return values + length * idBytes;
    }

    private void instance() throws IOException, MalformedDumpException {
        int header = instanceHeader;
        window.need(header);
        int at = window.at();
        int length = window.i4(at + header - 4);
        if (length < 0 || length > (1 << 20)) {
            throw malformed(
                    Tags.name(Tags.INSTANCE_DUMP),
                    window.position(),
                    Integer.toUnsignedString(length) + " bytes of fields");
        }
        window.need(header + length);
        at = window.at();
        int type = classes.get(window.rawId(at + 5 + idBytes));
        if (type != ClassSlots.NONE || otherClasses) {
            visitor.instance(type, at + header, length);
        }
        window.advance(header + length);
    }

    private void objectArray(long until, int turn, int turns) throws IOException, MalformedDumpException {
        int header = instanceHeader;
        window.need(header);
        int at = window.at();
        long length = window.i4(at + 5 + idBytes) & 0xFFFF_FFFFL;
        checkFits(Tags.OBJECT_ARRAY_DUMP, length * idBytes, until - header);
        boolean wanted = length <= Integer.MAX_VALUE
                && visitor.array(window.id(at + 1), window.id(at + 9 + idBytes), (int) length);
        window.advance(header);
        if (wanted) {
            pieces((int) length, turn, turns);
            visitor.endOfArray();
        } else {
            skip(length * idBytes);
        }
    }

    private void pieces(int length, int turn, int turns) throws IOException {
        for (int piece = 0; piece * (long) PIECE < length; piece++) {
            int count = Math.min(PIECE, length - piece * PIECE);
            if (piece % turns == turn) {
                elements(count, idBytes);
            } else {
                skip((long) count * idBytes);
            }
        }
    }

    private void elements(int length, int width) throws IOException {
        int left = length;
        while (left > 0) {
            window.need(width);
            int count = Math.min(left, window.buffered() / width);
            visitor.elements(window.at(), count);
            window.advance(count * width);
            left -= count;
        }
    }

    private void primitiveArray(long until) throws IOException, MalformedDumpException {
        int header = primitiveHeader;
        window.need(header);
        int at = window.at();
        long length = window.i4(at + 5 + idBytes) & 0xFFFF_FFFFL;
        int width = FieldType.bytes(window.u1(at + header - 1), idBytes);
        if (width == 0) {
            throw malformed(Tags.name(Tags.PRIMITIVE_ARRAY_DUMP), window.position(), "no such element type");
        }
        checkFits(Tags.PRIMITIVE_ARRAY_DUMP, length * width, until - header);
        int type = window.u1(at + header - 1);
        if (primitives && length <= Integer.MAX_VALUE && visitor.primitives(window.id(at + 1), type, (int) length)) {
            window.advance(header);
            elements((int) length, width);
            visitor.endOfArray();
        } else {
            skip(header + length * width);
        }
    }

    private void root(int tag) throws IOException, MalformedDumpException {
        int bytes = Tags.rootBytes(tag, idBytes);
        if (bytes < 0) {
            throw malformed(Tags.name(tag), window.position(), "no such sub-record");
        }
        window.need(1 + bytes);
        if (tag != Tags.HEAP_DUMP_INFO) {
            int thread = Tags.isOfThread(tag) ? window.i4(window.at() + 1 + idBytes) : 0;
            visitor.root(tag, window.id(window.at() + 1), thread);
        }
        window.advance(1 + bytes);
    }

    private void skip(long bytes) throws IOException {
        window.skip(bytes);
    }

    private void checkFits(int tag, long bytes, long until) throws MalformedDumpException {
        if (bytes > until - window.position()) {
            throw malformed(Tags.name(tag), window.position(), bytes + " bytes of elements reach beyond its segment");
        }
    }

    private static MalformedDumpException malformed(String record, long position, String reason) {
        return new MalformedDumpException(record, position, reason);
    }
}
