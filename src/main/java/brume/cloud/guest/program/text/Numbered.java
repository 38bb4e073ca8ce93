package brume.cloud.guest.program.text;

import java.util.ArrayList;
import java.util.List;

/// The old way to give a number: `-20` for `-w 20`.
final class Numbered {

    private Numbered() {}

    /// The arguments with such a number made into the option of this letter.
    static List<String> apart(List<String> args, String letter) {
        List<String> all = new ArrayList<>();
        for (String arg : args) {
            all.add(arg.matches("-\\d{1,9}") ? "-" + letter + arg.substring(1) : arg);
        }
        return all;
    }
}
