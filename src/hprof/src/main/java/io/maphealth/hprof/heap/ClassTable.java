package io.maphealth.hprof.heap;

import io.maphealth.hprof.heap.HeapClass.Field;
import io.maphealth.hprof.heap.HeapClass.StaticReference;
import io.maphealth.hprof.record.ClassDump;
import io.maphealth.hprof.record.Head;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// All classes of a dump, by id.
public final class ClassTable {
    private static final int DEEPEST = 1_000;

    private final int idBytes;
    private final Map<Long, HeapClass> byId = new HashMap<>();
    private final List<HeapClass> byNumber = new ArrayList<>();
    private final Map<Long, String> arrayNames;

    public ClassTable(Head head, int idBytes) {
        this.idBytes = idBytes;
        this.arrayNames = head.classNames();
        Map<Long, ClassDump> dumps = HashMap.newHashMap(head.classes().size());
        head.classes().forEach(dump -> dumps.putIfAbsent(dump.id(), dump));
        for (ClassDump dump : head.classes()) {
            resolve(dump, dumps, head);
        }
    }

    public int idBytes() {
        return idBytes;
    }

    public Collection<HeapClass> all() {
        return byNumber;
    }

    public HeapClass numbered(int number) {
        return byNumber.get(number);
    }

    public Optional<HeapClass> find(long id) {
        return Optional.ofNullable(byId.get(id));
    }

    /// The internal names of all classes by id, also of arrays: `[Ljava/lang/Object;`.
    public Map<Long, String> names() {
        return arrayNames;
    }

    /// The internal name of any class, also of arrays: `[Ljava/lang/Object;`.
    public String name(long id) {
        return arrayNames.getOrDefault(id, "?");
    }

    /// Superclasses first; a chain that never ends is cut.
    private void resolve(ClassDump dump, Map<Long, ClassDump> dumps, Head head) {
        List<ClassDump> chain = new ArrayList<>();
        Set<Long> seen = new HashSet<>();
        for (ClassDump at = dump;
                at != null && !byId.containsKey(at.id()) && seen.add(at.id()) && chain.size() < DEEPEST;
                at = dumps.get(at.superId())) {
            chain.add(at);
        }
        for (ClassDump next : chain.reversed()) {
            HeapClass resolved = resolved(next, head);
            byId.put(next.id(), resolved);
            byNumber.add(resolved);
        }
    }

    private HeapClass resolved(ClassDump dump, Head head) {
        List<Field> fields = dump.fields().stream()
                .map(field -> new Field(name(field, head), field.type()))
                .toList();
        List<StaticReference> statics = dump.statics().stream()
                .filter(field -> field.reference() != 0)
                .map(field -> new StaticReference(name(field, head), field.reference()))
                .toList();
        return new HeapClass(
                byNumber.size(),
                dump.id(),
                name(dump.id()),
                Optional.ofNullable(byId.get(dump.superId())),
                fields,
                statics);
    }

    private static String name(ClassDump.Member field, Head head) {
        return head.fieldNames().getOrDefault(field.name(), "?");
    }
}
