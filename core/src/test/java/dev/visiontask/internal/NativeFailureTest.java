package dev.visiontask.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class NativeFailureTest {
    @Test
    void reason_isTheInnermostCause() {
        Throwable failure =
                new ExceptionInInitializerError(new IllegalStateException(new UnsatisfiedLinkError("no x")));

        assertThat(NativeFailure.reason(failure)).isEqualTo("UnsatisfiedLinkError: no x");
    }

    @Test
    void reason_saysHowMuchRoomThereIsWhenTheDiskIsFull() {
        Throwable failure = new RuntimeException(new IOException("No space left on device"));

        assertThat(NativeFailure.reason(failure))
                .startsWith("IOException: No space left on device (the temporary folder ")
                .contains(System.getProperty("java.io.tmpdir"))
                .endsWith(" MiB free)");
    }
}
