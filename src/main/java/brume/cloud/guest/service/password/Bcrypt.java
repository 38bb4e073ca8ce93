package brume.cloud.guest.service.password;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Blowfish as a password hash (Provos and Mazières, "A Future-Adaptable Password Scheme", 1999): `$2y$05$`, 22 letters
/// of salt, 31 of hash.
///
/// Differs from Apache: at most [#MOST_COST], for the machines share the processor of one teacher.
final class Bcrypt {

    static final int MOST_COST = 12;
    private static final String ALPHABET = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int SUBKEYS = 18;
    private static final int BOXES = 1024;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 23;
    private static final int MOST_PASSWORD = 72;
    private static final int[] PI = piFraction(SUBKEYS + BOXES);

    private final int[] keys = Arrays.copyOfRange(PI, 0, SUBKEYS);
    private final int[] boxes = Arrays.copyOfRange(PI, SUBKEYS, SUBKEYS + BOXES);
    private int left;
    private int right;

    private Bcrypt() {}

    /// The hash of a password with the salt and the cost of another; empty where that is no bcrypt.
    static String again(String password, String hash) {
        if (!hash.matches("\\$2[aby]\\$\\d\\d\\$[./A-Za-z0-9]{53}")) {
            return "";
        }
        int cost = Integer.parseInt(hash.substring(4, 6));
        return cost < 4 || cost > MOST_COST
                ? ""
                : hash.substring(0, 29) + encode(digest(password, decode(hash.substring(7, 29)), cost), HASH_BYTES);
    }

    static String hash(String password, byte[] salt, int cost) {
        return String.format("$2y$%02d$", cost)
                + encode(salt, SALT_BYTES)
                + encode(digest(password, salt, cost), HASH_BYTES);
    }

    private static byte[] digest(String password, byte[] saltBytes, int cost) {
        byte[] typed = (password + "\0").getBytes(StandardCharsets.UTF_8);
        int[] key = words(Arrays.copyOf(typed, Math.min(MOST_PASSWORD, typed.length)), SUBKEYS);
        int[] salt = words(saltBytes, SUBKEYS);
        Bcrypt state = new Bcrypt();
        state.expand(key, salt, true);
        for (int round = 0; round < 1 << cost; round++) {
            state.expand(key, salt, false);
            state.expand(salt, salt, false);
        }
        int[] text = words("OrpheanBeholderScryDoubt".getBytes(StandardCharsets.US_ASCII), 6);
        ByteBuffer out = ByteBuffer.allocate(24);
        for (int i = 0; i < 6; i += 2) {
            state.left = text[i];
            state.right = text[i + 1];
            for (int n = 0; n < 64; n++) {
                state.encipher();
            }
            out.putInt(state.left).putInt(state.right);
        }
        return out.array();
    }

    /// Bytes as big-endian words, begun again where they end.
    private static int[] words(byte[] bytes, int count) {
        int[] words = new int[count];
        for (int i = 0; i < count * 4; i++) {
            words[i / 4] = words[i / 4] << 8 | bytes[i % bytes.length] & 0xff;
        }
        return words;
    }

    private void expand(int[] key, int[] salt, boolean salted) {
        for (int i = 0; i < SUBKEYS; i++) {
            keys[i] ^= key[i];
        }
        left = 0;
        right = 0;
        for (int i = 0; i < SUBKEYS + BOXES; i += 2) {
            if (salted) {
                left ^= salt[i & 3];
                right ^= salt[i + 1 & 3];
            }
            encipher();
            int[] into = i < SUBKEYS ? keys : boxes;
            int at = i < SUBKEYS ? i : i - SUBKEYS;
            into[at] = left;
            into[at + 1] = right;
        }
    }

    private void encipher() {
        int l = left;
        int r = right;
        for (int i = 0; i < 16; i++) {
            l ^= keys[i];
            r ^= (boxes[l >>> 24] + boxes[256 + (l >>> 16 & 0xff)] ^ boxes[512 + (l >>> 8 & 0xff)])
                    + boxes[768 + (l & 0xff)];
            int swap = l;
            l = r;
            r = swap;
        }
        left = r ^ keys[17];
        right = l ^ keys[16];
    }

    private static String encode(byte[] bytes, int count) {
        StringBuilder text = new StringBuilder();
        BitsOut bits = new BitsOut(text);
        for (int i = 0; i < count; i++) {
            bits.put(bytes[i]);
        }
        bits.end();
        return text.toString();
    }

    /// Six bits a letter.
    private static final class BitsOut {
        private final StringBuilder text;
        private int held;
        private int count;

        private BitsOut(StringBuilder text) {
            this.text = text;
        }

        private void put(byte more) {
            held = held << 8 | more & 0xff;
            count += 8;
            while (count >= 6) {
                count -= 6;
                text.append(ALPHABET.charAt(held >>> count & 0x3f));
            }
            held &= (1 << count) - 1;
        }

        private void end() {
            if (count > 0) {
                text.append(ALPHABET.charAt(held << 6 - count & 0x3f));
            }
        }
    }

    private static byte[] decode(String letters) {
        byte[] bytes = new byte[SALT_BYTES];
        int held = 0;
        int count = 0;
        int at = 0;
        for (int i = 0; i < letters.length() && at < bytes.length; i++) {
            held = held << 6 | ALPHABET.indexOf(letters.charAt(i));
            count += 6;
            if (count >= 8) {
                count -= 8;
                bytes[at++] = (byte) (held >>> count);
                held &= (1 << count) - 1;
            }
        }
        return bytes;
    }

    /// The first words of the fraction of pi, which Blowfish begins with, by Machin's formula.
    private static int[] piFraction(int count) {
        int spare = 64;
        BigInteger one = BigInteger.ONE.shiftLeft(count * 32 + spare);
        BigInteger pi = arctanOfInverse(5, one)
                .shiftLeft(4)
                .subtract(arctanOfInverse(239, one).shiftLeft(2));
        BigInteger fraction = pi.mod(one).shiftRight(spare);
        int[] words = new int[count];
        for (int i = count - 1; i >= 0; i--) {
            words[i] = fraction.intValue();
            fraction = fraction.shiftRight(32);
        }
        return words;
    }

    private static BigInteger arctanOfInverse(int x, BigInteger one) {
        BigInteger square = BigInteger.valueOf((long) x * x);
        BigInteger power = one.divide(BigInteger.valueOf(x));
        BigInteger sum = power;
        for (int n = 3; power.signum() != 0; n += 2) {
            power = power.divide(square);
            BigInteger term = power.divide(BigInteger.valueOf(n));
            sum = n % 4 == 3 ? sum.subtract(term) : sum.add(term);
        }
        return sum;
    }
}
