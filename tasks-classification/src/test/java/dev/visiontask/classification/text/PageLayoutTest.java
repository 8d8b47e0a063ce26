package dev.visiontask.classification.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visiontask.Box;
import dev.visiontask.Point;
import dev.visiontask.Quad;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageLayoutTest {
    private static final int HEIGHT = 20;

    private final List<TextLine> lines = new ArrayList<>();

    private void line(String text, double left, double top, double width, double height) {
        Quad quad = Quad.of(new Box((float) left, (float) top, (float) (left + width), (float) (top + height)));
        lines.add(new TextLine(List.of(new TextWord(text, quad, 1)), quad, 1, 1));
    }

    private void column(String name, double left, double top, int count) {
        for (int i = 0; i < count; i++) {
            line(name + i, left, top + 25 * i, 300, HEIGHT);
        }
    }

    /** Whatever the order in which lines are found. */
    private String read() {
        return read(UnaryOperator.identity());
    }

    private String read(UnaryOperator<TextLine> move) {
        List<TextLine> shuffled = new ArrayList<>(lines);
        Collections.shuffle(shuffled, new Random(2));
        return PageLayout.of(shuffled.stream().map(move).toList()).stream()
                .map(block -> block.text().replace("\n", " "))
                .collect(Collectors.joining(" | "));
    }

    @Test
    void of_readsOneColumnFromTopToBottom() {
        column("a", 10, 10, 4);

        assertThat(read()).isEqualTo("a0 a1 a2 a3");
    }

    @Test
    void of_readsColumnsOneAfterTheOther() {
        column("a", 10, 10, 4);
        column("b", 325, 12, 5);
        column("c", 640, 8, 3);

        assertThat(read()).isEqualTo("a0 a1 a2 a3 | b0 b1 b2 b3 b4 | c0 c1 c2");
    }

    @Test
    void of_readsWhatCrossesColumnsBeforeAndAfterThem() {
        line("title", 100, 10, 400, 45);
        column("a", 10, 80, 4);
        column("b", 325, 80, 4);
        line("foot", 10, 220, 615, HEIGHT);

        assertThat(read()).isEqualTo("title | a0 a1 a2 a3 | b0 b1 b2 b3 | foot");
    }

    @Test
    void of_putsThePiecesOfAHeadlineTogether() {
        line("What", 10, 10, 250, 60);
        line("kids", 290, 12, 330, 60);
        column("a", 10, 100, 4);
        column("b", 325, 100, 4);

        assertThat(read()).isEqualTo("What kids | a0 a1 a2 a3 | b0 b1 b2 b3");
    }

    @Test
    void of_startsABlockWhereWhiteSpaceIs() {
        column("a", 10, 10, 3);
        column("b", 10, 150, 2);

        assertThat(read()).isEqualTo("a0 a1 a2 | b0 b1");
    }

    @Test
    void of_keepsTheRowsOfAReceiptTogether() {
        for (int i = 0; i < 5; i++) {
            line("tea" + i, 10, 10 + 25 * i, 100, HEIGHT);
            line("1.5" + i, 300, 11 + 25 * i, 40, HEIGHT);
        }

        assertThat(read()).isEqualTo("tea0 1.50 tea1 1.51 tea2 1.52 tea3 1.53 tea4 1.54");
    }

    @Test
    void of_joinsWhatWasFoundInPieces() {
        line("never", 10, 10, 80, HEIGHT);
        line("forgotten", 95, 13, 120, HEIGHT);
        line("that", 222, 9, 60, HEIGHT);

        assertThat(read()).isEqualTo("never forgotten that");
        assertThat(PageLayout.of(lines).get(0).lines()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {-40, -12, 3, 37, 90, 180, 270})
    void of_readsAlongTheText(int degrees) {
        column("a", 10, 10, 4);
        column("b", 325, 12, 4);
        double cos = Math.cos(Math.toRadians(degrees));
        double sin = Math.sin(Math.toRadians(degrees));
        UnaryOperator<Quad> turn = quad -> quad.map(point ->
                new Point((float) (point.x() * cos - point.y() * sin), (float) (point.x() * sin + point.y() * cos)));

        String text = read(line -> new TextLine(line.words(), turn.apply(line.quad()), 1, 1));

        assertThat(text).isEqualTo("a0 a1 a2 a3 | b0 b1 b2 b3");
    }

    @Test
    void of_takesNothingAndManyLines() {
        assertThat(PageLayout.of(List.of())).isEmpty();
        for (int i = 0; i < 10_000; i++) {
            int row = i / 100;
            line("w", 30 * (i % 100), 25 * row, 25, HEIGHT);
        }
        assertThat(PageLayout.of(lines).stream()
                        .mapToInt(block -> block.lines().stream()
                                .mapToInt(line -> line.words().size())
                                .sum())
                        .sum())
                .isEqualTo(10_000);
    }
}
