package shop;

import java.util.HashMap;
import java.util.Map;

/**
 * Remembers the visitors of the rush hour. The mistake: request threads share a {@link HashMap} without a lock, so that
 * entries and counts get lost and {@code size()} says something else than an iteration finds.
 *
 * <p>The table has room for all of them from the start: while a shared one is rebuilt, threads can tie its bins into a
 * knot in which a request turns for ever.
 */
final class VisitCounter {
    private static final int REQUEST_THREADS = 4;
    private static final int VISITORS_A_THREAD = 5_000;
    private static final int ROOM = REQUEST_THREADS * VISITORS_A_THREAD * 4 / 3 + 1;
    private static final int MOST_RUSH_HOURS = 200;
    private static final int LOST_VISITORS = 100;

    private Map<String, Integer> visitors = new HashMap<>();

    /** Has one rush hour after the other until the map has lost track of more than a hundred visitors. */
    void countRushHour() throws InterruptedException {
        for (int hour = 0; hour < MOST_RUSH_HOURS; hour++) {
            letVisitorsIn();
            if (Math.abs(visitors.size() - iterated()) >= LOST_VISITORS) {
                return;
            }
        }
        System.out.println("every visitor was counted: this machine runs one thread at a time");
    }

    String truth() {
        return Truth.of("visitors", visitors, iterated());
    }

    private void letVisitorsIn() throws InterruptedException {
        visitors = new HashMap<>(ROOM);
        visitors.put("visitor-0", 1);
        Thread[] requests = new Thread[REQUEST_THREADS];
        for (int i = 0; i < requests.length; i++) {
            requests[i] = requestThread(i * VISITORS_A_THREAD);
        }
        for (Thread request : requests) {
            request.start();
        }
        for (Thread request : requests) {
            request.join();
        }
    }

    private Thread requestThread(int first) {
        return new Thread(() -> {
            for (int visitor = first; visitor < first + VISITORS_A_THREAD; visitor++) {
                visitors.put("visitor-" + visitor, 1);
            }
        });
    }

    private int iterated() {
        int found = 0;
        for (String ignored : visitors.keySet()) {
            found++;
        }
        return found;
    }
}
