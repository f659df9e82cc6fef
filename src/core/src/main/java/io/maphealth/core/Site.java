package io.maphealth.core;

import java.util.Optional;

/// Maps of one type from one place. The name is the identity: it survives restarts and holds no address.
///
/// `owner` is an owner path (`main.sessions`, `MeterRegistry.meterMap`) or a call site.
public record Site(String name, String type, Optional<String> owner) {
    /// What is beyond a bound on the number of sites is counted here.
    public static final Site OTHER = new Site("other", "other", Optional.empty());

    /// Fast: sites are looked up once for every map.
    @Override
    public boolean equals(Object other) {
        return other instanceof Site that && name.equals(that.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    public static Site of(String type) {
        return new Site(type, type, Optional.empty());
    }

    public static Site of(String type, String owner) {
        return new Site(type + " " + owner, type, Optional.of(owner));
    }
}
