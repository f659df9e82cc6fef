package io.maphealth.operator.inject;

import io.maphealth.operator.Reason;
import io.maphealth.operator.api.MapMonitorSpec.RuntimeChoice;
import io.maphealth.operator.api.Sources;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/// What the annotations of a pod or workload ask for. `unknown` are keys with our prefix that nobody reads.
public record Wish(
        String monitor,
        Optional<String> container,
        Optional<RuntimeChoice> runtime,
        OptionalInt level,
        Optional<Duration> interval,
        Map<AnnotationKey, String> urls,
        Optional<String> team,
        Optional<TargetUser> user,
        List<String> unknown) {
    /// Monitor that turns watching off.
    public static final String OFF = "off";

    private static final String INJECT = "inject";
    private static final String ATTACH = "attach";
    private static final String TEAM = "[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?";

    /// Reads the annotations of something that names a monitor.
    ///
    /// @throws RefusedException for the first value that is not allowed
    public static Wish read(Map<String, String> annotations) throws RefusedException {
        checkMode(annotations);
        return new Wish(
                AnnotationKey.MONITOR.in(annotations).orElse(""),
                AnnotationKey.CONTAINER.in(annotations),
                runtime(annotations),
                level(annotations),
                interval(annotations),
                urls(annotations),
                team(annotations),
                user(annotations),
                unknown(annotations));
    }

    /// The monitor that is asked for, if one is; `off` counts as none.
    public static Optional<String> monitor(Map<String, String> annotations) {
        return AnnotationKey.MONITOR.in(annotations).filter(name -> !name.equals(OFF));
    }

    /// Whether sidecars are to be attached to pods as they run; a mode that nobody knows is refused by [#read].
    public static boolean attaches(Map<String, String> annotations) {
        return monitor(annotations).isPresent()
                && AnnotationKey.MODE.in(annotations).equals(Optional.of(ATTACH));
    }

    private static void checkMode(Map<String, String> annotations) throws RefusedException {
        Optional<String> given = AnnotationKey.MODE.in(annotations);
        if (given.isPresent() && !Set.of(INJECT, ATTACH).contains(given.get())) {
            throw wrong(Reason.WrongMode, AnnotationKey.MODE, given.get(), INJECT + " or " + ATTACH);
        }
    }

    private static Optional<RuntimeChoice> runtime(Map<String, String> annotations) throws RefusedException {
        Optional<String> given = AnnotationKey.RUNTIME.in(annotations);
        if (given.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Arrays.stream(RuntimeChoice.values())
                .filter(runtime -> runtime.name().equals(given.get()))
                .findFirst()
                .orElseThrow(() ->
                        wrong(Reason.WrongRuntime, AnnotationKey.RUNTIME, given.get(), "auto, go, jvm or python")));
    }

    private static OptionalInt level(Map<String, String> annotations) throws RefusedException {
        Optional<String> given = AnnotationKey.LEVEL.in(annotations);
        if (given.isEmpty()) {
            return OptionalInt.empty();
        }
        if (!given.get().matches("[123]")) {
            throw wrong(Reason.WrongLevel, AnnotationKey.LEVEL, given.get(), "1, 2 or 3, in quotes");
        }
        return OptionalInt.of(Integer.parseInt(given.get()));
    }

    private static Optional<Duration> interval(Map<String, String> annotations) throws RefusedException {
        Optional<String> given = AnnotationKey.INTERVAL.in(annotations);
        if (given.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Intervals.read(given.get())
                .orElseThrow(() -> wrong(
                        Reason.WrongInterval,
                        AnnotationKey.INTERVAL,
                        given.get(),
                        "a number with s, m or h from 1s to 24h")));
    }

    private static Map<AnnotationKey, String> urls(Map<String, String> annotations) throws RefusedException {
        for (AnnotationKey key :
                List.of(AnnotationKey.PPROF_URL, AnnotationKey.HEAPDUMP_URL, AnnotationKey.EXPORTER_URL)) {
            Optional<String> given = key.in(annotations);
            if (given.isPresent() && !isUrl(given.get())) {
                throw wrong(Reason.WrongUrl, key, given.get(), "an http or https URL without user and password");
            }
        }
        return Arrays.stream(AnnotationKey.values())
                .filter(key -> key.key().endsWith("-url"))
                .filter(key -> key.in(annotations).isPresent())
                .collect(Collectors.toUnmodifiableMap(
                        key -> key, key -> key.in(annotations).orElseThrow()));
    }

    /// As the sidecar will read it.
    private static boolean isUrl(String text) {
        try {
            return text.matches(Sources.URL) && new URI(text).getHost() != null;
        } catch (URISyntaxException wrong) {
            return false;
        }
    }

    private static Optional<String> team(Map<String, String> annotations) throws RefusedException {
        Optional<String> given = AnnotationKey.TEAM.in(annotations);
        if (given.isPresent() && !given.get().matches(TEAM)) {
            throw wrong(
                    Reason.WrongTeam, AnnotationKey.TEAM, given.get(), "at most 63 letters, digits, dots and hyphens");
        }
        return given;
    }

    private static Optional<TargetUser> user(Map<String, String> annotations) throws RefusedException {
        Optional<String> given = AnnotationKey.TARGET_USER.in(annotations);
        if (given.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(TargetUser.read(given.get())
                .orElseThrow(() -> wrong(
                        Reason.WrongTargetUid, AnnotationKey.TARGET_USER, given.get(), "a user id, or user:group")));
    }

    private static List<String> unknown(Map<String, String> annotations) {
        return annotations.keySet().stream()
                .filter(key -> key.startsWith(AnnotationKey.PREFIX))
                .filter(key -> AnnotationKey.of(key).isEmpty())
                .sorted()
                .toList();
    }

    private static RefusedException wrong(Reason reason, AnnotationKey key, String given, String allowed) {
        String shown = given.length() > 80 ? given.substring(0, given.offsetByCodePoints(0, 40)) + "..." : given;
        return new RefusedException(
                reason,
                "%s is \"%s\", allowed is %s".formatted(key.key(), shown.replaceAll("\\p{Cntrl}", "?"), allowed));
    }
}
