/// The parts put together: this is the only place that knows them all.
@NullMarked
package io.maphealth.sidecar.program;

import org.jspecify.annotations.NullMarked;
