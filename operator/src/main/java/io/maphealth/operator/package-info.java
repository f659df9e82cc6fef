/// The operator: injects sidecars, takes their reports and tells Kubernetes what they found.
@NullMarked
package io.maphealth.operator;

import org.jspecify.annotations.NullMarked;
