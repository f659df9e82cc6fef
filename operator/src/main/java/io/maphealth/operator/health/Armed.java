package io.maphealth.operator.health;

import io.maphealth.operator.Reason;

/// Whether alerts would be heard: `status` as in a condition, `message` for people.
public record Armed(String status, Reason reason, String message) {}
