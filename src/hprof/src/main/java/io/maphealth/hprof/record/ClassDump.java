package io.maphealth.hprof.record;

import java.util.List;

/// One class as the dump defines it; `fields` are the class's own, in the order of their values in an instance.
public record ClassDump(long id, long superId, List<Member> statics, List<Member> fields) {
    /// A field: the id of its name, its type, and for a static reference what it refers to, else 0.
    public record Member(long name, int type, long reference) {}
}
