package io.maphealth.exporter;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.StandardMBean;

/// Puts a registry into the platform's JMX server as `io.maphealth:type=Maps`.
public final class MapsBean {
    private static final String NAME = "io.maphealth:type=Maps";

    private MapsBean() {}

    /// Registers the bean until what is returned is closed.
    ///
    /// @throws IllegalStateException there is one already
    public static Registration register(MapRegistry registry) {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        try {
            ObjectName name = new ObjectName(NAME);
            server.registerMBean(new StandardMBean(new Bean(registry), MapsMXBean.class, true), name);
            return () -> unregister(server, name);
        } catch (JMException refused) {
            throw new IllegalStateException(NAME + " cannot be registered: " + refused.getMessage(), refused);
        }
    }

    private static void unregister(MBeanServer server, ObjectName name) {
        try {
            if (server.isRegistered(name)) {
                server.unregisterMBean(name);
            }
        } catch (JMException gone) {
            throw new IllegalStateException(gone);
        }
    }

    private record Bean(MapRegistry registry) implements MapsMXBean {
        @Override
        public String getCensus() {
            return registry.census().json();
        }

        @Override
        public long getMaps() {
            return registry.census().totals().maps();
        }

        @Override
        public long getDriftedMaps() {
            return registry.census().maps().stream().filter(MapEntry::drifted).count();
        }

        @Override
        public long getHeldBytes() {
            return registry.census().totals().heldBytes().orElse(-1);
        }
    }
}
