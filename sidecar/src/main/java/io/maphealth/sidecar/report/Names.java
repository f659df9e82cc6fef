package io.maphealth.sidecar.report;

import io.maphealth.core.Figures;
import io.maphealth.core.Site;
import java.util.regex.Pattern;

/// Foreign names as people want to see them: on one line, not longer than there is room, without their packages.
final class Names {
    private static final int LONGEST = 1_000;
    private static final Pattern JAVA_PACKAGE = Pattern.compile("^(?:[a-z_][\\w$]*\\.){2,}(?=[A-Z])");

    private Names() {}

    /// The owner with the type, or the type alone.
    static String site(Site site) {
        return site.owner().isPresent() ? owner(site) + "  " + type(site) : type(site);
    }

    /// `CartStore.carts` for `io.example.cart.CartStore.carts`: where a map is kept, or its type where nobody knows.
    static String owner(Site site) {
        return withoutPackage(site.owner().orElse(site.type()));
    }

    /// `ConcurrentHashMap` for `java.util.concurrent.ConcurrentHashMap`; a Go type stays as it is.
    static String type(Site site) {
        return withoutPackage(site.type());
    }

    private static String withoutPackage(String name) {
        return JAVA_PACKAGE.matcher(whole(name)).replaceFirst("");
    }

    static String whole(String name) {
        return Figures.oneLine(name, LONGEST);
    }

    /// At most so many characters: what is longer loses its middle, because both ends tell names apart.
    static String shortened(String name, int most) {
        int length = name.codePointCount(0, name.length());
        if (length <= most) {
            return name;
        }
        int head = most / 2;
        int tail = most - head - 1;
        return name.substring(0, name.offsetByCodePoints(0, head))
                + '…'
                + name.substring(name.offsetByCodePoints(name.length(), -tail));
    }
}
