package io.maphealth.operator.health;

import io.fabric8.kubernetes.api.model.Condition;
import io.maphealth.operator.Reason;
import io.maphealth.operator.api.MapHealthStatus;
import io.maphealth.operator.api.MapTotals;
import io.maphealth.operator.api.PodHealth;
import io.maphealth.operator.api.SiteFinding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Comes to a conclusion about a workload. Pure: everything that it looks at is in [Watched].
final class Assessment {
    private static final int MOST_FINDINGS = 10;
    private static final int MOST_SILENCED = 20;

    private final Watched watched;
    private final Map<String, PodHealth> reports;
    private final List<SiteFinding> findings;

    private Assessment(Watched watched) {
        this.watched = watched;
        this.reports = living(watched);
        this.findings = Findings.together(reports).stream()
                .map(found -> isSilenced(found) ? Findings.silenced(found) : found)
                .toList();
    }

    static Conclusion of(Watched watched) {
        return new Assessment(watched).conclude();
    }

    private Conclusion conclude() {
        List<Condition> conditions = new Conditions(watched, reports, loud()).all();
        Condition telling = conditions.stream()
                .filter(it -> it.getStatus().equals("False"))
                // who would hear of it is no matter of the workload's health
                .filter(it -> !it.getType().equals(Conditions.ALERTS_ARMED))
                .findFirst()
                .orElse(conditions.getFirst());
        Optional<SiteFinding> worst = loud().stream().findFirst();
        MapHealthStatus status = new MapHealthStatus(
                watched.generation(),
                telling.getReason(),
                reports.size() + "/" + Math.max(reports.size(), watched.pods().size()),
                reports.values().stream().mapToInt(PodHealth::level).max().orElse(0),
                watched.monitorName(),
                worst.map(SiteFinding::site).orElse(""),
                worst.map(SiteFinding::summary).orElse(""),
                watched.team(),
                watched.missing().size(),
                reports.values().stream().map(PodHealth::totals).reduce(MapTotals.NONE, MapTotals::plus),
                told(),
                conditions,
                Map.of());
        return new Conclusion(status, gone(), news(conditions));
    }

    private static Map<String, PodHealth> living(Watched watched) {
        Map<String, String> uids =
                watched.pods().stream().collect(Collectors.toMap(Watched.WatchedPod::name, Watched.WatchedPod::uid));
        Map<String, PodHealth> living = new TreeMap<>(watched.before().pods());
        living.entrySet().removeIf(it -> !it.getValue().uid().equals(uids.get(it.getKey())));
        return living;
    }

    private List<String> gone() {
        return watched.before().pods().keySet().stream()
                .filter(pod -> !reports.containsKey(pod))
                .sorted()
                .toList();
    }

    private boolean isSilenced(SiteFinding found) {
        return watched.monitor().silences().stream().anyMatch(silence -> silence.covers(found));
    }

    /// Those that are silenced are not in the way of others.
    private List<SiteFinding> told() {
        return Stream.concat(
                        loud().stream().limit(MOST_FINDINGS),
                        findings.stream().filter(FindingReason::isSilenced).limit(MOST_SILENCED))
                .toList();
    }

    private List<SiteFinding> loud() {
        return findings.stream()
                .filter(found -> !FindingReason.isSilenced(found))
                .toList();
    }

    private List<Conclusion.News> news(Collection<Condition> conditions) {
        List<Conclusion.News> news = new ArrayList<>();
        for (SiteFinding found : loud()) {
            news.add(new Conclusion.News(FindingReason.of(found), found.site(), found.summary(), found.pods()));
        }
        news.addAll(recovered());
        for (Condition condition : conditions) {
            Reason reason = Reason.valueOf(condition.getReason());
            if (reason.isWarning() && !condition.getType().equals(Conditions.MAPS_HEALTHY)) {
                news.add(new Conclusion.News(reason, "", condition.getMessage(), List.of()));
            }
        }
        return List.copyOf(news);
    }

    /// What was found before, in a pod that still reports, and is no longer.
    private List<Conclusion.News> recovered() {
        Set<String> now = findings.stream().map(Findings::key).collect(Collectors.toUnmodifiableSet());
        return watched.before().findings().stream()
                .filter(found -> !FindingReason.isSilenced(found))
                .filter(found -> !now.contains(Findings.key(found)))
                .filter(found -> found.pods().stream().anyMatch(reports::containsKey))
                .map(found -> new Conclusion.News(
                        Reason.MapRecovered,
                        Findings.key(found) + " " + found.since(),
                        "%s is no longer found at %s".formatted(found.kind(), found.site()),
                        found.pods().stream().filter(reports::containsKey).toList()))
                .toList();
    }
}
