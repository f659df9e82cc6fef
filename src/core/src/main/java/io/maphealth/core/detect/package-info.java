/// The judgement: one pure function for each kind of finding, the thresholds it judges by, and what becomes
/// of a finding from round to round.
package io.maphealth.core.detect;
