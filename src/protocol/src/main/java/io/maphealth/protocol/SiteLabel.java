package io.maphealth.protocol;

import io.maphealth.core.Site;
import java.util.regex.Pattern;

/// A site's name as the value of a label of a metric: no address, and not without end. Sidecar and operator call a
/// site by the same label.
public final class SiteLabel {
    private static final int LONGEST = 240;
    private static final Pattern ADDRESS = Pattern.compile("0x[0-9a-fA-F]{4,}");

    private SiteLabel() {}

    public static String of(Site site) {
        return of(site.name());
    }

    public static String of(String site) {
        String name = ADDRESS.matcher(site).replaceAll("0x?");
        if (name.length() <= LONGEST) {
            return name;
        }
        // two long names that begin alike stay two labels
        return "%s...%08x".formatted(name.substring(0, LONGEST), name.hashCode());
    }
}
