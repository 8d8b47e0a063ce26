package dev.visiontask.model;

import com.google.gson.JsonPrimitive;
import dev.visiontask.ImageSize;
import dev.visiontask.ModelFormatException;
import dev.visiontask.preprocess.TensorLayout;
import dev.visiontask.tensor.DataType;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.TensorInfo;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The image input as the model declares it, read with the keys {@code layout} and {@code input_type}. */
final class ImageTensor {
    static final String SOURCE = "input tensor";

    private final Facts facts;
    private final TensorInfo input;
    private final TensorLayout layout;
    private final DataType type;

    ImageTensor(Facts facts, TensorInfo input) {
        this.facts = facts;
        this.input = input;
        Shape shape = input.shape();
        if (shape.isKnown() && shape.rank() != 4) {
            throw new ModelFormatException("Expected an image input of rank 4 (batch, channels, rows and columns) in "
                    + facts.model() + ", found " + input + ".");
        }
        this.layout = readLayout();
        this.type = readType();
    }

    private TensorLayout readLayout() {
        TensorLayout declared = declaredLayout();
        if (declared != null) {
            facts.find(SpecKeys.LAYOUT).ifPresent(said -> checkLayout(declared));
            facts.add(SpecKeys.LAYOUT, new JsonPrimitive(declared.name()), Layer.IN_FILE, SOURCE);
            return declared;
        }
        if (facts.find(SpecKeys.LAYOUT).isEmpty() && isAmbiguous()) {
            throw new ModelFormatException("Expected to tell channels from rows and columns in the input " + input
                    + " of " + facts.model() + ", found both orders possible. "
                    + facts.addHint("\"layout\": \"NCHW\" (or \"NHWC\")"));
        }
        facts.add(SpecKeys.LAYOUT, new JsonPrimitive(TensorLayout.NCHW.name()), Layer.DEFAULT, "");
        return Choice.of(TensorLayout.class, TensorLayout::name).read(facts, SpecKeys.LAYOUT);
    }

    private void checkLayout(TensorLayout declared) {
        if (Choice.of(TensorLayout.class, TensorLayout::name).read(facts, SpecKeys.LAYOUT) != declared) {
            throw new ModelFormatException("Expected the layout " + declared + " of the input " + input + " of "
                    + facts.model() + ", found " + facts.quote(SpecKeys.LAYOUT) + ". Remove the key.");
        }
    }

    /** What the shape alone says: the dimension that can only be the channels. */
    private @Nullable TensorLayout declaredLayout() {
        if (!input.shape().isKnown()) {
            return null;
        }
        boolean first = isChannels(input.shape().dim(1));
        boolean last = isChannels(input.shape().dim(3));
        if (first == last) {
            return null;
        }
        return first ? TensorLayout.NCHW : TensorLayout.NHWC;
    }

    private boolean isAmbiguous() {
        Shape shape = input.shape();
        return shape.isKnown() && isChannels(shape.dim(1)) && isChannels(shape.dim(3));
    }

    private static boolean isChannels(long dim) {
        return dim == 1 || dim == 3;
    }

    private DataType readType() {
        DataType declared = input.type();
        if (declared != DataType.FLOAT32 && declared != DataType.UINT8) {
            throw new ModelFormatException("Expected a float32 or uint8 image input in " + facts.model() + ", found "
                    + input + ". Export the model with float32 inputs.");
        }
        if (facts.find(SpecKeys.INPUT_TYPE).isPresent()
                && Choice.of(DataType.class, DataType::id).read(facts, SpecKeys.INPUT_TYPE) != declared) {
            throw new ModelFormatException("Expected the type of the input " + input + " of " + facts.model()
                    + ", found " + facts.quote(SpecKeys.INPUT_TYPE) + ". Remove the key.");
        }
        facts.add(SpecKeys.INPUT_TYPE, new JsonPrimitive(declared.id()), Layer.IN_FILE, SOURCE);
        return declared;
    }

    TensorLayout layout() {
        return layout;
    }

    DataType type() {
        return type;
    }

    /** The channels, if the shape fixes them. */
    Optional<Integer> channels() {
        long dim = dim(layout == TensorLayout.NCHW ? 1 : 3);
        if (dim != Shape.DYNAMIC && !isChannels(dim)) {
            throw new ModelFormatException("Expected an image input of 1 or 3 channels in " + facts.model() + ", found "
                    + input + " with layout " + layout + ".");
        }
        return dim == Shape.DYNAMIC ? Optional.empty() : Optional.of((int) dim);
    }

    /** Rows, or {@link Shape#DYNAMIC}. */
    long height() {
        return dim(layout == TensorLayout.NCHW ? 2 : 1);
    }

    /** Columns, or {@link Shape#DYNAMIC}. */
    long width() {
        return dim(layout == TensorLayout.NCHW ? 3 : 2);
    }

    private long dim(int index) {
        return input.shape().isKnown() ? input.shape().dim(index) : Shape.DYNAMIC;
    }

    /** The size, if the shape fixes it. */
    Optional<ImageSize> size() {
        long width = width();
        long height = height();
        return width < 1 || height < 1 || Math.max(width, height) > Integer.MAX_VALUE
                ? Optional.empty()
                : Optional.of(new ImageSize((int) width, (int) height));
    }

    /** Whether a picture of this size is accepted. */
    boolean accepts(ImageSize size) {
        return (height() == Shape.DYNAMIC || height() == size.height())
                && (width() == Shape.DYNAMIC || width() == size.width());
    }

    @Override
    public String toString() {
        return input.toString();
    }
}
