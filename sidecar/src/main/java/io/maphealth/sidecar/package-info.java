/// The program: wires the parts below together.
@NullMarked
package io.maphealth.sidecar;

import org.jspecify.annotations.NullMarked;
