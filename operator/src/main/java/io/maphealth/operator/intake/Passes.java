package io.maphealth.operator.intake;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Passes for sidecars that the operator attaches to running pods: such a container gets no token of the kubelet's. A
/// pass names one pod by its uid and is signed with a key that only the operator's replicas have; it ends with the pod.
public final class Passes {
    private static final String PREFIX = "pass.";
    private static final Duration HOLDS = Duration.ofMinutes(5);

    private final Supplier<byte[]> key;

    /// @param key asked for when the first pass is issued or shown
    public Passes(Supplier<byte[]> key) {
        this.key = key;
    }

    public String issue(String namespace, String pod, String podUid) {
        String body = encoded((namespace + "/" + pod + "/" + podUid).getBytes(StandardCharsets.UTF_8));
        return PREFIX + body + "." + encoded(signature(body));
    }

    static boolean isPass(String token) {
        return token.startsWith(PREFIX);
    }

    /// Whose it is, if we issued it.
    Optional<Identity> read(String pass, Instant now) {
        String[] parts = pass.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            byte[] signature = Base64.getUrlDecoder().decode(parts[2]);
            if (!MessageDigest.isEqual(signature, signature(parts[1]))) {
                return Optional.empty();
            }
            String[] names = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8).split("/", -1);
            return Optional.of(new Identity(names[0], names[1], names[2], now.plus(HOLDS)));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    private byte[] signature(String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.get(), "HmacSHA256"));
            return mac.doFinal(body.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HmacSHA256", impossible);
        }
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
