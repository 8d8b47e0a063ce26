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
        int rows = (8 << 20) / ROW;
        pool.release(pool.acquire(ROW, rows));
        for (int i = 0; i < 10; i++) {
            ByteBuffer small = pool.acquire(ROW, 10);
            pool.release(small);
        }

        assertThat(pool.acquire(ROW, 10).capacity()).isLessThan(1 << 20);
    }

    /** As for a folder of images, of which each has another size. */
    @Test
    void acquire_usesOneMemoryForImagesOfAnySize() {
        pool.release(pool.acquire(ROW, 500));
        ByteBuffer memory = pool.acquire(ROW, 500);
        pool.release(memory);
        for (int rows = 499; rows > 250; rows--) {
            ByteBuffer again = pool.acquire(ROW, rows);
            assertThat(again).isSameAs(memory);
            assertThat(again.position()).isZero();
            assertThat(again.limit()).isEqualTo(again.capacity());
            pool.release(again);
        }
    }
}
