package shop;

import java.util.HashMap;
import java.util.Map;

/**
 * The reservations of a sale. The mistake: when all but a few are paid the map is kept, and a map that was once large
 * keeps the table of its best day.
 */
final class FlashSale {
    private static final int RESERVATIONS = 500_000;
    private static final int LEFT = 12;

    private final Map<Integer, Reservation> reservations = new HashMap<>();

    void sellOut() {
        for (int number = 0; number < RESERVATIONS; number++) {
            reservations.put(number, new Reservation(number % 1_000));
        }
        reservations.keySet().removeIf(number -> number >= LEFT);
    }

    String truth() {
        int iterated = 0;
        for (Integer ignored : reservations.keySet()) {
            iterated++;
        }
        return Truth.of("reservations", reservations, iterated);
    }

    private static final class Reservation {
        final int article;

        Reservation(int article) {
            this.article = article;
        }
    }
}
