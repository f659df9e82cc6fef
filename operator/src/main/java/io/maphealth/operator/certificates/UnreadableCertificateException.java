package io.maphealth.operator.certificates;

/// What is kept is no certificate or key; the message never shows it.
@SuppressWarnings("serial")
final class UnreadableCertificateException extends Exception {
    UnreadableCertificateException(String message) {
        super(message);
    }
}
