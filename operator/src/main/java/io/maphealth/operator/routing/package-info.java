/// Tells Alertmanager, by way of the Prometheus Operator, who hears of the findings of a MapMonitor.
@NullMarked
package io.maphealth.operator.routing;

import org.jspecify.annotations.NullMarked;
