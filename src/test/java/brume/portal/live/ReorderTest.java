package brume.portal.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReorderTest {

    @Test
    void whatIsInOrderStaysWhole() {
        assertEquals(List.of(1, 2, 3), List.copyOf(Reorder.staying(List.of(1, 2, 3), List.of(1, 2, 3))));
    }

    @Test
    void oneThatMovesUpOrDownIsTheOnlyOneToMove() {
        assertEquals(List.of(1, 2, 4), List.copyOf(Reorder.staying(List.of(1, 2, 3, 4), List.of(3, 1, 2, 4))));
        assertEquals(List.of(2, 3, 4), List.copyOf(Reorder.staying(List.of(1, 2, 3, 4), List.of(2, 3, 4, 1))));
    }

    @Test
    void whatIsNotWantedAnyMoreDoesNotStay() {
        assertEquals(List.of(2), List.copyOf(Reorder.staying(List.of(1, 2), List.of(2, 7))));
        assertEquals(List.of(), List.copyOf(Reorder.staying(List.of(), List.of(7))));
    }

    @Test
    void ofAnyOrderWhatStaysIsInOrderAndAsLongAsCanBe() {
        Random random = new Random(7);
        for (int i = 0; i < 500; i++) {
            List<Integer> wanted = IntStream.range(0, random.nextInt(9)).boxed().toList();
            List<Integer> now = new ArrayList<>(wanted);
            Collections.shuffle(now, random);
            Collection<Integer> staying = Reorder.staying(now, wanted);
            assertEquals(staying.stream().sorted().toList(), List.copyOf(staying));
            assertTrue(now.containsAll(staying));
            assertEquals(longestByTrying(now), staying.size(), () -> now + " " + staying);
        }
    }

    private static int longestByTrying(List<Integer> numbers) {
        int longest = 0;
        for (int choice = 0; choice < 1 << numbers.size(); choice++) {
            List<Integer> part = new ArrayList<>();
            for (int i = 0; i < numbers.size(); i++) {
                if ((choice >> i & 1) == 1) {
                    part.add(numbers.get(i));
                }
            }
            if (part.stream().sorted().toList().equals(part)) {
                longest = Math.max(longest, part.size());
            }
        }
        return longest;
    }
}
