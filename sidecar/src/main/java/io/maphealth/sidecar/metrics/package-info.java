/// What Prometheus scrapes: bounded in series, whatever the target holds.
@NullMarked
package io.maphealth.sidecar.metrics;

import org.jspecify.annotations.NullMarked;
