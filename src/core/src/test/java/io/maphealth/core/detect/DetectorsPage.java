package io.maphealth.core.detect;

import io.maphealth.core.Finding;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The generated parts of the page on detectors: the thresholds, and what the detectors make of the shapes.
final class DetectorsPage {
    private static final String NOTHING = "-";

    private DetectorsPage() {}

    static String thresholds() {
        return table("| threshold | default | range | unit | meaning |", 5)
                + Arrays.stream(Threshold.values()).map(DetectorsPage::row).collect(Collectors.joining());
    }

    private static String row(Threshold threshold) {
        return "| `" + threshold.name() + "` | " + Thresholds.plain(threshold.standard()) + " | "
                + Thresholds.plain(threshold.range().least()) + " - "
                + Thresholds.plain(threshold.range().most()) + " | " + threshold.unit() + " | " + threshold.meaning()
                + " |\n";
    }

    /// Precision: runs rightly found of all runs found. Recall: sick runs found in time of all sick runs.
    static String kinds() {
        return table("| finding | sick runs | found in time | false | precision | recall |", 6)
                + Arrays.stream(Finding.class.getPermittedSubclasses())
                        .map(kind -> kindRow(kind.getSimpleName(), ShapeRuns.all()))
                        .collect(Collectors.joining());
    }

    private static String kindRow(String kind, List<ShapeRun> runs) {
        List<ShapeRun> sick = runs.stream()
                .filter(run -> run.shape().expected().contains(kind))
                .toList();
        long found = sick.stream().filter(run -> run.found(kind)).count();
        long wrong = runs.stream().filter(run -> run.falselyFound(kind)).count();
        return "| " + kind + " | " + sick.size() + " | " + found + " | " + wrong + " | " + share(found, found + wrong)
                + " | " + share(found, sick.size()) + " |\n";
    }

    static String sickShapes() {
        return table("| sick shape | finding | stated round | median | latest |", 5)
                + Shapes.sick().stream().map(DetectorsPage::sickRow).collect(Collectors.joining());
    }

    private static String sickRow(Shape shape) {
        String kind = String.join(", ", shape.expected());
        int[] rounds = ShapeRuns.of(shape).stream()
                .flatMap(run -> Stream.ofNullable(run.firstRounds().get(kind)))
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
        return "| " + shape.name() + " | " + kind + " | " + shape.within() + " | "
                + (rounds.length == 0 ? NOTHING : rounds[rounds.length / 2]) + " | "
                + (rounds.length == 0 ? NOTHING : rounds[rounds.length - 1]) + " |\n";
    }

    static String healthyShapes() {
        return found("healthy shape", Shapes.healthy());
    }

    static String hardShapes() {
        return found("hard shape", Shapes.hard());
    }

    private static String found(String head, List<Shape> shapes) {
        return table("| " + head + " | rounds a run | found in so many of " + ShapeRuns.SEEDS + " runs |", 3)
                + shapes.stream().map(DetectorsPage::foundRow).collect(Collectors.joining());
    }

    private static String foundRow(Shape shape) {
        String found = ShapeRuns.of(shape).stream()
                .flatMap(run -> run.firstRounds().keySet().stream())
                .collect(Collectors.groupingBy(kind -> kind, TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(kind -> kind.getKey() + " " + kind.getValue())
                .collect(Collectors.joining(", "));
        return "| " + shape.name() + " | " + shape.rounds() + " | " + (found.isEmpty() ? NOTHING : found) + " |\n";
    }

    private static String table(String head, int columns) {
        return head + "\n|" + " --- |".repeat(columns) + "\n";
    }

    private static String share(long part, long whole) {
        return whole == 0 ? NOTHING : String.format(Locale.ROOT, "%.2f", (double) part / whole);
    }
}
