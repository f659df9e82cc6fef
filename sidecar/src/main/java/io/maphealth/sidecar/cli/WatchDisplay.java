package io.maphealth.sidecar.cli;

import io.maphealth.core.Census;
import io.maphealth.core.Finding;
import io.maphealth.core.SourceKind;
import io.maphealth.protocol.CensusDocument;
import io.maphealth.sidecar.loop.Happening;
import io.maphealth.sidecar.loop.Listener;
import io.maphealth.sidecar.report.TextReport;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What a watch looks like: after each round the last census of each source with its findings, in place of the round
/// before on a terminal, else below it.
final class WatchDisplay implements Listener {
    private static final int TOP = 12;
    private static final String CLEAR_BELOW = "\u001b[J";

    private final Terminal terminal;
    private final TextReport report = new TextReport(TOP);
    private final Map<SourceKind, Census> censuses = new EnumMap<>(SourceKind.class);
    private final Map<SourceKind, List<Finding>> findings = new EnumMap<>(SourceKind.class);
    private final Map<String, String> troubles = new TreeMap<>();
    private int linesShown;

    WatchDisplay(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void on(Happening happening) {
        switch (happening) {
            case Happening.Looked look -> censuses.put(look.source(), look.census());
            case Happening.Judged judged ->
                findings.put(judged.source(), judged.judgement().active());
            case Happening.SourceUp up -> troubles.remove(up.source().label());
            case Happening.SourceDown down -> troubles.put(down.source().label(), down.message());
            case Happening.TargetFound _ -> troubles.remove("target");
            case Happening.TargetLost lost -> {
                censuses.clear();
                findings.clear();
                troubles.put("target", lost.message());
            }
            case Happening.TargetMissing missing -> troubles.put("target", missing.message());
            case Happening.RoundEnded round -> show(round);
            case Happening.LookFailed _ -> {}
        }
    }

    private void show(Happening.RoundEnded round) {
        List<String> lines = new ArrayList<>();
        lines.add("round %d, %s, took %d ms"
                .formatted(
                        round.number(),
                        round.at().truncatedTo(ChronoUnit.SECONDS),
                        round.took().toMillis()));
        troubles.forEach((who, message) -> lines.add(who + ": " + message));
        if (censuses.isEmpty() && troubles.isEmpty()) {
            lines.add("nothing was looked at yet");
        }
        censuses.forEach((source, census) -> {
            lines.add("");
            CensusDocument document = new CensusDocument(census, findings.getOrDefault(source, List.of()));
            lines.addAll(report.of(document).lines().toList());
        });
        print(lines);
    }

    private void print(List<String> lines) {
        StringBuilder text = new StringBuilder();
        if (terminal.live() && linesShown > 0) {
            text.append("\u001b[").append(linesShown).append('A').append(CLEAR_BELOW);
        }
        for (String line : lines) {
            // a line that the terminal breaks would be two when the next round draws over it
            int end = terminal.live() ? Math.min(line.length(), terminal.columns()) : line.length();
            text.append(line, 0, end).append('\n');
        }
        if (!terminal.live()) {
            text.append('\n');
        }
        linesShown = lines.size();
        terminal.out().print(text);
        terminal.out().flush();
    }
}
