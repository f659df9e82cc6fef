package io.maphealth.gomem.runtime;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A Go version: its text (`go1.25.3 X:noswissmap`), the 25 of it, and which kind of map and of garbage
/// collector it was built with (`greenTea`: the one that goes through memory span by span).
public record GoVersion(String text, int minor, boolean swissMaps, boolean greenTea) {
    /// Versions whose layouts are in the tables here.
    public static final int OLDEST = 21;

    public static final int NEWEST = 26;

    private static final Pattern NUMBER = Pattern.compile("go1\\.(\\d{1,3})");
    private static final String CLASSIC_MAPS = "noswissmap";
    private static final String GREEN_TEA = "greenteagc";
    private static final String NO_GREEN_TEA = "nogreenteagc";
    private static final int GREEN_TEA_SINCE = 25;
    private static final int GREEN_TEA_BY_DEFAULT_SINCE = 26;
    private static final int SWISS_MAPS_SINCE = 24;
    private static final int SWISS_MAPS_ALWAYS_SINCE = 26;

    /// Reads a version.
    ///
    /// @param settings what else the build information says, where `GOEXPERIMENT` may stand
    /// @return empty when the text holds no version
    public static Optional<GoVersion> of(String text, String settings) {
        Matcher number = NUMBER.matcher(text);
        if (!number.find()) {
            return Optional.empty();
        }
        int minor = Integer.parseInt(number.group(1));
        String experiments = text + settings;
        boolean classicAsked = experiments.contains(CLASSIC_MAPS);
        boolean swiss = minor >= SWISS_MAPS_SINCE && !(classicAsked && minor < SWISS_MAPS_ALWAYS_SINCE);
        boolean greenTea = minor >= GREEN_TEA_BY_DEFAULT_SINCE
                ? !experiments.contains(NO_GREEN_TEA)
                : minor >= GREEN_TEA_SINCE && experiments.contains(GREEN_TEA);
        return Optional.of(new GoVersion(text, minor, swiss, greenTea));
    }

    /// Whether its layouts were proven; a newer one is read with the newest table and has to pass the self-checks.
    public boolean known() {
        return minor >= OLDEST && minor <= NEWEST;
    }

    /// The version as tools print it, without experiments.
    public String shortText() {
        int blank = text.indexOf(' ');
        return blank < 0 ? text : text.substring(0, blank);
    }
}
