package dev.visiontask.internal;

import dev.visiontask.backend.Availability;
import dev.visiontask.backend.Backend;
import dev.visiontask.backend.BackendOptions;
import dev.visiontask.backend.LoadedModel;
import dev.visiontask.backend.ModelFile;
import dev.visiontask.backend.ModelFormat;
import dev.visiontask.image.DecodeRequest;
import dev.visiontask.image.ImageDecoder;
import dev.visiontask.image.ImageFormat;
import dev.visiontask.image.ImageHeader;
import dev.visiontask.image.Pixels;
import java.nio.ByteBuffer;
import java.util.Set;

/** Backends for service files, each broken in a way of its own, and some that are not. */
final class BrokenBackends {
    private BrokenBackends() {}

    /** Nothing where the types promise something. */
    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    private static <T> T nothing() {
        return null;
    }

    /** One that works. */
    public static class Named implements Backend {
        private final String name;

        Named(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Set<ModelFormat> formats() {
            return Set.of(ModelFormat.ONNX);
        }

        @Override
        public boolean isNativeFor(ModelFormat format) {
            return true;
        }

        @Override
        public Availability probe() {
            return Availability.yes("fine");
        }

        @Override
        public LoadedModel load(ModelFile file, BackendOptions options) {
            throw new UnsupportedOperationException("only chosen, never loaded");
        }
    }

    /** Works. */
    public static final class Good extends Named {
        /** For the service loader. */
        public Good() {
            super("good");
        }
    }

    /** Works. */
    public static final class Other extends Named {
        /** For the service loader. */
        public Other() {
            super("other");
        }
    }

    /** Another class of a name. */
    public static final class Twin extends Named {
        /** For the service loader. */
        public Twin() {
            super("good");
        }
    }

    /** Its native library does not load. */
    public static final class Sick extends Named {
        Sick(String name) {
            super(name);
        }

        @Override
        public Availability probe() {
            return Availability.no("no library for this CPU");
        }
    }

    /** Has no constructor for others. */
    public static final class Hidden extends Named {
        private Hidden() {
            super("hidden");
        }
    }

    /** Has no constructor without arguments. */
    public static final class WithArgument extends Named {
        /** Of no use. */
        public WithArgument(String name) {
            super(name);
        }
    }

    /** Cannot be made. */
    public static final class Throwing extends Named {
        /** Fails. */
        public Throwing() {
            super("throwing");
            throw new IllegalStateException("no licence");
        }
    }

    /** Fails when its class is initialized. */
    public static final class Uninitialized extends Named {
        private static final String NAME = load();

        /** For the service loader. */
        public Uninitialized() {
            super(NAME);
        }

        private static String load() {
            throw new UnsatisfiedLinkError("no such library");
        }
    }

    /** Cannot be made. */
    public abstract static class Abstract extends Named {
        /** For the service loader. */
        @SuppressWarnings("ConstructorPublicInAbstractClass")
        public Abstract() {
            super("abstract");
        }
    }

    /** Has no name. */
    public static final class NullName extends Named {
        /** For the service loader. */
        public NullName() {
            super(nothing());
        }
    }

    /** Has no name. */
    public static final class BlankName extends Named {
        /** For the service loader. */
        public BlankName() {
            super(" ");
        }
    }

    /** Does not say its name. */
    public static final class ThrowingName extends Named {
        /** For the service loader. */
        public ThrowingName() {
            super("throwing");
        }

        @Override
        public String name() {
            throw new IllegalStateException("not yet");
        }
    }

    /** As one that was compiled against another version of the interface. */
    public static final class OldApi extends Named {
        /** For the service loader. */
        public OldApi() {
            super("old");
        }

        @Override
        public Set<ModelFormat> formats() {
            throw new AbstractMethodError("formats()");
        }
    }

    /** Does not say its formats. */
    public static final class ThrowingFormats extends Named {
        /** For the service loader. */
        public ThrowingFormats() {
            super("throwing");
        }

        @Override
        public Set<ModelFormat> formats() {
            throw new IllegalStateException("not yet");
        }
    }

    /** Has no formats. */
    public static final class NullFormats extends Named {
        /** For the service loader. */
        public NullFormats() {
            super("null");
        }

        @Override
        public Set<ModelFormat> formats() {
            return nothing();
        }
    }

    /** Fails when asked whether it works. */
    public static final class ThrowingProbe extends Named {
        /** For the service loader. */
        public ThrowingProbe() {
            super("probe");
        }

        @Override
        public Availability probe() {
            throw new IllegalStateException("no display");
        }
    }

    /** Gives nothing when asked whether it works. */
    public static final class NullProbe extends Named {
        /** For the service loader. */
        public NullProbe() {
            super("probe");
        }

        @Override
        public Availability probe() {
            return nothing();
        }
    }

    /** An image decoder that does not say what it reads. */
    public static final class BrokenDecoder implements ImageDecoder {
        /** For the service loader. */
        public BrokenDecoder() {}

        @Override
        public String name() {
            return "broken";
        }

        @Override
        public boolean supports(ImageFormat format) {
            throw new UnsatisfiedLinkError("no codec");
        }

        @Override
        public Pixels decode(ByteBuffer encoded, ImageHeader header, DecodeRequest request) {
            throw new UnsupportedOperationException("never chosen");
        }
    }
}
