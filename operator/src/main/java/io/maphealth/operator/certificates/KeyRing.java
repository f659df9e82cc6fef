package io.maphealth.operator.certificates;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Everything that is kept: the authority that signs, the one that follows it, the one that went before it, and the
/// server's certificate.
///
/// Renewal is overlapped, so that nobody ever meets a certificate that it does not trust yet, or no longer: a new
/// authority is trusted for a day before anything is signed with it, and the old one for as long as the first
/// certificate of the new one is used, for a replica shows its own for a minute or two after another has renewed it.
record KeyRing(Authority authority, Optional<Authority> next, Optional<X509Certificate> former, Authority.Leaf leaf) {
    static final Duration LEAF_LIFE = Duration.ofDays(7);
    static final Duration TRUSTED_BEFORE_USE = Duration.ofDays(1);

    static KeyRing create(List<String> names, Instant now) {
        Authority authority = Authority.create(now);
        return new KeyRing(authority, Optional.empty(), Optional.empty(), authority.issue(names, now, LEAF_LIFE));
    }

    /// The same ring, or what it must become now. One whose authority has expired is trusted by nobody: it is made
    /// anew.
    KeyRing renewed(List<String> names, Instant now) {
        if (now.isAfter(authority.certificate().getNotAfter().toInstant())) {
            return create(names, now);
        }
        if (next.isPresent() && age(next.get().certificate(), now).compareTo(TRUSTED_BEFORE_USE) >= 0) {
            Authority successor = next.get();
            return new KeyRing(
                    successor,
                    Optional.empty(),
                    Optional.of(authority.certificate()),
                    successor.issue(names, now, LEAF_LIFE));
        }
        if (next.isEmpty() && isDue(authority.certificate(), now)) {
            return new KeyRing(authority, Optional.of(Authority.create(now)), former, leaf);
        }
        if (isDue(leaf.certificate(), now)) {
            return new KeyRing(authority, next, Optional.empty(), authority.issue(names, now, LEAF_LIFE));
        }
        return this;
    }

    /// All authorities that have signed, or may soon sign, a certificate in use.
    String bundle() {
        return Pem.of(authority.certificate())
                + next.map(Authority::certificate).map(Pem::of).orElse("")
                + former.map(Pem::of).orElse("");
    }

    /// As it is kept in a Secret.
    Map<String, String> texts() {
        Map<String, String> texts = new HashMap<>();
        texts.put("authority.crt", Pem.of(authority.certificate()));
        texts.put("authority.key", Pem.of(authority.key()));
        next.ifPresent(it -> texts.put("next.crt", Pem.of(it.certificate())));
        next.ifPresent(it -> texts.put("next.key", Pem.of(it.key())));
        former.ifPresent(it -> texts.put("former.crt", Pem.of(it)));
        texts.put("ca.crt", bundle());
        texts.put("tls.crt", Pem.of(leaf.certificate()));
        texts.put("tls.key", Pem.of(leaf.key()));
        return Map.copyOf(texts);
    }

    static KeyRing of(Map<String, String> texts) throws UnreadableCertificateException {
        Optional<Authority> next =
                texts.containsKey("next.crt") ? Optional.of(authority(texts, "next")) : Optional.empty();
        Optional<X509Certificate> former = texts.containsKey("former.crt")
                ? Optional.of(Pem.certificate(text(texts, "former.crt")))
                : Optional.empty();
        return new KeyRing(
                authority(texts, "authority"),
                next,
                former,
                new Authority.Leaf(Pem.certificate(text(texts, "tls.crt")), Pem.key(text(texts, "tls.key"))));
    }

    private static Authority authority(Map<String, String> texts, String name) throws UnreadableCertificateException {
        return new Authority(Pem.certificate(text(texts, name + ".crt")), Pem.key(text(texts, name + ".key")));
    }

    private static String text(Map<String, String> texts, String name) {
        return Optional.ofNullable(texts.get(name)).orElse("");
    }

    /// Two thirds of its life are over.
    private static boolean isDue(X509Certificate certificate, Instant now) {
        Duration life = Duration.between(
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant());
        return age(certificate, now).compareTo(life.multipliedBy(2).dividedBy(3)) >= 0;
    }

    private static Duration age(X509Certificate certificate, Instant now) {
        return Duration.between(certificate.getNotBefore().toInstant(), now);
    }
}
