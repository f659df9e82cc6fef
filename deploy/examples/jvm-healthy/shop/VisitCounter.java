package shop;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers the visitors of the rush hour in a map that is made to be shared by request threads. */
final class VisitCounter {
    private static final int REQUEST_THREADS = 4;
    private static final int VISITORS_A_THREAD = 5_000;

    private final Map<String, Integer> visitors = new ConcurrentHashMap<>();

    void countRushHour() throws InterruptedException {
        Thread[] requests = new Thread[REQUEST_THREADS];
        for (int i = 0; i < requests.length; i++) {
            requests[i] = requestThread(i * VISITORS_A_THREAD);
            requests[i].start();
        }
        for (Thread request : requests) {
            request.join();
        }
    }

    String truth() {
        int iterated = 0;
        for (String ignored : visitors.keySet()) {
            iterated++;
        }
        return Truth.of("visitors", visitors, iterated);
    }

    private Thread requestThread(int first) {
        return new Thread(() -> {
            for (int visitor = first; visitor < first + VISITORS_A_THREAD; visitor++) {
                visitors.put("visitor-" + visitor, 1);
            }
        });
    }
}
