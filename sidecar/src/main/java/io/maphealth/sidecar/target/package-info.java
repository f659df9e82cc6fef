/// Finding the process to watch, and seeing that it is still the same.
@NullMarked
package io.maphealth.sidecar.target;

import org.jspecify.annotations.NullMarked;
