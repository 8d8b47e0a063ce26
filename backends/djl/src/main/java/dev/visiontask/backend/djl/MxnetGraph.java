package dev.visiontask.backend.djl;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import ai.djl.nn.SymbolBlock;
import ai.djl.training.ParameterStore;
import ai.djl.util.Pair;
import dev.visiontask.ModelFormatException;
import dev.visiontask.tensor.TensorInfo;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An MXNet network. The weights are in memory once; each executor has a compiled graph of its own over them. (MXNet's
 * compiled graph may be called from several threads, but then it hands its working memory from one to the other, and is
 * compiled anew whenever two of them use different input shapes.)
 */
final class MxnetGraph implements DjlGraph {
    private final MxnetSymbol symbol;
    private final Path file;
    private final Engine engine;
    private final NDManager manager;
    private final Map<String, NDArray> weights = new LinkedHashMap<>();
    private final int threads;
    private byte[] network;

    private MxnetGraph(MxnetSymbol symbol, Path file, Engine engine, int threads) throws IOException {
        this.symbol = symbol;
        this.file = file;
        this.engine = engine;
        this.threads = threads;
        this.network = plain(symbol);
        this.manager = engine.newBaseManager(Device.cpu());
    }

    static MxnetGraph load(MxnetFiles files, Engine engine, int threads, boolean isFused) {
        try (SeekableByteChannel channel = Files.newByteChannel(files.params())) {
            Map<String, MxnetParams.Entry> entries = MxnetParams.read(files.params(), channel);
            MxnetSymbol symbol = MxnetSymbol.read(files.symbol(), entries.keySet());
            entries.keySet().retainAll(symbol.arguments());
            MxnetGraph graph = new MxnetGraph(symbol, files.symbol(), engine, threads);
            boolean isLoaded = false;
            try {
                graph.readWeights(entries, channel, files.params());
                graph.compile(isFused);
                isLoaded = true;
                return graph;
            } finally {
                if (!isLoaded) {
                    graph.close();
                }
            }
        } catch (IOException e) {
            throw new ModelFormatException("Cannot read " + files.params() + ": " + e, e);
        }
    }

    /** Once now, so that a symbol that MXNet refuses is an error of loading. */
    private void compile(boolean isFused) {
        newExecutor().close();
        if (isFused) {
            try {
                network = fused(network);
            } catch (IOException | MalformedModelException | RuntimeException e) {
                throw new ModelFormatException(
                        "MXNet cannot merge the operators of " + file + " (load it with the property fuse=false): "
                                + DjlErrors.reason(e),
                        e);
            }
        }
    }

    private void readWeights(Map<String, MxnetParams.Entry> entries, SeekableByteChannel channel, Path params)
            throws IOException {
        int longest = entries.values().stream()
                .mapToInt(MxnetParams.Entry::bytes)
                .max()
                .orElse(0);
        ByteBuffer buffer = ByteBuffer.allocateDirect(longest);
        for (Map.Entry<String, MxnetParams.Entry> named : entries.entrySet()) {
            MxnetParams.Entry entry = named.getValue();
            MxnetParams.readFully(channel, buffer.clear().limit(entry.bytes()), entry.offset(), params);
            NDArray array = manager.create(entry.shape(), entry.type());
            array.set(buffer.flip());
            weights.put(named.getKey(), array);
        }
    }

    @Override
    public List<TensorInfo> inputs() {
        return symbol.inputs();
    }

    @Override
    public List<TensorInfo> outputs() {
        return symbol.outputs();
    }

    @Override
    public void enterThread() {
        MxnetCalls.setThreads(threads);
    }

    @Override
    public Executor newExecutor() {
        Model model = engine.newModel(name(), Device.cpu());
        boolean isMade = false;
        try {
            SymbolBlock block = read(model, network);
            for (Pair<String, Parameter> parameter : block.getParameters()) {
                parameter.getValue().setArray(weights.get(parameter.getKey()));
            }
            model.setBlock(block);
            Executor executor = new MxnetExecutor(model);
            isMade = true;
            return executor;
        } catch (IOException | MalformedModelException | RuntimeException e) {
            throw new ModelFormatException("MXNet does not accept " + file + ": " + DjlErrors.reason(e), e);
        } finally {
            if (!isMade) {
                model.close();
            }
        }
    }

    private static SymbolBlock read(Model model, byte[] network) throws IOException, MalformedModelException {
        SymbolBlock block = SymbolBlock.newInstance(model.getNDManager());
        block.loadParameters(model.getNDManager(), new DataInputStream(new ByteArrayInputStream(network)));
        return block;
    }

    /**
     * The network with operators merged by oneDNN. Merging may change the order of the variables, which a DJL block keeps
     * from before; so the merged network is written out and each executor reads it anew.
     */
    private byte[] fused(byte[] plain) throws IOException, MalformedModelException {
        try (Model model = engine.newModel(name(), Device.cpu())) {
            SymbolBlock block = read(model, plain);
            model.setBlock(block);
            // With an epoch, DJL does not list the folder, which it can in the default file system only.
            model.load(
                    file.toAbsolutePath().getParent(),
                    name(),
                    Map.of("hasParameter", "false", "epoch", "0", "MxOptimizeFor", "MKLDNN"));
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            block.saveParameters(new DataOutputStream(bytes));
            return bytes.toByteArray();
        }
    }

    private String name() {
        return String.valueOf(file.getFileName());
    }

    /** The network in DJL's own file format, with no value for any variable: the weights are set as arrays afterwards. */
    private static byte[] plain(MxnetSymbol symbol) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        byte[] json = symbol.json().getBytes(StandardCharsets.UTF_8);
        out.writeByte(3);
        out.writeInt(json.length);
        out.write(json);
        out.writeInt(symbol.inputs().size());
        for (TensorInfo input : symbol.inputs()) {
            out.writeUTF(input.name());
        }
        for (int i = 0; i < symbol.arguments().size(); i++) {
            out.writeChar('N');
        }
        return bytes.toByteArray();
    }

    @Override
    public void read(NDArray array, ByteBuffer target) {
        MxnetCalls.read(array, target);
    }

    @Override
    public void close() {
        manager.close();
    }

    private static final class MxnetExecutor implements Executor {
        private final Model model;
        private final ParameterStore parameters;

        MxnetExecutor(Model model) {
            this.model = model;
            this.parameters = new ParameterStore(model.getNDManager(), false);
        }

        @Override
        public NDManager manager() {
            return model.getNDManager();
        }

        @Override
        public NDList forward(NDList inputs) {
            return model.getBlock().forward(parameters, inputs, false);
        }

        @Override
        public void close() {
            model.close();
        }
    }
}
