/// Decides whether a pod gets a sidecar, and which: pure functions from pod and policy to patch or reason.
@NullMarked
package io.maphealth.operator.inject;

import org.jspecify.annotations.NullMarked;
