package dev.visiontask.video;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visiontask.BadInputException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
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
        LiveReader live = new LiveReader(() -> openers.remove().get(), new Reconnect(5, Duration.ofMillis(1)));
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
}
