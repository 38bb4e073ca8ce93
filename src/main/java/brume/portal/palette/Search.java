package brume.portal.palette;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// Finds places by words: in any order, whatever their case and accents, the beginning of a word before its middle and
/// the title before what stands beside it. Without words, what was visited last comes first.
public final class Search {

    private static final int WORDS_AT_MOST = 8;

    private final List<Read> all;

    /// A place with its texts as they are compared.
    ///
    /// @param rank smaller for what comes first among equals
    private record Read(Place place, String title, String besides, int rank) {

        /// How far each word is from the best place for it, summed up; empty when one is nowhere.
        OptionalInt distance(List<String> words) {
            int sum = 0;
            for (String word : words) {
                int one = distance(word);
                if (one < 0) {
                    return OptionalInt.empty();
                }
                sum += one;
            }
            return OptionalInt.of(sum);
        }

        private int distance(String word) {
            if (title.startsWith(word)) {
                return 0;
            }
            if (begins(title, word)) {
                return 1;
            }
            if (begins(besides, word)) {
                return 2;
            }
            return title.contains(word) ? 4 : besides.contains(word) ? 5 : -1;
        }

        private static boolean begins(String text, String word) {
            for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
                if (at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1))) {
                    return true;
                }
            }
            return false;
        }
    }

    private record Found(Place place, int distance, int rank) {}

    /// @param places in the order in which equals are offered
    /// @param recent ids of places, the last visited first; others are ignored
    public Search(List<Place> places, List<String> recent) {
        List<Read> read = new ArrayList<>();
        for (Place place : places) {
            int visited = recent.indexOf(place.id());
            String besides = String.join(
                    "\n",
                    Stream.concat(Stream.of(place.detail(), place.kind()), place.also().stream())
                            .toList());
            read.add(new Read(
                    place,
                    folded(place.title()),
                    folded(besides),
                    visited < 0 ? recent.size() + read.size() : visited));
        }
        all = List.copyOf(read);
    }

    /// The best, at most so many.
    public List<Place> found(String text, int most) {
        List<String> words = Stream.of(folded(text).split("\\s+"))
                .filter(word -> !word.isEmpty())
                .limit(WORDS_AT_MOST)
                .toList();
        return all.stream()
                .flatMap(read -> read.distance(words).stream()
                        .mapToObj(distance -> new Found(read.place(), distance, read.rank())))
                .sorted(Comparator.comparingInt(Found::distance).thenComparingInt(Found::rank))
                .limit(most)
                .map(Found::place)
                .toList();
    }

    /// As texts are compared: `Élève d’Œuvre` is `eleve d'oeuvre`.
    static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}+", "")
                .toLowerCase(Locale.ROOT)
                .replace('’', '\'')
                .replace("œ", "oe")
                .replace("æ", "ae")
                .replace("ß", "ss");
    }
}
