package dev.visiontask.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visiontask.examples.Table.Column;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void toText_alignsColumns() {
        Table table = new Table(
                List.of(Column.text("name"), Column.number("ms"), Column.text("note")),
                List.of(List.of("a", "1.5", "x"), List.of("longer", "100.0", "")));

        assertThat(table.toText()).isEqualTo("""
                        name       ms  note
                        ------  -----  ----
                        a         1.5  x
                        longer  100.0
                        """);
    }

    @Test
    void constructor_throwsWhenCellIsMissing() {
        List<Column> columns = List.of(Column.text("a"), Column.text("b"));

        assertThatThrownBy(() -> new Table(columns, List.of(List.of("1"))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
