package shop;

import java.util.HashMap;
import java.util.Map;

/** The reservations of a sale. When all but a few are paid, those move to a map of their size. */
final class FlashSale {
    private static final int RESERVATIONS = 500_000;
    private static final int LEFT = 12;

    private Map<Integer, Reservation> reservations = new HashMap<>();

    void sellOut() {
        for (int number = 0; number < RESERVATIONS; number++) {
            reservations.put(number, new Reservation(number % 1_000));
        }
        reservations.keySet().removeIf(number -> number >= LEFT);
        reservations = new HashMap<>(reservations);
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
