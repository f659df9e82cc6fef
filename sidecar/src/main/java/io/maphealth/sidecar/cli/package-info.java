/// The command line: what the sidecar does all the time, done once by a person.
@NullMarked
package io.maphealth.sidecar.cli;

import org.jspecify.annotations.NullMarked;
