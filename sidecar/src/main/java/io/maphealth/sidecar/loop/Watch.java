package io.maphealth.sidecar.loop;

import io.maphealth.sidecar.target.TargetWatch;
import java.time.Duration;
import java.util.random.RandomGenerator;

/// What the loop works with: whom to watch, through what, how often, and who judges. `random` spreads the rounds.
public record Watch(TargetWatch target, SourcePlan sources, Judge judge, Duration interval, RandomGenerator random) {}
