/// Rounds over the sources: when to look, what to do when a look fails, and who is told.
@NullMarked
package io.maphealth.sidecar.loop;

import org.jspecify.annotations.NullMarked;
