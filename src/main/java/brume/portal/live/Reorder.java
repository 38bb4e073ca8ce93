package brume.portal.live;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;

/// Which items of a list need not move to bring it into another order.
final class Reorder {

    private Reorder() {}

    /// The longest part of the list that stands in the wanted order already: all others are taken out and put in again.
    /// Grows with n log n.
    ///
    /// @param now each item once
    /// @param wanted each item once; what it does not hold does not stay
    static <T> SequencedSet<T> staying(List<T> now, List<T> wanted) {
        Map<T, Integer> place = new HashMap<>();
        for (T item : wanted) {
            place.put(item, place.size());
        }
        List<T> kept = now.stream().filter(place::containsKey).toList();
        int[] places = kept.stream().mapToInt(place::get).toArray();
        return new LinkedHashSet<>(longestRising(places).stream().map(kept::get).toList());
    }

    /// The indexes of a longest part whose numbers, each there once, rise.
    private static List<Integer> longestRising(int[] numbers) {
        int[] smallestEnd = new int[numbers.length];
        int[] indexOfEnd = new int[numbers.length];
        int[] before = new int[numbers.length];
        int longest = 0;
        for (int i = 0; i < numbers.length; i++) {
            int length = -Arrays.binarySearch(smallestEnd, 0, longest, numbers[i]) - 1;
            before[i] = length == 0 ? -1 : indexOfEnd[length - 1];
            smallestEnd[length] = numbers[i];
            indexOfEnd[length] = i;
            longest = Math.max(longest, length + 1);
        }
        List<Integer> part = new ArrayList<>();
        for (int at = longest == 0 ? -1 : indexOfEnd[longest - 1]; at >= 0; at = before[at]) {
            part.add(at);
        }
        return part.reversed();
    }
}
