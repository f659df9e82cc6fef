package io.maphealth.it.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;

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
                Pem.of("CERTIFICATE", keys.getCertificate("expired").getEncoded()),
                Pem.of(
                        "PRIVATE KEY",
                        keys.getKey("expired", PASSWORD.toCharArray()).getEncoded()));
    }

    /// A merge patch of the Secret that the operator keeps.
    String asSecret() {
        return "{\"data\":{\"authority.crt\":\"%1$s\",\"tls.crt\":\"%1$s\",\"authority.key\":\"%2$s\",\"tls.key\":\"%2$s\"}}"
                .formatted(Pem.encoded(certificate), Pem.encoded(key));
    }

    /// A JSON patch of a configuration of so many webhooks, which then trust nothing else.
    String asTrustOf(int webhooks) {
        StringBuilder operations = new StringBuilder();
        for (int i = 0; i < webhooks; i++) {
            operations
                    .append(i == 0 ? "[" : ",")
                    .append("{\"op\":\"add\",\"path\":\"/webhooks/%d/clientConfig/caBundle\",\"value\":\"%s\"}"
                            .formatted(i, Pem.encoded(certificate)));
        }
        return operations.append("]").toString();
    }
}
