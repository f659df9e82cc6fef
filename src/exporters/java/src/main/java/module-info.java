/// A program answers for its own maps: registration, census, JDK server, JMX.
module io.maphealth.exporter {
    requires java.management;
    requires static transitive jdk.httpserver;

    exports io.maphealth.exporter;
}
