/// The operator's own certificates: made, kept in a Secret, renewed, and told to those who must trust them.
@NullMarked
package io.maphealth.operator.certificates;

import org.jspecify.annotations.NullMarked;
