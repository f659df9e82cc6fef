package io.maphealth.exporter;

/// A map that is answered for until this is closed, or until the map is collected. Nobody need keep it.
public interface Registration extends AutoCloseable {
    @Override
    void close();
}
