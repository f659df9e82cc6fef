/// A census and its findings for people: text for a terminal, one HTML file to pass on.
@NullMarked
package io.maphealth.sidecar.report;

import org.jspecify.annotations.NullMarked;
