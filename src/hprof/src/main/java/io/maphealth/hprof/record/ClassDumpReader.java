package io.maphealth.hprof.record;

import io.maphealth.hprof.record.ClassDump.Member;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Reads one CLASS_DUMP sub-record at the window's place and moves the window behind it.
final class ClassDumpReader {
    private final Window window;
    private final int idBytes;
    private int used;

    ClassDumpReader(Window window) {
        this.window = window;
        this.idBytes = window.idBytes();
    }

    ClassDump read() throws IOException, MalformedDumpException {
        take(1);
        long id = id(take(idBytes));
        take(4);
        long superId = id(take(idBytes));
        take(5 * idBytes + 4);
        skipConstants();
        List<Member> statics = new ArrayList<>();
        for (int i = window.u2(index(take(2))); i > 0; i--) {
            statics.add(staticField());
        }
        List<Member> fields = new ArrayList<>();
        for (int i = window.u2(index(take(2))); i > 0; i--) {
            fields.add(field());
        }
        window.advance(used);
        return new ClassDump(id, superId, statics, fields);
    }

    private Member staticField() throws IOException, MalformedDumpException {
        Member declared = field();
        int value = take(width(declared.type()));
        return declared.type() == FieldType.REFERENCE
                ? new Member(declared.name(), declared.type(), id(value))
                : declared;
    }

    private Member field() throws IOException, MalformedDumpException {
        long name = id(take(idBytes));
        int type = window.u1(index(take(1)));
        width(type);
        return new Member(name, type, 0);
    }

    private void skipConstants() throws IOException, MalformedDumpException {
        int constants = window.u2(index(take(2)));
        for (int i = 0; i < constants; i++) {
            take(2);
            take(width(window.u1(index(take(1)))));
        }
    }

    /// The offset of the next `bytes` within the record; they are in memory then.
    private int take(int bytes) throws IOException {
        window.need(used + bytes);
        int taken = used;
        used += bytes;
        return taken;
    }

    private int index(int offset) {
        return window.at() + offset;
    }

    private long id(int offset) {
        return window.id(index(offset));
    }

    private int width(int type) throws MalformedDumpException {
        int width = FieldType.bytes(type, idBytes);
        if (width == 0) {
            throw new MalformedDumpException(Tags.name(Tags.CLASS_DUMP), window.position(), "no field type " + type);
        }
        return width;
    }
}
