/// Ways of looking at a target, each behind [io.maphealth.sidecar.source.Source].
@NullMarked
package io.maphealth.sidecar.source;

import org.jspecify.annotations.NullMarked;
