package io.maphealth.core;

import java.util.Optional;

/// Maps of one type from one place. The name is the identity: it survives restarts and holds no address.
///
/// `owner` is an owner path (`main.sessions`, `MeterRegistry.meterMap`) or a call site.
public record Site(String name, String type, Optional<String> owner) {
    /// What is beyond a bound on the number of sites is counted here.
    public static final Site OTHER = new Site("other", "other", Optional.empty());

    public static Site of(String type) {
        return new Site(type, type, Optional.empty());
    }

    public static Site of(String type, String owner) {
        return new Site(type + " " + owner, type, Optional.of(owner));
    }
}
