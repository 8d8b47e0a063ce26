package dev.visiontask.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visiontask.BadInputException;
import dev.visiontask.ImageSize;
import dev.visiontask.Outcome;
import dev.visiontask.classification.Classification;
import dev.visiontask.classification.Classifications;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgreementTest {
    private static EngineRun run(String engine, Outcome<Classifications> outcome) {
        return new EngineRun(
                Report.Engine.missing(engine, ""),
                List.of(new Answer<>(Path.of("x/p.png"), engine, 1, outcome)),
                false);
    }

    private static Outcome<Classifications> says(float up, float down) {
        Classification first = new Classification(0, "up", up);
        Classification second = new Classification(1, "down", down);
        List<Classification> sorted = up >= down ? List.of(first, second) : List.of(second, first);
        return new Outcome.Success<>(new Classifications(sorted, new ImageSize(1, 1)));
    }

    @Test
    void of_agreesWhenScoresDifferLittle() {
        Agreement agreement = Agreement.of(List.of(run("a", says(0.7f, 0.3f)), run("b", says(0.70005f, 0.29995f))));

        assertThat(agreement.disagreements()).isEmpty();
        assertThat(agreement.describe(2))
                .startsWith("2 engines agree: equal labels")
                .contains("5.0e-05");
    }

    @Test
    void of_namesPictureWhenSomeScoreDiffers() {
        Agreement agreement = Agreement.of(List.of(run("a", says(0.7f, 0.3f)), run("b", says(0.7f, 0.2997f))));

        assertThat(agreement.disagreements())
                .containsExactly("p.png: a says up, b says up; largest difference of two scores 3.0e-04");
        assertThat(agreement.describe(2)).contains("DISAGREE", "p.png");
    }

    @Test
    void of_disagreesWhenLabelsDiffer() {
        Agreement agreement = Agreement.of(List.of(run("a", says(0.50001f, 0.5f)), run("b", says(0.5f, 0.50001f))));

        assertThat(agreement.disagreements()).hasSize(1);
    }

    @Test
    void of_disagreesWhenOnlyOneAnswers() {
        Outcome<Classifications> failed = new Outcome.Failure<>(new BadInputException("broken"));

        assertThat(Agreement.of(List.of(run("a", says(1, 0)), run("b", failed))).disagreements())
                .hasSize(1);
    }

    @Test
    void describe_saysThereIsNothingToCompareWhenAlone() {
        assertThat(Agreement.of(List.of(run("a", says(1, 0)))).describe(1)).contains("nothing to compare");
        assertThat(Agreement.of(List.of()).disagreements()).isEmpty();
    }
}
