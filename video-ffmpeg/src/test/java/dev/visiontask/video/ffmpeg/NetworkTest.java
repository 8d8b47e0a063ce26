package dev.visiontask.video.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visiontask.BadInputException;
import dev.visiontask.testkit.TestData;
import dev.visiontask.video.Frame;
import dev.visiontask.video.FrameOptions;
import dev.visiontask.video.FrameSource;
import dev.visiontask.video.Frames;
import dev.visiontask.video.Reconnect;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Streams from a server in this process. */
@Timeout(180)
class NetworkTest {
    private static final FrameOptions PATIENT = FrameOptions.DEFAULT.withTimeout(Duration.ofSeconds(20));
    private static final FrameOptions HASTY = FrameOptions.DEFAULT.withTimeout(Duration.ofMillis(700));

    private static byte[] video() throws IOException {
        return Files.readAllBytes(TestData.path("video/transcoded/arm_wrestling_vp8.webm"));
    }

    @Test
    void next_readsAStreamToItsEnd() throws IOException {
        try (TestServer server = TestServer.sending(video());
                FrameSource frames = Frames.open(server.uri(), PATIENT)) {
            assertThat(Look.prints(frames)).hasSize(112);
        }
    }

    @Test
    void open_timesOutWhenNothingComes() throws IOException {
        try (TestServer server = TestServer.stallingAfter(new byte[0])) {
            long start = System.nanoTime();
            assertThatThrownBy(() -> Frames.open(server.uri(), HASTY))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("stalled");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void next_timesOutWhenTheStreamStalls() throws IOException {
        byte[] video = video();
        try (TestServer server = TestServer.stallingAfter(Arrays.copyOf(video, video.length * 3 / 4));
                FrameSource frames =
                        Frames.open(server.uri(), FrameOptions.DEFAULT.withTimeout(Duration.ofMillis(1500)))) {
            assertThatThrownBy(() -> frames.forEach(frame -> {}))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("stalled");
            assertThat(frames.counts().decoded()).isGreaterThan(50);
        }
    }

    @Test
    void close_endsAReadThatWaits() throws Exception {
        byte[] video = video();
        try (TestServer server = TestServer.stallingAfter(Arrays.copyOf(video, video.length * 3 / 4))) {
            FrameSource frames = Frames.open(server.uri(), PATIENT);
            CompletableFuture<Void> reading = CompletableFuture.runAsync(() -> frames.forEach(frame -> {}));
            while (frames.counts().decoded() < 50) {
                Thread.sleep(5);
            }
            frames.close();
            assertThatThrownBy(() -> reading.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void next_goesOnAfterReconnecting() throws IOException {
        try (TestServer server = TestServer.breakingOffAfter(video());
                FrameSource frames =
                        Frames.open(server.uri(), PATIENT.withReconnect(new Reconnect(2, Duration.ofMillis(10))))) {
            long last = -1;
            Duration time = Duration.ofNanos(-1);
            for (int i = 0; i < 250; i++) {
                try (Frame frame = Objects.requireNonNull(frames.next())) {
                    assertThat(frame.index()).isEqualTo(last + 1);
                    assertThat(frame.time()).isGreaterThan(time);
                    last = frame.index();
                    time = frame.time();
                }
            }
            assertThat(frames.counts().reconnects()).isEqualTo(2);
            assertThat(frames.info().live()).isTrue();
            server.stop();
            assertThatThrownBy(() -> frames.forEach(frame -> {}))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("after 2 attempts");
        }
    }

    @Test
    void close_endsTheWaitBeforeReconnecting() throws Exception {
        try (TestServer server = TestServer.breakingOffAfter(video())) {
            FrameSource frames =
                    Frames.open(server.uri(), PATIENT.withReconnect(new Reconnect(9, Duration.ofSeconds(50))));
            CompletableFuture<Boolean> reading = CompletableFuture.supplyAsync(() -> {
                assertThatThrownBy(() -> frames.forEach(frame -> {})).isInstanceOf(IllegalStateException.class);
                return Thread.currentThread().isInterrupted();
            });
            while (frames.counts().decoded() < 112) {
                Thread.sleep(5);
            }
            Thread.sleep(50);
            frames.close();
            assertThat(reading.get(10, TimeUnit.SECONDS)).isFalse();
        }
    }

    /** A file does not wait, so that an interrupt has nothing to end. */
    @Test
    void next_readsAFileToItsEndThoughInterrupted() {
        Thread.currentThread().interrupt();
        try (FrameSource frames = Frames.open(TestData.path("video/clips/car_detection.mp4"))) {
            frames.forEach(frame -> {});
            frames.seekFrame(3);
            assertThat(Look.next(frames).index()).isEqualTo(3);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(frames.counts().lost()).isZero();
        }
    }

    @Test
    void next_endsItsWaitForTheNetworkWhenInterruptedAndNeverPassesThatForTheEnd() throws Exception {
        byte[] video = video();
        try (TestServer server = TestServer.stallingAfter(Arrays.copyOf(video, video.length * 3 / 4));
                FrameSource frames = Frames.open(server.uri(), PATIENT)) {
            Thread reader = Thread.currentThread();
            CompletableFuture<Void> interrupting = CompletableFuture.runAsync(() -> {
                while (frames.counts().decoded() < 50) {
                    Thread.onSpinWait();
                }
                reader.interrupt();
            });
            assertThatThrownBy(() -> frames.forEach(frame -> {})).isInstanceOf(CancellationException.class);
            interrupting.get(60, TimeUnit.SECONDS);
            assertThat(Thread.interrupted()).isTrue();
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(frames::next)
                        .isInstanceOf(BadInputException.class)
                        .hasMessageContaining("open it again");
            }
        }
    }

    @Test
    void open_endsItsWaitWhenInterrupted() throws Exception {
        try (TestServer server = TestServer.stallingAfter(new byte[0])) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> Frames.open(server.uri(), PATIENT)).isInstanceOf(CancellationException.class);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    /** Going back opens the address again, or reads its index; both may wait for a server that has fallen silent. */
    @Test
    void close_endsASeekThatWaits() throws Exception {
        byte[] video = video();
        try (TestServer server = TestServer.stallingAfter(Arrays.copyOf(video, video.length * 3 / 4))) {
            FrameSource frames = Frames.open(server.uri(), FrameOptions.DEFAULT.withTimeout(Duration.ofMinutes(10)));
            Look.next(frames);
            CompletableFuture<Void> seeking = CompletableFuture.runAsync(() -> frames.seekFrame(0));
            Thread.sleep(200);
            frames.close();
            assertThatThrownBy(() -> seeking.get(60, TimeUnit.SECONDS)).hasCauseInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void close_endsAnAttemptToReconnectThatWaits() throws Exception {
        byte[] video = video();
        try (TestServer server = TestServer.breakingOffAfter(video)) {
            FrameOptions options = FrameOptions.DEFAULT
                    .withTimeout(Duration.ofMinutes(10))
                    .withReconnect(new Reconnect(9, Duration.ofMillis(1)));
            FrameSource frames = Frames.open(server.uri(), options);
            CompletableFuture<Void> reading = CompletableFuture.runAsync(() -> frames.forEach(frame -> {}));
            while (frames.counts().decoded() < 112) {
                Thread.sleep(5);
            }
            server.fallSilent();
            Thread.sleep(200);
            frames.close();
            assertThatThrownBy(() -> reading.get(60, TimeUnit.SECONDS)).hasCauseInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void open_refusesOtherSchemes() {
        assertThatThrownBy(() -> Frames.open(URI.create("concat:/etc/passwd")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("rtsp");
    }
}
