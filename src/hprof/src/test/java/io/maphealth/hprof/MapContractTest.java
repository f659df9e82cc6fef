package io.maphealth.hprof;

import static org.assertj.core.api.Assertions.assertThat;

import io.maphealth.core.Census;
import io.maphealth.core.MapSnapshot;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MapContractTest {
    @TempDir
    private Path folder;

    @Test
    void entriesInABinWhereTheirHashDoesNotBelongAreMisplaced() throws Exception {
        TinyHeap heap = new TinyHeap();
        heap.map(3, heap.entry(4, 0), heap.entry(1, heap.entry(6, 0)), 0, 0);

        MapSnapshot map = only(heap);

        assertThat(map.drift()).hasValue(0);
        assertThat(map.contract().misplaced()).hasValue(1);
    }

    @Test
    void nodesThatTheDumpDoesNotHoldAreMissingAndNoDrift() throws Exception {
        TinyHeap heap = new TinyHeap();
        long gone = heap.dump.next();
        heap.map(9, heap.entry(0, gone), 0x7777_0000L, 0, 0);

        MapSnapshot map = only(heap);

        assertThat(map.count()).hasValue(9);
        assertThat(map.iterated()).isEmpty();
        assertThat(map.drifted()).isFalse();
    }

    @Test
    void aMapThatNothingRefersToHasNoOwner() throws Exception {
        TinyHeap heap = new TinyHeap();
        heap.dump.instance(heap.hashMap, 0, 0, 0, 0, 0, 0);

        assertThat(only(heap).site().owner()).isEmpty();
    }

    @Test
    void aMapIsOwnedByTheFieldThatHoldsIt() throws Exception {
        TinyHeap heap = new TinyHeap();
        heap.map(0);

        assertThat(only(heap).site().name()).isEqualTo("java.util.HashMap com.acme.Registry.sessions");
    }

    private MapSnapshot only(TinyHeap heap) throws Exception {
        Census census = TinyHeap.reader().read(heap.write(folder));
        assertThat(census.maps()).hasSize(1);
        return census.maps().getFirst();
    }
}
