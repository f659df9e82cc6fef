package io.maphealth.it.demo;

import io.maphealth.core.Figures;
import io.maphealth.core.Finding;
import io.maphealth.protocol.UnreadableDocumentException;
import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// Four shops, two with faults in their maps and two without, each watched by a sidecar of its own, until every
/// fault is found; nothing may be found in the healthy ones meanwhile. Run from the top folder of the repository.
public final class Demo implements AutoCloseable {
    private static final Path FOLDER = Path.of("target/demo");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final List<Watched> all = new ArrayList<>();
    private final Screen screen = new Screen(
            System.out,
            Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent());

    private Demo() {}

    /// Exit status: 0 when all that was planted was found, and nothing else.
    public static void main(String[] arguments) throws Exception {
        boolean passed;
        try (Demo demo = new Demo()) {
            passed = demo.run();
        }
        System.exit(passed ? 0 : 1);
    }

    private boolean run() throws Exception {
        Files.createDirectories(FOLDER);
        start();
        watch();
        System.out.println();
        all.forEach(Demo::tell);
        Path report = HeapReport.write(all.getFirst().shop(), FOLDER);
        System.out.println("report of " + all.getFirst().shop().name() + ": " + report);
        return all.stream().allMatch(Demo::passed);
    }

    private void start() throws IOException, InterruptedException {
        System.out.println("starting the shops and a sidecar for each ...");
        List<Shop> shops = new ArrayList<>(Shops.startJava());
        shops.addAll(Shops.startGo());
        for (Shop shop : shops) {
            all.add(new Watched(shop, Sidecar.start(shop, FOLDER)));
        }
    }

    /// Until every fault is found, and each healthy shop was looked at as often as the one beside it.
    private void watch() throws IOException, InterruptedException, UnreadableDocumentException {
        long began = System.nanoTime();
        Duration watched = Duration.ZERO;
        while (watched.compareTo(PATIENCE) < 0 && !done()) {
            Thread.sleep(EVERY);
            for (Watched each : all) {
                each.refresh();
            }
            watched = Duration.ofNanos(System.nanoTime() - began);
            screen.show(LiveTable.lines(all, watched));
        }
    }

    private boolean done() {
        int most = all.stream().mapToInt(Watched::looks).max().orElse(0);
        return all.stream()
                .allMatch(each -> each.missing().isEmpty() && (!each.shop().healthy() || each.looks() * 2 >= most));
    }

    private static void tell(Watched watched) {
        System.out.printf("%s: %s%n", watched.shop().name(), Figures.count(watched.looks(), "look"));
        for (Finding finding : watched.findings()) {
            boolean planted = watched.shop().faults().stream().anyMatch(fault -> fault.explains(finding));
            System.out.printf("  %s %s: %s%n", planted ? "found" : "FALSE ALARM", finding.kind(), finding.summary());
            System.out.printf(
                    "    evidence: %s; confidence %.2f%n",
                    evidence(finding), finding.verdict().confidence());
        }
        watched.missing().forEach(fault -> System.out.println("  NOT FOUND " + fault));
        if (watched.shop().healthy() && watched.findings().isEmpty()) {
            System.out.println("  silent, as it should be");
        }
    }

    private static String evidence(Finding finding) {
        return finding.evidence().entrySet().stream()
                .map(figure -> figure.getKey() + " " + figure(figure.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String figure(Number number) {
        boolean whole = number instanceof Long || Math.abs(number.doubleValue()) >= 10;
        return whole ? Figures.number(number.longValue()) : String.format(Locale.ROOT, "%.2f", number.doubleValue());
    }

    private static boolean passed(Watched watched) {
        return watched.missing().isEmpty() && watched.falseAlarms().isEmpty();
    }

    @Override
    public void close() {
        all.forEach(Watched::close);
    }
}
