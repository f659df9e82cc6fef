/// The workloads that people annotate, and the owners of pods.
@NullMarked
package io.maphealth.operator.workload;

import org.jspecify.annotations.NullMarked;
