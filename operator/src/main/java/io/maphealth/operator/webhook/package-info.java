/// Answers the API server's question what to do with a new pod.
@NullMarked
package io.maphealth.operator.webhook;

import org.jspecify.annotations.NullMarked;
