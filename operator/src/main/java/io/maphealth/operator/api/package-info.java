/// The custom resources: the policy that people write and the health that they read.
@NullMarked
package io.maphealth.operator.api;

import org.jspecify.annotations.NullMarked;
