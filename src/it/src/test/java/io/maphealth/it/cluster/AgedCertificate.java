package io.maphealth.it.cluster;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/// A server certificate of five days, signed by the operator's own authority: it serves, and is due to be renewed.
record AgedCertificate(String certificate, String key) {
    private static final String PASSWORD = "not-secret";

    static AgedCertificate signedBy(String authority, String authorityKey, Path folder)
            throws IOException, InterruptedException, GeneralSecurityException {
        Path store = folder.resolve("aged.p12");
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        keys.setKeyEntry("ca", key(authorityKey), PASSWORD.toCharArray(), new Certificate[] {certificate(authority)});
        try (OutputStream out = Files.newOutputStream(store)) {
            keys.store(out, PASSWORD.toCharArray());
        }
        run(
                "-genkeypair -alias leaf -signer ca -keyalg EC -groupname secp256r1 -dname CN=maphealth-operator.maphealth.svc"
                        + " -ext san=dns:maphealth-operator.maphealth.svc -startdate -5d -validity 7 -storetype PKCS12"
                        + " -storepass " + PASSWORD + " -keystore " + store);
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return new AgedCertificate(
                Pem.of("CERTIFICATE", keys.getCertificate("leaf").getEncoded()),
                Pem.of(
                        "PRIVATE KEY",
                        keys.getKey("leaf", PASSWORD.toCharArray()).getEncoded()));
    }

    private static void run(String arguments) throws IOException, InterruptedException {
        String program =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process keytool = new ProcessBuilder((program + " " + arguments).split(" "))
                .redirectErrorStream(true)
                .start();
        String said;
        try (InputStream out = keytool.getInputStream()) {
            said = new String(out.readAllBytes(), StandardCharsets.UTF_8);
        }
        if (keytool.waitFor() != 0) {
            throw new IllegalStateException("keytool: " + said);
        }
    }

    private static Certificate certificate(String pem) throws GeneralSecurityException {
        return CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    }

    private static PrivateKey key(String pem) throws GeneralSecurityException {
        String body = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
        return KeyFactory.getInstance("EC")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(body)));
    }
}
