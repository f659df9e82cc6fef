package io.maphealth.it.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;

/// An authority of the operator, and its own server certificate, that ended yesterday; as PEM.
record ExpiredCertificate(String certificate, String key) {
    private static final String PASSWORD = "not-secret";

    /// Made by the JDK's keytool.
    static ExpiredCertificate create(Path folder) throws IOException, InterruptedException, GeneralSecurityException {
        Path store = folder.resolve("expired.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "expired",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=maphealth-operator.maphealth.svc",
                        "-ext",
                        "BasicConstraints:critical=ca:true",
                        "-startdate",
                        "-31d",
                        "-validity",
                        "30",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        store.toString())
                .inheritIO()
                .start();
        if (keytool.waitFor() != 0) {
            throw new IllegalStateException("keytool failed");
        }
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return new ExpiredCertificate(
                pem("CERTIFICATE", keys.getCertificate("expired").getEncoded()),
                pem(
                        "PRIVATE KEY",
                        keys.getKey("expired", PASSWORD.toCharArray()).getEncoded()));
    }

    /// A merge patch of the Secret that the operator keeps.
    String asSecret() {
        return "{\"data\":{\"authority.crt\":\"%1$s\",\"tls.crt\":\"%1$s\",\"authority.key\":\"%2$s\",\"tls.key\":\"%2$s\"}}"
                .formatted(encoded(certificate), encoded(key));
    }

    /// A JSON patch of a configuration of so many webhooks, which then trust nothing else.
    String asTrustOf(int webhooks) {
        StringBuilder operations = new StringBuilder();
        for (int i = 0; i < webhooks; i++) {
            operations
                    .append(i == 0 ? "[" : ",")
                    .append("{\"op\":\"add\",\"path\":\"/webhooks/%d/clientConfig/caBundle\",\"value\":\"%s\"}"
                            .formatted(i, encoded(certificate)));
        }
        return operations.append("]").toString();
    }

    private static String pem(String type, byte[] content) {
        return "-----BEGIN %s-----%n%s%n-----END %s-----%n"
                .formatted(
                        type,
                        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                                .encodeToString(content),
                        type);
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
