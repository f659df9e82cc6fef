/// A whole fleet of sidecars, simulated with the sidecar's own delivery, on real operators and a real API server.
@NullMarked
package io.maphealth.bench.scale;

import org.jspecify.annotations.NullMarked;
