package io.maphealth.hotspot.attach;

import java.time.Duration;

/// Attaches to the pid of its argument, as whoever starts it, and prints what came of it.
final class AskHeapUse {
    public static void main(String[] arguments) throws InterruptedException {
        try {
            AttachClient client = AttachClient.waitingAtMost(Duration.ofSeconds(30));
            AttachedJvm jvm = client.attach(Long.parseLong(arguments[0]));
            System.out.println("used " + jvm.heapUsedBytes().orElseThrow());
        } catch (AttachFailedException e) {
            System.out.println(e.reason() + " " + e.getMessage());
        }
    }
}
