package dev.visiontask.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class FramePoolTest {
    private static final int ROW = FramePool.rowStride(64);

    private final FramePool pool = new FramePool();

    /** As for videos that are turned, which need a picture lying down and one upright. */
    @Test
    void acquire_givesMemoryBackThoughTwoSizesTakeTurns() {
        ByteBuffer upright = pool.acquire(ROW, 20);
        ByteBuffer lying = pool.acquire(ROW, 10);
        pool.release(lying);
        pool.release(upright);

        assertThat(pool.acquire(ROW, 20)).isSameAs(upright);
        assertThat(pool.acquire(ROW, 10)).isSameAs(lying);
    }

    @Test
    void acquire_forgetsSizesThatAreNotAskedForAnyMore() {
        ByteBuffer old = pool.acquire(ROW, 10);
        pool.release(old);
        for (int i = 0; i < 8; i++) {
            pool.release(ByteBuffer.allocateDirect(1));
        }

        assertThat(pool.acquire(ROW, 10)).isNotSameAs(old);
    }
}
