/// Getting heap dumps without doing harm: the ways to one, the governor before it, the folder for it.
@NullMarked
package io.maphealth.sidecar.dump;

import org.jspecify.annotations.NullMarked;
