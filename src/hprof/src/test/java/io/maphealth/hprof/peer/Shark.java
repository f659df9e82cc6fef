package io.maphealth.hprof.peer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import shark.CloseableHeapGraph;
import shark.HeapObject;
import shark.HeapObject.HeapClass;
import shark.HeapObject.HeapInstance;
import shark.HeapObject.HeapObjectArray;
import shark.HeapValue;
import shark.HprofHeapGraph;
import shark.HprofRecordTag;

/// LeakCanary's reader.
record Shark(CloseableHeapGraph graph) implements Peer {
    static Shark open(Path dump) {
        return new Shark(
                HprofHeapGraph.Companion.openHeapGraph(dump.toFile(), null, HprofRecordTag.Companion.getRootTags()));
    }

    @Override
    public Stream<Instance> instances() {
        Iterable<HeapInstance> all = () -> graph.getInstances().iterator();
        return StreamSupport.stream(all.spliterator(), false).map(Seen::new);
    }

    @Override
    public void close() throws IOException {
        graph.close();
    }

    private record Seen(HeapInstance object) implements Instance {
        @Override
        public long id() {
            return object.getObjectId();
        }

        @Override
        public String className() {
            return object.getInstanceClassName();
        }

        @Override
        public List<String> lineage() {
            return Stream.iterate(object.getInstanceClass(), Objects::nonNull, HeapClass::getSuperclass)
                    .map(HeapClass::getName)
                    .toList();
        }

        @Override
        public long number(String field) {
            HeapValue value = value(field);
            Integer narrow = value.getAsInt();
            return narrow != null ? narrow : Objects.requireNonNull(value.getAsLong());
        }

        @Override
        public Optional<Instance> instance(String field) {
            return seen(value(field).getAsObject());
        }

        @Override
        public List<Optional<Instance>> elements(String field) {
            if (!(value(field).getAsObject() instanceof HeapObjectArray array)) {
                return List.of();
            }
            List<Optional<Instance>> elements = new ArrayList<>();
            for (var each = array.readElements().iterator(); each.hasNext(); ) {
                elements.add(seen(each.next().getAsObject()));
            }
            return elements;
        }

        private HeapValue value(String name) {
            for (var fields = object.readFields().iterator(); fields.hasNext(); ) {
                var field = fields.next();
                if (field.getName().equals(name)) {
                    return field.getValue();
                }
            }
            throw new IllegalArgumentException(className() + " has no " + name);
        }

        private static Optional<Instance> seen(@Nullable HeapObject object) {
            return object instanceof HeapInstance instance ? Optional.of(new Seen(instance)) : Optional.empty();
        }
    }
}
