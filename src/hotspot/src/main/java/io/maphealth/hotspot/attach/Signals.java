package io.maphealth.hotspot.attach;

import java.io.IOException;

/// Sends signals to processes.
interface Signals {
    /// Asks a JVM to look whether somebody wants to attach.
    void quit(long pid) throws IOException;
}
