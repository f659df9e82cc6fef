/// All watched workloads together: what is told about them beyond their own namespaces.
@NullMarked
package io.maphealth.operator.fleet;

import org.jspecify.annotations.NullMarked;
