package dev.visiontask.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visiontask.BadInputException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class LiveReaderTest {
    /** A stream that gives nothing until it is cancelled. */
    private static final class Silent extends CountingReader {
        private final CountDownLatch cancelled = new CountDownLatch(1);

        Silent() {
            super(0);
        }

        @Override
        public boolean advance() {
            awaitAlthoughInterrupted(cancelled);
            return false;
        }

        @Override
        public void cancel() {
            cancelled.countDown();
        }
    }

    private static void awaitAlthoughInterrupted(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                // As a native library that does not know of interrupts.
            }
        }
    }

    @Test
    void cancel_reachesAReaderThatIsJustBeingOpened() throws Exception {
        CountDownLatch opening = new CountDownLatch(1);
        CountDownLatch open = new CountDownLatch(1);
        Supplier<VideoReader> second = () -> {
            opening.countDown();
            awaitAlthoughInterrupted(open);
            return new Silent();
        };
        ArrayDeque<Supplier<VideoReader>> openers = new ArrayDeque<>(List.of(() -> new CountingReader(0), second));
        LiveReader live = new LiveReader(cancelled -> openers.remove().get(), new Reconnect(5, Duration.ofMillis(1)));
        CompletableFuture<String> ended = CompletableFuture.supplyAsync(() -> {
            try {
                return "advanced: " + live.advance();
            } catch (BadInputException e) {
                return "ended";
            }
        });
        opening.await();
        live.cancel();
        open.countDown();

        assertThat(ended.get(10, TimeUnit.SECONDS)).isEqualTo("ended");
        live.close();
    }

    @Test
    void advance_goesOnAfterAnInterruptOfItsWait() {
        ArrayDeque<VideoReader> readers = new ArrayDeque<>(List.of(new CountingReader(1), new CountingReader(2)));
        LiveReader live = new LiveReader(cancelled -> readers.remove(), new Reconnect(5, Duration.ofMillis(1)));
        assertThat(live.advance()).isTrue();

        Thread.currentThread().interrupt();
        assertThatThrownBy(live::advance).isInstanceOf(CancellationException.class);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(live.advance()).isTrue();
        assertThat(live.index()).isEqualTo(1);
        live.close();
    }

    /** The request comes when the wait has not begun yet. */
    @Test
    void cancel_endsAWaitThatBeginsOnlyThen() {
        LiveReader[] live = new LiveReader[1];
        VideoReader cancels = new CountingReader(0) {
            @Override
            public void close() {
                live[0].cancel();
            }
        };
        live[0] = new LiveReader(cancelled -> cancels, new Reconnect(5, Duration.ofHours(1)));
        assertThatThrownBy(live[0]::advance).isInstanceOf(BadInputException.class);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void cancel_isHeardByAnOpenerThatAsks() throws Exception {
        CountDownLatch opening = new CountDownLatch(1);
        ArrayDeque<VideoReader> readers = new ArrayDeque<>(List.of(new CountingReader(0)));
        LiveReader live = new LiveReader(
                cancelled -> {
                    if (!readers.isEmpty()) {
                        return readers.remove();
                    }
                    opening.countDown();
                    while (!cancelled.getAsBoolean()) {
                        Thread.onSpinWait();
                    }
                    throw new BadInputException("cancelled");
                },
                new Reconnect(5, Duration.ofMillis(1)));
        CompletableFuture<Boolean> reading = CompletableFuture.supplyAsync(live::advance);
        opening.await();
        live.cancel();
        assertThatThrownBy(() -> reading.get(60, TimeUnit.SECONDS)).hasCauseInstanceOf(BadInputException.class);
    }
}
