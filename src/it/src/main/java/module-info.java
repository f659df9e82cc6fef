import org.jspecify.annotations.NullMarked;

/// Scenarios against the real thing: real programs, watched by the real sidecar. Needed by nobody.
@NullMarked
module io.maphealth.it {
    requires io.maphealth.core;
    requires io.maphealth.protocol;
    requires io.maphealth.testkit;
    // tests draw what dashboards show, and receive alerts
    requires java.desktop;
    requires java.net.http;
    requires jdk.httpserver;
    requires static org.jspecify;
}
