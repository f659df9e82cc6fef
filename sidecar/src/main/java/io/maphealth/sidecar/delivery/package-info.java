/// Tells the operator after each round, and keeps for later what it cannot take now.
@NullMarked
package io.maphealth.sidecar.delivery;

import org.jspecify.annotations.NullMarked;
