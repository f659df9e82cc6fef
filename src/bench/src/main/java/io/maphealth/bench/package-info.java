/// Whole-process measurements of the real programs: what they cost, beside a base line taken in the same run.
@org.jspecify.annotations.NullMarked
package io.maphealth.bench;
