/// Takes the reports of sidecars, each for its own pod only, into the status of the workload's health.
@NullMarked
package io.maphealth.operator.intake;

import org.jspecify.annotations.NullMarked;
