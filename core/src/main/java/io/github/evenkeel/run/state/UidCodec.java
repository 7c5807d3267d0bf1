package io.github.evenkeel.run.state;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;
import java.util.regex.Pattern;

/** UID of an object as a short word: the 16 bytes of a UUID in base64url, any other UID as it is, after an asterisk. */
final class UidCodec {
    private static final Pattern UUID_FORM =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern SHORT_FORM = Pattern.compile("[A-Za-z0-9_-]{22}");
    private static final String AS_IT_IS = "*";

    private UidCodec() {}

    static String text(String uid) {
        if (!UUID_FORM.matcher(uid).matches()) {
            return AS_IT_IS + uid;
        }
        UUID known = UUID.fromString(uid);
        byte[] bytes = ByteBuffer.allocate(16)
                .putLong(known.getMostSignificantBits())
                .putLong(known.getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static String read(String field, String word) {
        if (word.startsWith(AS_IT_IS)) {
            return EntryFields.one(field, word.substring(AS_IT_IS.length()));
        }
        EntryFields.matching(field, word, SHORT_FORM, "UIDs in 22 characters of base64url, or after an asterisk");
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(word));
        return new UUID(bytes.getLong(), bytes.getLong()).toString();
    }
}
