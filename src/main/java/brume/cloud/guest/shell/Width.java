package brume.cloud.guest.shell;

/// How many columns of a terminal a text takes.
public final class Width {

    private Width() {}

    public static int of(String text) {
        return text.codePoints().map(Width::of).sum();
    }

    private static int of(int point) {
        boolean combining = Character.getType(point) == Character.NON_SPACING_MARK;
        boolean wide = point >= 0x1100 && point <= 0x115F
                || point >= 0x2E80 && point <= 0xA4CF
                || point >= 0xAC00 && point <= 0xD7A3
                || point >= 0xF900 && point <= 0xFAFF
                || point >= 0xFF00 && point <= 0xFF60
                || point >= 0x1F300 && point <= 0x1FAFF;
        return combining ? 0 : wide ? 2 : 1;
    }
}
