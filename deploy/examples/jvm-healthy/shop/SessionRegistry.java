package shop;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Who is logged in: the last {@value #MOST_SESSIONS} customers. Who comes beyond them logs out the oldest. */
final class SessionRegistry {
    private static final int MOST_SESSIONS = 20_000;
    private static final int LOGINS_A_SECOND_AND_TICK = 10;

    private static final Map<String, Session> sessions = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Session> eldest) {
            return size() > MOST_SESSIONS;
        }
    };

    private final ScheduledExecutorService door = Executors.newSingleThreadScheduledExecutor();
    private long lastCustomer;

    void acceptLogins(int perSecond) {
        while (lastCustomer < MOST_SESSIONS) {
            acceptSome();
        }
        long periodNanos = TimeUnit.SECONDS.toNanos(1) * LOGINS_A_SECOND_AND_TICK / Math.max(1, perSecond);
        door.scheduleAtFixedRate(this::acceptSome, 0, periodNanos, TimeUnit.NANOSECONDS);
    }

    /** From here on the map stands still. */
    void closeTheDoors() throws InterruptedException {
        door.shutdownNow();
        door.awaitTermination(10, TimeUnit.SECONDS);
    }

    String truth() {
        synchronized (sessions) {
            int iterated = 0;
            for (String ignored : sessions.keySet()) {
                iterated++;
            }
            return Truth.of("sessions", sessions, iterated);
        }
    }

    private void acceptSome() {
        synchronized (sessions) {
            for (int i = 0; i < LOGINS_A_SECOND_AND_TICK; i++) {
                Session session = new Session(++lastCustomer);
                sessions.put(session.token, session);
            }
        }
    }

    private static final class Session {
        final String token;
        final byte[] basket = new byte[100];

        Session(long customer) {
            this.token = "session-" + customer;
        }
    }
}
