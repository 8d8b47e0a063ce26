package dev.visiontask.benchmarks;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.visiontask.backend.Backend;
import dev.visiontask.backend.BackendOptions;
import dev.visiontask.backend.Backends;
import dev.visiontask.backend.LoadedModel;
import dev.visiontask.backend.Session;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.Tensor;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The engine alone, from a filled input tensor to the output tensor. */
public class EngineBenchmark extends BenchmarkDefaults {
    /** One of our backends. */
    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // JMH calls setUp first.
    public static class Ours {
        /** The backend. */
        @Param({"onnxruntime", "opencv-dnn", "mxnet"})
        public String engine;

        /** CPU threads of one call. */
        @Param({"1", "2"})
        public int threads;

        private LoadedModel model;
        private Session session;

        /** Loads the model, fills the input and checks the answer. */
        @Setup
        public void setUp() {
            Subject subject = Subject.load();
            model = backend(engine).load(subject.modelFile(engine), new BackendOptions("cpu", threads, 1, Map.of()));
            session = model.newSession();
            Shape shape = Shape.of(1, 3, subject.height(), subject.width());
            Tensor input = session.input(model.inputs().get(0).name(), shape);
            input.floats().put(0, InputTensor.of(subject), 0, input.floats().capacity());
            Tensor output = run().get(0);
            float[] scores = new float[output.floats().capacity()];
            output.floats().get(0, scores);
            subject.checkScores(engine, scores);
        }

        private static Backend backend(String name) {
            return Backends.find().installed().stream()
                    .filter(backend -> backend.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("No backend " + name + " on the class path"));
        }

        List<Tensor> run() {
            return session.run();
        }

        /** Frees the model. */
        @TearDown
        public void tearDown() {
            session.close();
            model.close();
        }
    }

    /** ONNX Runtime as its Java documentation shows it: nested arrays in, nested arrays out. */
    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // JMH calls setUp first.
    public static class OnnxRuntimeArrays {
        /** CPU threads of one call. */
        @Param({"1", "2"})
        public int threads;

        private OrtEnvironment environment;
        private OrtSession session;
        private String inputName;
        private float[][][][] input;

        /** Loads the model, fills the input and checks the answer. */
        @Setup
        public void setUp() throws OrtException {
            Subject subject = Subject.load();
            environment = OrtEnvironment.getEnvironment();
            try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
                options.setIntraOpNumThreads(threads);
                session = environment.createSession(subject.onnx().toString(), options);
            }
            inputName = session.getInputNames().iterator().next();
            input = new float[1][3][subject.height()][subject.width()];
            FloatBuffer values = FloatBuffer.wrap(InputTensor.of(subject));
            for (float[][] channel : input[0]) {
                for (float[] row : channel) {
                    values.get(row);
                }
            }
            subject.checkScores("ONNX Runtime", run());
        }

        float[] run() throws OrtException {
            try (OnnxTensor tensor = OnnxTensor.createTensor(environment, input);
                    OrtSession.Result result = session.run(Map.of(inputName, tensor))) {
                OnnxValue output = result.get(0);
                return ((float[][]) output.getValue())[0];
            }
        }

        /** Frees the model. */
        @TearDown
        public void tearDown() throws OrtException {
            session.close();
        }
    }

    /** A session of ours. */
    @Benchmark
    public List<Tensor> run(Ours ours) {
        return ours.run();
    }

    /** ONNX Runtime by hand. */
    @Benchmark
    public float[] peerOnnxRuntimeArrays(OnnxRuntimeArrays peer) throws OrtException {
        return peer.run();
    }
}
