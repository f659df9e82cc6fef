/// Findings and log lines as JSON.
@NullMarked
package io.maphealth.sidecar.json;

import org.jspecify.annotations.NullMarked;
