package io.maphealth.sidecar.delivery;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/// Whom `authorities`, in PEM, vouch for. Connections of the same sockets resume the session of those
/// before, which spares both sides most of a handshake.
record Trust(String authorities, SSLSocketFactory sockets) {
    static Trust of(String authorities) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        InputStream in = new ByteArrayInputStream(authorities.getBytes(StandardCharsets.US_ASCII));
        int number = 0;
        for (Certificate authority : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
            trusted.setCertificateEntry("authority-" + number++, authority);
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(null, trust.getTrustManagers(), null);
        return new Trust(authorities, context.getSocketFactory());
    }
}
