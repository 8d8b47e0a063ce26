package dev.visiontask.classification.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visiontask.classification.text.MapPieces.Piece;
import java.nio.FloatBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MapPiecesTest {
    private static List<Piece> find(String... rows) {
        int width = rows[0].length();
        FloatBuffer map = FloatBuffer.allocate(3 + width * rows.length);
        for (int y = 0; y < rows.length; y++) {
            for (int x = 0; x < width; x++) {
                map.put(3 + y * width + x, rows[y].charAt(x) == '#' ? 0.9f : 0.1f);
            }
        }
        return new MapPieces().find(map, 3, width, rows.length, 0.3f);
    }

    @Test
    void find_joinsPixelsThatTouchByACorner() {
        List<Piece> pieces = find("#..#", ".##.", "....");

        assertThat(pieces).hasSize(1);
        assertThat(pieces.get(0).pixels()).isEqualTo(4);
        assertThat(pieces.get(0).rows()).isEqualTo(2);
        assertThat(pieces.get(0).first(1)).isEqualTo(1);
        assertThat(pieces.get(0).last(0)).isEqualTo(3);
    }

    @Test
    void find_keepsPiecesApartThatDoNotTouch() {
        assertThat(find("#.#", "...", "#.#")).hasSize(4);
        assertThat(find("..", "..")).isEmpty();
    }

    @Test
    void find_joinsTheArmsOfAFork() {
        List<Piece> pieces = find("#.#.#", "#.#.#", "#####");

        assertThat(pieces).hasSize(1);
        assertThat(pieces.get(0).top()).isZero();
        assertThat(pieces.get(0).rows()).isEqualTo(3);
    }

    /** The plain way: from each pixel to its eight neighbours. */
    @Test
    void find_findsWhatFloodingFinds() {
        Random random = new Random(5);
        MapPieces reused = new MapPieces();
        for (int run = 0; run < 200; run++) {
            int width = 1 + random.nextInt(30);
            int height = 1 + random.nextInt(30);
            FloatBuffer map = FloatBuffer.allocate(width * height);
            for (int i = 0; i < map.capacity(); i++) {
                map.put(i, random.nextFloat());
            }
            List<Integer> sizes = new ArrayList<>(reused.find(map, 0, width, height, 0.6f).stream()
                    .map(Piece::pixels)
                    .toList());
            sizes.sort(Comparator.naturalOrder());

            assertThat(sizes).isEqualTo(flooded(map, width, height));
        }
    }

    private static List<Integer> flooded(FloatBuffer map, int width, int height) {
        boolean[] seen = new boolean[width * height];
        List<Integer> sizes = new ArrayList<>();
        for (int start = 0; start < seen.length; start++) {
            int count = 0;
            Deque<Integer> open = new ArrayDeque<>(List.of(start));
            while (!open.isEmpty()) {
                int at = open.pop();
                if (seen[at] || map.get(at) <= 0.6f) {
                    continue;
                }
                seen[at] = true;
                count++;
                for (int dy = -1; dy <= 1; dy++) {
                    for (int dx = -1; dx <= 1; dx++) {
                        int x = at % width + dx;
                        int y = at / width + dy;
                        if (x >= 0 && x < width && y >= 0 && y < height) {
                            open.push(y * width + x);
                        }
                    }
                }
            }
            if (count > 0) {
                sizes.add(count);
            }
        }
        sizes.sort(Comparator.naturalOrder());
        return sizes;
    }
}
