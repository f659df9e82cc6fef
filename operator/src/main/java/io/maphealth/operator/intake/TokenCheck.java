package io.maphealth.operator.intake;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.fabric8.kubernetes.api.model.authentication.TokenReview;
import io.fabric8.kubernetes.api.model.authentication.TokenReviewBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenReviewStatus;
import io.fabric8.kubernetes.api.model.authentication.UserInfo;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.maphealth.operator.Fingerprint;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Asks the API server whose a token is, or itself whose a pass. An answer holds for some minutes; tokens themselves
/// are not kept.
final class TokenCheck {
    static final String AUDIENCE = "maphealth";

    private static final Pattern ACCOUNT = Pattern.compile("system:serviceaccount:([^:]+):[^:]+");
    private static final Duration HOLDS = Duration.ofMinutes(5);
    private static final int MOST_KEPT = 20_000;
    private static final int MOST_TOKEN = 8_192;

    private final KubernetesClient client;
    private final Passes passes;
    private final InstantSource clock;
    private final Cache<String, Identity> known =
            Caffeine.newBuilder().maximumSize(MOST_KEPT).build();

    TokenCheck(KubernetesClient client, Passes passes, InstantSource clock) {
        this.client = client;
        this.passes = passes;
        this.clock = clock;
    }

    Identity check(String token) throws RefusedReportException {
        if (token.isEmpty() || token.length() > MOST_TOKEN) {
            throw new RefusedReportException(401, "no token, or one that is too long");
        }
        Instant now = clock.instant();
        if (Passes.isPass(token)) {
            return passes.read(token, now)
                    .orElseThrow(() -> new RefusedReportException(401, "this operator did not issue that pass"));
        }
        String key = Fingerprint.of(token);
        Identity before = known.getIfPresent(key);
        if (before != null && now.isBefore(before.until())) {
            return before;
        }
        Identity identity = review(token, now);
        known.put(key, identity);
        return identity;
    }

    private Identity review(String token, Instant now) throws RefusedReportException {
        TokenReview answer = client.resource(new TokenReviewBuilder()
                        .withNewSpec()
                        .withToken(token)
                        .withAudiences(AUDIENCE)
                        .endSpec()
                        .build())
                .create();
        TokenReviewStatus status = answer.getStatus();
        boolean ours = status != null
                && Boolean.TRUE.equals(status.getAuthenticated())
                && status.getAudiences().contains(AUDIENCE);
        if (!ours) {
            throw new RefusedReportException(401, "the API server does not know this token for audience " + AUDIENCE);
        }
        UserInfo user = status.getUser();
        Matcher account = ACCOUNT.matcher(user.getUsername());
        Optional<String> pod = extra(user, "authentication.kubernetes.io/pod-name");
        Optional<String> uid = extra(user, "authentication.kubernetes.io/pod-uid");
        if (!account.matches() || pod.isEmpty() || uid.isEmpty()) {
            throw new RefusedReportException(403, "the token is not bound to a pod");
        }
        return new Identity(account.group(1), pod.get(), uid.get(), now.plus(HOLDS));
    }

    private static Optional<String> extra(UserInfo user, String name) {
        return Optional.ofNullable(user.getExtra())
                .map(extra -> extra.get(name))
                .map(List::stream)
                .flatMap(values -> values.findFirst());
    }
}
