/// What the sidecar answers on its port.
@NullMarked
package io.maphealth.sidecar.http;

import org.jspecify.annotations.NullMarked;
