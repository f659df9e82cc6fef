/// The wiring: settings, clients, and what runs when.
@NullMarked
package io.maphealth.operator.program;

import org.jspecify.annotations.NullMarked;
