/// What was seen of a target over the rounds, in bounded memory.
package io.maphealth.core.history;
