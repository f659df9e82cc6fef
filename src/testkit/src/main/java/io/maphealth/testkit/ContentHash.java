package io.maphealth.testkit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// A name for what is made of some contents in some way, so that it is made once.
public final class ContentHash {
    private static final int BYTES = 8;

    private ContentHash() {}

    public static String of(String way, List<byte[]> contents) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(way.getBytes(StandardCharsets.UTF_8));
            contents.forEach(digest::update);
            return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
