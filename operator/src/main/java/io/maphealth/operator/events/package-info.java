/// Events of our own: folded, budgeted, and short enough for the API server.
@NullMarked
package io.maphealth.operator.events;

import org.jspecify.annotations.NullMarked;
