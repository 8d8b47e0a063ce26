package dev.visiontask.classification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visiontask.backend.Backends;
import dev.visiontask.tensor.Shape;
import dev.visiontask.testkit.FakeBackend;
import dev.visiontask.testkit.LinearModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** System.Logger writes to java.util.logging here, where a handler can listen. */
class LeakWarningTest {
    private static final Logger LOGGER = Logger.getLogger("dev.visiontask.task.LeakWarning");

    @TempDir
    Path folder;

    @Test
    void log_saysWhereATaskWasOpenedThatWasNeverClosed() throws Exception {
        BlockingQueue<LogRecord> records = new LinkedBlockingQueue<>();
        Handler listener = listener(records);
        LOGGER.addHandler(listener);
        LOGGER.setUseParentHandlers(false);
        try {
            openAndForget();

            LogRecord record = firstAfterCollections(records);
            assertThat(record.getMessage()).contains("never closed").contains("image-classification");
            assertThat(record.getThrown().getStackTrace())
                    .anySatisfy(frame -> assertThat(frame.getMethodName()).isEqualTo("openAndForget"));
        } finally {
            LOGGER.removeHandler(listener);
            LOGGER.setUseParentHandlers(true);
        }
    }

    private void openAndForget() throws IOException {
        FakeBackend.write(LinearModel.channelMeans(Shape.of(3, 4, 4)), folder);
        ImageClassifier forgotten = ImageClassifier.builder()
                .model(folder)
                .backends(Backends.of(List.of(new FakeBackend())))
                .setting("rescale_factor", 1)
                .setting("image_mean", 0)
                .setting("image_std", 1)
                .setting("resize_mode", "stretch")
                .setting("activation", "none")
                .build();
        assertThat(forgotten.info()).isNotNull();
    }

    private static LogRecord firstAfterCollections(BlockingQueue<LogRecord> records) throws InterruptedException {
        for (int attempt = 0; attempt < 50; attempt++) {
            System.gc();
            LogRecord record = records.poll(100, TimeUnit.MILLISECONDS);
            if (record != null) {
                return record;
            }
        }
        throw new AssertionError("Expected a log record after the collections, found none");
    }

    private static Handler listener(BlockingQueue<LogRecord> records) {
        return new Handler() {
            @Override
            public void publish(LogRecord record) {
                records.add(record);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }
}
