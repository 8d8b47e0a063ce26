package dev.visiontask.scores;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopScoresTest {
    private static BitSet all(int count) {
        BitSet all = new BitSet();
        all.set(0, count);
        return all;
    }

    @Test
    void indexes_keepsTheOrderOfEqualScores() {
        float[] values = {0, 2, -0f, 2, -1};

        assertThat(TopScores.indexes(values, all(5), 4)).containsExactly(1, 3, 0, 2);
        assertThat(TopScores.indexes(values, all(5), 9)).containsExactly(1, 3, 0, 2, 4);
    }

    @Test
    void indexes_takesCandidatesOnly() {
        BitSet candidates = new BitSet();
        candidates.set(0);
        candidates.set(2);

        assertThat(TopScores.indexes(new float[] {1, 3, 2}, candidates, 5)).containsExactly(2, 0);
        assertThat(TopScores.indexes(new float[] {1, 3, 2}, new BitSet(), 5)).isEmpty();
    }

    /** Few are found in another way than many. */
    @ParameterizedTest
    @ValueSource(ints = {1, 5, 32, 33, 200})
    void indexes_areThoseOfSorting(int count) {
        Random random = new Random(count);
        float[] values = new float[200];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextInt(50) - 25;
        }
        int[] sorted = IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -values[i]))
                .mapToInt(i -> i)
                .limit(count)
                .toArray();

        assertThat(TopScores.indexes(values, all(values.length), count)).containsExactly(sorted);
    }
}
