package io.maphealth.it.engine;

import java.net.URI;
import org.testcontainers.dockerclient.DockerClientProviderStrategy;
import org.testcontainers.dockerclient.TransportConfig;

/// By which Testcontainers uses the [Engine], and no other that it may know of.
public final class FoundEngine extends DockerClientProviderStrategy {
    private static URI host = URI.create("unix:///var/run/docker.sock");

    static void use(URI found) {
        host = found;
    }

    @Override
    public TransportConfig getTransportConfig() {
        return TransportConfig.builder().dockerHost(host).build();
    }

    @Override
    protected int getPriority() {
        return Integer.MAX_VALUE;
    }

    @Override
    protected boolean isPersistable() {
        return false;
    }

    @Override
    public String getDescription() {
        return "the engine at " + host;
    }
}
