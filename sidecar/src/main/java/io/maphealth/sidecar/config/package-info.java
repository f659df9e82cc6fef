/// What the environment says the sidecar is to do, checked before anything starts.
@NullMarked
package io.maphealth.sidecar.config;

import org.jspecify.annotations.NullMarked;
