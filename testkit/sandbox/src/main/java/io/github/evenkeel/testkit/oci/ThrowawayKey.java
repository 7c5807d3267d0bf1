package io.github.evenkeel.testkit.oci;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Key that signs requests and gives access to nothing. All emulators share one, since it takes a moment to generate.
 */
final class ThrowawayKey {
    private static final int BITS = 2_048;
    private static final KeyPair PAIR = make();

    private ThrowawayKey() {}

    static String pem() {
        byte[] lineEnd = {'\n'};
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, lineEnd)
                        .encodeToString(PAIR.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    static byte[] pemBytes() {
        return pem().getBytes(StandardCharsets.US_ASCII);
    }

    /** As OCI has it: MD5 of the public key, each byte in hexadecimal. */
    static String fingerprint() {
        try {
            byte[] digest =
                    MessageDigest.getInstance("MD5").digest(PAIR.getPublic().getEncoded());
            return HexFormat.ofDelimiter(":").formatHex(digest);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this Java has no MD5", missing);
        }
    }

    private static KeyPair make() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this Java has no RSA", missing);
        }
    }
}
