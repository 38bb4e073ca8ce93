package brume.school;

import java.util.random.RandomGenerator;

/// Random text over an alphabet, each letter equally likely.
final class Letters {

    static final String UPPER_32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    static final String LOWER_32 = "abcdefghijklmnopqrstuvwxyz234567";
    static final String BASE_64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    private Letters() {}

    static String random(RandomGenerator random, String alphabet, int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
