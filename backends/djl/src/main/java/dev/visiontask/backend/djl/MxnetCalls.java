package dev.visiontask.backend.djl;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.util.NativeResource;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import dev.visiontask.InferenceException;
import java.nio.ByteBuffer;
import java.util.Map;

/**
 * Two functions of MXNet's C interface that DJL has no way to: the number of OpenMP threads of the calling thread, and
 * reading an array into a buffer that already exists (DJL allocates a new direct buffer for every read).
 */
final class MxnetCalls {
    private MxnetCalls() {}

    /** Binds the functions to the library that DJL has loaded. */
    static void bind() throws ReflectiveOperationException {
        // MXNet's part of DJL is a runtime dependency; the path is the one thing that is asked of it.
        Object path = Class.forName("ai.djl.mxnet.jna.LibUtils", true, Engine.class.getClassLoader())
                .getMethod("getLibName")
                .invoke(null);
        // Lazy and local, as DJL opens it: global symbols would meet those of other engines.
        Native.register(
                MxnetCalls.class, NativeLibrary.getInstance((String) path, Map.of(Library.OPTION_OPEN_FLAGS, 1)));
    }

    /** How many OpenMP threads operators use that the calling thread runs. */
    static void setThreads(int threads) {
        check(MXSetNumOMPThreads(threads));
    }

    static void read(NDArray array, ByteBuffer target) {
        Object handle = ((NativeResource<?>) array).getHandle();
        check(MXNDArraySyncCopyToCPU((Pointer) handle, Native.getDirectBufferPointer(target), array.size()));
    }

    private static void check(int status) {
        if (status != 0) {
            throw new InferenceException("MXNet failed: " + MXGetLastError());
        }
    }

    private static native int MXSetNumOMPThreads(int threads);

    /** {@code size} is a {@code size_t} and counts elements; MXNet exists for 64 bits only. */
    private static native int MXNDArraySyncCopyToCPU(Pointer array, Pointer data, long size);

    private static native String MXGetLastError();
}
