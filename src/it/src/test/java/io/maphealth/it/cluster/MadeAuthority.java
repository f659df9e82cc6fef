package io.maphealth.it.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// An authority of an age that the operator would not give it, as PEM; it vouches for the operator's name, too.
record MadeAuthority(String certificate, String key) {
    private static final String PASSWORD = "not-secret";

    /// Made by the JDK's keytool.
    static MadeAuthority create(Path folder, int daysOld, int daysOfLife)
            throws IOException, InterruptedException, GeneralSecurityException {
        Path store = folder.resolve("authority.p12");
        keytool("-genkeypair -alias made -keyalg EC -groupname secp256r1 -dname CN=maphealth-operator.maphealth.svc"
                + " -ext BasicConstraints:critical=ca:true -startdate -%dd -validity %d".formatted(daysOld, daysOfLife)
                + " -storetype PKCS12 -storepass " + PASSWORD + " -keystore " + store);
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return new MadeAuthority(
                Pem.of("CERTIFICATE", keys.getCertificate("made").getEncoded()),
                Pem.of(
                        "PRIVATE KEY",
                        keys.getKey("made", PASSWORD.toCharArray()).getEncoded()));
    }

    /// A merge patch of the Secret that the operator keeps: this as what has these names there.
    String inSecret(String... names) {
        return Arrays.stream(names)
                .map(name -> "\"%1$s.crt\":\"%2$s\",\"%1$s.key\":\"%3$s\""
                        .formatted(name, Pem.encoded(certificate), Pem.encoded(key)))
                .collect(Collectors.joining(",", "{\"data\":{", "}}"));
    }

    /// A JSON patch of a configuration of so many webhooks, which then trust nothing else.
    String asTrustOf(int webhooks) {
        return IntStream.range(0, webhooks)
                .mapToObj(i -> "{\"op\":\"add\",\"path\":\"/webhooks/%d/clientConfig/caBundle\",\"value\":\"%s\"}"
                        .formatted(i, Pem.encoded(certificate)))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static void keytool(String arguments) throws IOException, InterruptedException {
        Path program = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process keytool = new ProcessBuilder((program + " " + arguments).split(" "))
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (keytool.waitFor() != 0) {
            throw new IllegalStateException("keytool: " + said);
        }
    }
}
