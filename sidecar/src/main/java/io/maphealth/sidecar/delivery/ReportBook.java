package io.maphealth.sidecar.delivery;

import io.maphealth.core.Finding;
import io.maphealth.core.SourceKind;
import io.maphealth.core.detect.FindingChange;
import io.maphealth.protocol.Look;
import io.maphealth.protocol.Report;
import io.maphealth.protocol.ReportedFinding;
import io.maphealth.protocol.ReportedFinding.State;
import io.maphealth.protocol.Reporter;
import io.maphealth.protocol.SourceFailure;
import io.maphealth.sidecar.config.OperatorConfig;
import io.maphealth.sidecar.config.SidecarConfig;
import io.maphealth.sidecar.loop.Happening;
import io.maphealth.sidecar.loop.Judgement;
import io.maphealth.sidecar.loop.Listener;
import io.maphealth.sidecar.program.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Keeps what happens in a round and makes it a report when the round ends. On the loop's thread.
public final class ReportBook implements Listener {
    private static final int MOST_SITES = 10;
    private static final int MOST_FINDINGS = 50;
    /// In a pod the sidecar starts first: that its target does not answer yet is no news.
    private static final Duration TARGET_STARTS = Duration.ofMinutes(1);

    private final SidecarConfig config;
    private final Reporter reporter;
    private final Instant startedAt;
    private final Consumer<Report> out;
    private final Map<SourceKind, Look> looks = new EnumMap<>(SourceKind.class);
    private final Map<SourceKind, Judgement> judgements = new EnumMap<>(SourceKind.class);
    private final Map<SourceKind, SourceFailure> failures = new EnumMap<>(SourceKind.class);
    private final List<FindingChange> changes = new ArrayList<>();

    public ReportBook(SidecarConfig config, OperatorConfig operator, Instant startedAt, Consumer<Report> out) {
        this.config = config;
        this.startedAt = startedAt;
        this.out = out;
        this.reporter = new Reporter(
                operator.namespace(),
                operator.pod(),
                Optional.of(operator.podUid()).filter(uid -> !uid.isEmpty()),
                config.target().name(),
                Optional.empty(),
                Optional.empty());
    }

    @Override
    public void on(Happening happening) {
        switch (happening) {
            case Happening.Looked look -> looks.put(look.source(), Look.of(look.census(), MOST_SITES));
            case Happening.Judged judged -> {
                judgements.put(judged.source(), judged.judgement());
                changes.addAll(judged.judgement().changes());
            }
            case Happening.SourceUp up -> failures.remove(up.source());
            case Happening.SourceDown down -> failures.put(down.source(), failure(down));
            case Happening.LookFailed failed ->
                failures.computeIfPresent(failed.source(), (_, before) -> failedAgain(before));
            case Happening.TargetMissing missing ->
                failures.put(
                        SourceKind.PROCESS_MEMORY,
                        new SourceFailure(
                                SourceKind.PROCESS_MEMORY, "target_gone", missing.message(), 1, missing.at()));
            case Happening.TargetFound _ -> failures.remove(SourceKind.PROCESS_MEMORY);
            case Happening.TargetLost lost -> {
                looks.clear();
                judgements.clear();
                changes.addAll(lost.ended());
            }
            case Happening.RoundEnded ended -> close(ended);
        }
    }

    private void close(Happening.RoundEnded round) {
        out.accept(new Report(
                Version.CURRENT,
                startedAt,
                round.at(),
                reporter,
                Integer.parseInt(config.target().level().label()),
                round.number(),
                config.scanInterval(),
                List.copyOf(looks.values()),
                findings(),
                round.at().isBefore(startedAt.plus(TARGET_STARTS)) ? List.of() : List.copyOf(failures.values())));
        looks.clear();
        changes.clear();
    }

    /// What is news comes first, so that the bound never cuts it.
    private List<ReportedFinding> findings() {
        List<ReportedFinding> findings = new ArrayList<>();
        for (FindingChange change : changes) {
            findings.add(new ReportedFinding(change.finding(), state(change), change.at()));
        }
        List<String> told =
                changes.stream().map(change -> key(change.finding())).toList();
        for (Judgement judgement : judgements.values()) {
            for (Finding finding : judgement.active()) {
                if (!told.contains(key(finding))) {
                    findings.add(new ReportedFinding(
                            finding, State.ONGOING, finding.verdict().since()));
                }
            }
        }
        return findings.stream().limit(MOST_FINDINGS).toList();
    }

    private static State state(FindingChange change) {
        return switch (change) {
            case FindingChange.Opened _ -> State.OPENED;
            case FindingChange.Changed _ -> State.CHANGED;
            case FindingChange.Ended _ -> State.ENDED;
        };
    }

    private static String key(Finding finding) {
        return finding.kind() + " " + finding.verdict().site().name() + " "
                + finding.verdict().map().orElse("");
    }

    /// The loop tells of the failure first, and then that it is news.
    private SourceFailure failure(Happening.SourceDown down) {
        Optional<SourceFailure> before = Optional.ofNullable(failures.get(down.source()));
        return new SourceFailure(
                down.source(),
                down.reason().label(),
                down.message(),
                before.map(SourceFailure::failures).orElse(1L),
                before.map(SourceFailure::since).orElse(down.at()));
    }

    private static SourceFailure failedAgain(SourceFailure failure) {
        return new SourceFailure(
                failure.source(), failure.reason(), failure.message(), failure.failures() + 1, failure.since());
    }
}
