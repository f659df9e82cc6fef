package io.maphealth.hprof.peer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.netbeans.lib.profiler.heap.FieldValue;
import org.netbeans.lib.profiler.heap.Heap;
import org.netbeans.lib.profiler.heap.HeapFactory;
import org.netbeans.lib.profiler.heap.JavaClass;
import org.netbeans.lib.profiler.heap.ObjectArrayInstance;
import org.netbeans.lib.profiler.heap.ObjectFieldValue;

/// The reader of VisualVM and NetBeans.
record VisualVm(Heap heap) implements Peer {
    static VisualVm open(Path dump) throws IOException {
        return new VisualVm(HeapFactory.createHeap(dump.toFile()));
    }

    @Override
    public Stream<Instance> instances() {
        Iterator<?> all = heap.getAllInstancesIterator();
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(all, 0), false)
                .flatMap(object -> seen(object).stream());
    }

    @Override
    public void close() {
        // it has no end
    }

    private record Seen(org.netbeans.lib.profiler.heap.Instance object) implements Instance {
        @Override
        public long id() {
            return object.getInstanceId();
        }

        @Override
        public String className() {
            return object.getJavaClass().getName();
        }

        @Override
        public List<String> lineage() {
            return Stream.iterate(object.getJavaClass(), Objects::nonNull, JavaClass::getSuperClass)
                    .map(JavaClass::getName)
                    .toList();
        }

        @Override
        public long number(String field) {
            return Long.parseLong(value(field).getValue());
        }

        @Override
        public Optional<Instance> instance(String field) {
            return seen(referred(field));
        }

        @Override
        public List<Optional<Instance>> elements(String field) {
            if (!(referred(field) instanceof ObjectArrayInstance array)) {
                return List.of();
            }
            List<?> values = array.getValues();
            return values.stream().map(VisualVm::seen).toList();
        }

        private @Nullable Object referred(String field) {
            return value(field) instanceof ObjectFieldValue reference ? reference.getInstance() : null;
        }

        /// The field of the class itself where an ancestor has one of the same name (`next` of a weak entry), which
        /// `getValueOfField` would give.
        private FieldValue value(String name) {
            List<?> fields = object.getFieldValues();
            return fields.stream()
                    .map(FieldValue.class::cast)
                    .filter(field -> field.getField().getName().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(className() + " has no " + name));
        }
    }

    private static Optional<Instance> seen(@Nullable Object value) {
        return value instanceof org.netbeans.lib.profiler.heap.Instance instance
                ? Optional.of(new Seen(instance))
                : Optional.empty();
    }
}
