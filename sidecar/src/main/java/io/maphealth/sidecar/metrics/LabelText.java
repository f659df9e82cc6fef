package io.maphealth.sidecar.metrics;

import io.maphealth.core.Site;
import java.util.regex.Pattern;

/// A site's name as the value of a label: no address, and not without end.
final class LabelText {
    private static final int LONGEST = 240;
    private static final Pattern ADDRESS = Pattern.compile("0x[0-9a-fA-F]{4,}");

    private LabelText() {}

    static String of(Site site) {
        String name = ADDRESS.matcher(site.name()).replaceAll("0x?");
        if (name.length() <= LONGEST) {
            return name;
        }
        // two long names that begin alike stay two labels
        return "%s...%08x".formatted(name.substring(0, LONGEST), name.hashCode());
    }
}
