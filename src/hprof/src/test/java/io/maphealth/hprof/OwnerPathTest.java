package io.maphealth.hprof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnerPathTest {
    @TempDir
    private Path folder;

    private final TinyHeap heap = new TinyHeap();

    @Test
    void aValueOfAMapBelongsToWhoeverHoldsThatMap() throws Exception {
        long inner = heap.dump.instance(heap.hashMap, 0, 0, 0, 0, 0, 0);
        long entry = heap.dump.instance(heap.node, 0, 0, inner, 0);
        heap.map(2, heap.entry(0, entry), 0);

        assertThat(owners())
                .containsExactlyInAnyOrder("com.acme.Registry.sessions", "com.acme.Registry.sessions[value]");
    }

    @Test
    void anElementOfAListBelongsToWhoeverHoldsTheList() throws Exception {
        long list = heap.dump.type("java/util/ArrayList", heap.object, "elementData", "size:int");
        long objects = heap.dump.arrayType("[Ljava/lang/Object;");
        long batch = heap.dump.type("com/acme/Batch", heap.object, "rows");
        long map = heap.dump.instance(heap.hashMap, 0, 0, 0, 0, 0, 0);
        heap.dump.instance(batch, heap.dump.instance(list, heap.dump.array(objects, map), 1));

        assertThat(owners()).containsExactly("com.acme.Batch.rows[value]");
    }

    @Test
    void anElementOfAnArrayBelongsToTheFieldOfTheArray() throws Exception {
        long objects = heap.dump.arrayType("[Ljava/util/Map;");
        long shards = heap.dump.type("com/acme/Shards", heap.object, "all");
        long map = heap.dump.instance(heap.hashMap, 0, 0, 0, 0, 0, 0);
        heap.dump.instance(shards, heap.dump.array(objects, map));

        assertThat(owners()).containsExactly("com.acme.Shards.all[value]");
    }

    @Test
    void aStaticFieldTellsMoreThanAnInstanceField() throws Exception {
        long map = heap.dump.next();
        heap.dump.type("com/acme/Cache", heap.object, "static INSTANCE=" + Long.toHexString(map));
        heap.dump.instanceAt(map, heap.hashMap, 0, 0, 0, 0, 0, 0);
        heap.dump.instance(heap.holder, map);

        assertThat(owners()).containsExactly("com.acme.Cache.INSTANCE");
    }

    @Test
    void theStorageOfASetIsKnownByTheSet() throws Exception {
        long hashSet = heap.dump.type("java/util/HashSet", heap.object, "map");
        long map = heap.dump.instance(heap.hashMap, 0, 0, 0, 0, 0, 0);
        heap.dump.instance(heap.holder, heap.dump.instance(hashSet, map));

        assertThat(TinyHeap.reader()
                        .read(heap.write(folder))
                        .maps()
                        .getFirst()
                        .site()
                        .name())
                .isEqualTo("java.util.HashSet com.acme.Registry.sessions");
    }

    @Test
    void numbersOfHiddenClassesAreNoPartOfAName() throws Exception {
        long lambda = heap.dump.type("com/acme/App$$Lambda+0x00007f1234567890", heap.object, "arg$1");
        heap.dump.instance(lambda, heap.dump.instance(heap.hashMap, 0, 0, 0, 0, 0, 0));

        assertThat(owners()).containsExactly("com.acme.App$$Lambda.arg$1");
    }

    private List<String> owners() throws Exception {
        return TinyHeap.reader().read(heap.write(folder)).maps().stream()
                .map(map -> map.site().owner().orElse("nobody"))
                .toList();
    }
}
