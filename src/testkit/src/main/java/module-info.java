import org.jspecify.annotations.NullMarked;

/// What the tests of all modules share: real programs that compile, run and tell the truth about themselves. Test scope
/// only.
@NullMarked
module io.maphealth.testkit {
    requires static transitive org.jspecify;
    requires java.net.http;
    requires org.opentest4j;

    exports io.maphealth.testkit;
    exports io.maphealth.testkit.go;
    exports io.maphealth.testkit.hprof;
    exports io.maphealth.testkit.kube;
}
