package io.maphealth.operator.certificates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeyRingTest {
    private static final List<String> NAMES = List.of("maphealth-operator.maphealth.svc");
    private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

    @Test
    void aNewRingIsTrustedByItsOwnBundle() throws Exception {
        KeyRing ring = KeyRing.create(NAMES, START);

        assertThat(trusts(ring.bundle(), ring.leaf().certificate())).isTrue();
        assertThat(ring.leaf().certificate().getSubjectAlternativeNames())
                .contains(List.of(2, "maphealth-operator.maphealth.svc"));
        assertThat(ring.leaf().certificate().getNotAfter().toInstant()).isEqualTo(START.plus(Duration.ofDays(7)));
    }

    @Test
    void whatIsKeptAsTextComesBackTheSame() throws UnreadableCertificateException {
        KeyRing renewing = KeyRing.create(NAMES, START).renewed(NAMES, START.plus(Duration.ofDays(300)));
        KeyRing renewed = renewing.renewed(NAMES, START.plus(Duration.ofDays(302)));

        assertThat(renewing.next()).isPresent();
        assertThat(renewed.former()).isPresent();
        assertThat(KeyRing.of(renewing.texts()).texts()).isEqualTo(renewing.texts());
        assertThat(KeyRing.of(renewed.texts()).texts()).isEqualTo(renewed.texts());
    }

    @Test
    void aLeafIsRenewedAtTwoThirdsOfItsLife() {
        KeyRing ring = KeyRing.create(NAMES, START);

        assertThat(ring.renewed(NAMES, START.plus(Duration.ofDays(4)))).isSameAs(ring);
        assertThat(ring.renewed(NAMES, START.plus(Duration.ofDays(5))).leaf().certificate())
                .isNotEqualTo(ring.leaf().certificate());
    }

    @Test
    void forTwoYearsNobodyMeetsACertificateThatItDoesNotTrustYetOrNoLonger() throws Exception {
        KeyRing ring = KeyRing.create(NAMES, START);
        String yesterday = ring.bundle();
        int authorities = 1;
        for (Instant now = START;
                now.isBefore(START.plus(Duration.ofDays(730)));
                now = now.plus(Duration.ofHours(12))) {
            KeyRing renewed = ring.renewed(NAMES, now);
            assertThat(trusts(yesterday, renewed.leaf().certificate()))
                    .as("a client of yesterday, %s", now)
                    .isTrue();
            assertThat(trusts(renewed.bundle(), ring.leaf().certificate()))
                    .as("a replica of yesterday, %s", now)
                    .isTrue();
            renewed.leaf().certificate().checkValidity(Date.from(now));
            authorities += renewed.authority().equals(ring.authority()) ? 0 : 1;
            yesterday = ring.bundle();
            ring = renewed;
        }
        // or else nothing was rotated
        assertThat(authorities).isGreaterThanOrEqualTo(3);
    }

    @Test
    void aRingThatExpiredWhileNobodyKeptItIsMadeAnewAtOnce() throws Exception {
        Instant later = START.plus(Duration.ofDays(400));

        KeyRing renewed = KeyRing.create(NAMES, START).renewed(NAMES, later);

        renewed.leaf().certificate().checkValidity(Date.from(later));
        renewed.authority().certificate().checkValidity(Date.from(later));
        assertThat(trusts(renewed.bundle(), renewed.leaf().certificate())).isTrue();
    }

    @Test
    void damagedTextsAreRefusedAndNeverShown() {
        Map<String, String> texts = Map.of("authority.crt", "x", "authority.key", "very secret");

        assertThatThrownBy(() -> KeyRing.of(texts))
                .isInstanceOf(UnreadableCertificateException.class)
                .message()
                .doesNotContain("secret");
    }

    private static boolean trusts(String bundle, X509Certificate certificate) throws GeneralSecurityException {
        Collection<? extends Certificate> authorities = CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(bundle.getBytes(StandardCharsets.UTF_8)));
        return authorities.stream().anyMatch(authority -> signed(certificate, authority));
    }

    private static boolean signed(X509Certificate certificate, Certificate authority) {
        try {
            certificate.verify(authority.getPublicKey());
            return true;
        } catch (GeneralSecurityException another) {
            return false;
        }
    }
}
