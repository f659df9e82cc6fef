package io.maphealth.operator.api;

import io.fabric8.generator.annotation.Required;

/// The workload whose health it is.
public record MapHealthSpec(
        @Required String apiVersion,
        @Required String kind,
        @Required String name) {}
