package io.maphealth.hotspot.attach;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeapUseTest {
    @Test
    void addsUpTheGenerationsOfSerialAndParallelAndLeavesMetaspaceOut() {
        assertThat(HeapUse.bytes("""
                 def new generation   total 78656K, used 27793K [0x00000000f0000000, 0x00000000f5550000)
                  eden space 69952K,  39% used [0x00000000f0000000, 0x00000000f1b245b0, 0x00000000f4450000)
                 tenured generation   total 174784K, used 7K [0x00000000f5550000, 0x0000000100000000)
                   the space 174784K,   0% used [0x00000000f5550000, 0x00000000f5550000, 0x00000000f5550200)
                 Metaspace       used 9460K, committed 9664K, reserved 1114112K
                  class space    used 1130K, committed 1216K, reserved 1048576K
                """)).hasValue(27_800L * 1024);
    }

    @Test
    void readsTheOneLineOfTheOtherCollectors() {
        assertThat(HeapUse.bytes("garbage-first heap   total reserved 262144K, committed 262144K, used 25476K [0x0)"))
                .hasValue(25_476L << 10);
        assertThat(HeapUse.bytes("ZHeap            used 44M, capacity 256M, max capacity 256M\n Cache   212M (1)"))
                .hasValue(44L << 20);
        assertThat(HeapUse.bytes("Shenandoah Heap\n 256M max, 256M soft max, 256M committed, 31232K used"))
                .hasValue(31_232L << 10);
    }

    @Test
    void saysNothingAboutATextThatItDoesNotKnow() {
        assertThat(HeapUse.bytes("Epsilon Heap\n Allocation space:\n  space 262144K,  12% used [0x0, 0x1)"))
                .isEmpty();
        assertThat(HeapUse.bytes("")).isEmpty();
    }
}
