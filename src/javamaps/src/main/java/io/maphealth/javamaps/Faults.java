package io.maphealth.javamaps;

/// How a map breaks its contract: entries that are not where the hash of their key would find them, chains that bite
/// their own tail, weak entries whose value holds their key, entries that are in the table and not in the order of a
/// linked map, or the other way round.
public record Faults(long misplaced, long cyclicBins, long selfHeld, long unlinked) {
    public static final Faults NONE = new Faults(0, 0, 0, 0);

    public boolean any() {
        return misplaced + cyclicBins + selfHeld + unlinked > 0;
    }

    public Faults plus(Faults other) {
        return new Faults(
                misplaced + other.misplaced,
                cyclicBins + other.cyclicBins,
                selfHeld + other.selfHeld,
                unlinked + other.unlinked);
    }
}
