package dev.visiontask.detection.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AssignmentTest {
    private static final double LIMIT = .8;

    private final Assignment assignment = new Assignment();

    @Test
    void solve_isAsCheapAsEveryOtherAssignmentWhenProblemsAreRandom() {
        Random random = new Random(5);
        for (int round = 0; round < 4_000; round++) {
            double[][] costs = costs(random, random.nextInt(7), random.nextInt(7));
            assertThat(solve(costs)).as(Arrays.deepToString(costs)).isCloseTo(best(costs, 0, 0), within(1e-9));
        }
    }

    @Test
    void solve_isAsCheapAsEveryOtherAssignmentWhenCostsAreFewAndEqual() {
        Random random = new Random(6);
        for (int round = 0; round < 4_000; round++) {
            double[][] costs = costs(random, 1 + random.nextInt(6), 1 + random.nextInt(6));
            for (double[] row : costs) {
                for (int i = 0; i < row.length; i++) {
                    row[i] = Math.round(row[i] * 4) / 4.0;
                }
            }
            assertThat(solve(costs)).as(Arrays.deepToString(costs)).isCloseTo(best(costs, 0, 0), within(1e-9));
        }
    }

    @Test
    void solve_makesTwoPairsWhenTheCheapestPairWouldPreventOne() {
        solve(new double[][] {{.1, .3}, {.2, 1}});

        assertThat(assignment.columnOf(0)).isEqualTo(1);
        assertThat(assignment.columnOf(1)).isZero();
        assertThat(assignment.rowOf(0)).isEqualTo(1);
    }

    @Test
    void solve_leavesARowOutWhenItsPairWouldCostMore() {
        // Both pairs in the other way cost .1 + .8 - more than .1 and nothing.
        solve(new double[][] {{.1, .79}, {.09, 1}});

        assertThat(assignment.columnOf(1)).isZero();
        assertThat(assignment.columnOf(0)).isEqualTo(1);

        solve(new double[][] {{.1, .8}, {.12, 1}});

        assertThat(assignment.columnOf(0)).isZero();
        assertThat(assignment.columnOf(1)).isEqualTo(-1);
        assertThat(assignment.rowOf(1)).isEqualTo(-1);
    }

    @Test
    void solve_answersForNothingWhenThereAreNoRowsOrColumns() {
        assertThat(solve(new double[0][0])).isZero();
        assertThat(solve(new double[][] {{}, {}})).isEqualTo(2 * LIMIT);
        assertThat(assignment.columnOf(1)).isEqualTo(-1);
    }

    @Test
    void solve_isDoneInReasonableTimeWhenEverythingIsConnected() {
        Random random = new Random(7);
        double[][] costs = new double[400][400];
        for (double[] row : costs) {
            Arrays.setAll(row, i -> random.nextDouble() * LIMIT);
        }

        double cost = solve(costs);

        // Known from theory: about pi^2 / 6 times the range, whatever the number of rows.
        assertThat(cost).isBetween(LIMIT * 1.2, LIMIT * 2.1);
    }

    private static double[][] costs(Random random, int rows, int columns) {
        double[][] costs = new double[rows][columns];
        double density = random.nextDouble();
        for (double[] row : costs) {
            Arrays.setAll(row, i -> random.nextDouble() < density ? random.nextDouble() : 1);
        }
        return costs;
    }

    /** What it costs, and checks that rows and columns agree. */
    private double solve(double[][] costs) {
        int columns = costs.length == 0 ? 0 : costs[0].length;
        assignment.begin(columns, LIMIT);
        for (double[] row : costs) {
            assignment.row();
            for (int i = 0; i < columns; i++) {
                assignment.pair(i, row[i]);
            }
        }
        assignment.solve();
        double sum = 0;
        int pairs = 0;
        for (int i = 0; i < costs.length; i++) {
            int column = assignment.columnOf(i);
            if (column >= 0) {
                pairs++;
                assertThat(assignment.rowOf(column)).isEqualTo(i);
                assertThat(costs[i][column]).isLessThan(LIMIT);
            }
            sum += column < 0 ? LIMIT : costs[i][column];
        }
        int taken = 0;
        for (int i = 0; i < columns; i++) {
            taken += assignment.rowOf(i) >= 0 ? 1 : 0;
        }
        assertThat(taken).isEqualTo(pairs);
        return sum;
    }

    /** Tries everything. */
    private static double best(double[][] costs, int row, int taken) {
        if (row == costs.length) {
            return 0;
        }
        double best = LIMIT + best(costs, row + 1, taken);
        for (int i = 0; i < costs[row].length; i++) {
            if ((taken & (1 << i)) == 0 && costs[row][i] < LIMIT) {
                best = Math.min(best, costs[row][i] + best(costs, row + 1, taken | (1 << i)));
            }
        }
        return best;
    }
}
