package dev.visiontask.video;

import dev.visiontask.ImageSize;
import dev.visiontask.ImageSource;
import dev.visiontask.Outcome;
import dev.visiontask.RawFrame;
import dev.visiontask.TaskInfo;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers the size of the picture, after a while. */
final class SizeTask implements ImageTask<ImageSize> {
    private final int concurrency;
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private volatile boolean closed;

    SizeTask(int concurrency) {
        this.concurrency = concurrency;
    }

    int mostAtATime() {
        return most.get();
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public ImageSize run(ImageSource input) {
        most.accumulateAndGet(running.incrementAndGet(), Math::max);
        try {
            Thread.sleep(10);
            return ((RawFrame) input).size();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            running.decrementAndGet();
        }
    }

    @Override
    public List<Outcome<ImageSize>> runEach(List<? extends ImageSource> inputs) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletableFuture<ImageSize> runAsync(ImageSource input) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void warmUp() {
        // Nothing is cold.
    }

    @Override
    public TaskInfo info() {
        return new TaskInfo(
                "size",
                "none",
                "none",
                "",
                "none",
                "",
                "",
                "",
                1,
                concurrency,
                0,
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    @Override
    public void close() {
        closed = true;
    }
}
