/// What the reports of a workload's pods add up to: state, findings, conditions and Events.
@NullMarked
package io.maphealth.operator.health;

import org.jspecify.annotations.NullMarked;
