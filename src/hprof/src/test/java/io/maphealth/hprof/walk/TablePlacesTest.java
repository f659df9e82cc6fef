package io.maphealth.hprof.walk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TablePlacesTest {
    /// Numbers of objects use all 32 bits.
    private static final int HIGH = 0x9000_0000;

    private final TablePlaces places = new TablePlaces(4);

    TablePlacesTest() {
        places.table(0, 300, reach(10, 20));
        places.table(1, 200, reach(15, HIGH));
        places.table(2, 100, reach());
    }

    @Test
    void leavesOutTablesThatEndBeforeOrStartBehindAllObjects() {
        assertThat(places.mayLeadTo(new int[] {12}, _ -> true)).containsExactly(300);
        assertThat(places.mayLeadTo(new int[] {9, 15, HIGH + 1}, _ -> true)).containsExactly(200, 300);
        assertThat(places.mayLeadTo(new int[] {HIGH}, _ -> true)).containsExactly(200);
        assertThat(places.mayLeadTo(new int[] {9, HIGH + 1}, _ -> true)).isEmpty();
        assertThat(places.mayLeadTo(new int[] {15}, map -> map == 0)).containsExactly(300);
    }

    @Test
    void alwaysNamesTablesThatAResizeMovesTo() {
        places.nextTable(250);

        assertThat(places.mayLeadTo(new int[] {1}, _ -> true)).containsExactly(250);
        assertThat(places.all()).containsExactly(100, 200, 250, 300);
    }

    private static Reach reach(int... objects) {
        Reach reach = new Reach();
        reach.startAgain();
        for (int object : objects) {
            reach.accept(object);
        }
        return reach;
    }
}
