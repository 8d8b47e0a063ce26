package dev.visiontask.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class LeakWarningTest {
    private final Logger logger = Logger.getLogger(LeakWarning.class.getName());
    private final Queue<LogRecord> records = new ConcurrentLinkedQueue<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            records.add(line);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
    }

    @AfterEach
    void stopListening() {
        logger.removeHandler(handler);
        logger.setUseParentHandlers(true);
    }

    @Test
    void aTaskThatIsNeverClosed_saysWhereItWasOpened() {
        LeakWarning.watch(new Object(), ScriptedModel.info(1));

        while (records.isEmpty()) {
            System.gc();
            Thread.onSpinWait();
        }

        assertThat(records.peek().getMessage()).contains("doubling on scripted", "try-with-resources");
        assertThat(records.peek().getThrown()).hasStackTraceContaining("LeakWarningTest");
    }

    @Test
    void aTaskThatIsClosed_isNoLeak() {
        LeakWarning.watch(new Object(), ScriptedModel.info(1)).dismiss();
        // The next one is told after the first would have been.
        LeakWarning.watch(new Object(), ScriptedModel.info(2));

        while (records.isEmpty()) {
            System.gc();
            Thread.onSpinWait();
        }

        assertThat(records).hasSize(1);
    }
}
