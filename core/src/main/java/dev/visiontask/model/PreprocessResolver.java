package dev.visiontask.model;

import com.google.gson.JsonPrimitive;
import dev.visiontask.ModelFormatException;
import dev.visiontask.PixelFormat;
import dev.visiontask.preprocess.Interpolation;
import dev.visiontask.preprocess.Normalization;
import dev.visiontask.preprocess.PreprocessSpec;
import dev.visiontask.preprocess.Resize;
import dev.visiontask.preprocess.TensorLayout;
import dev.visiontask.tensor.DataType;
import dev.visiontask.tensor.TensorInfo;
import java.util.Optional;

/** Brings the description and the input tensor together, and notes every value that it settles. */
final class PreprocessResolver {
    private final Facts facts;
    private final ImageTensor tensor;

    /** Adds to {@code facts}: give it a copy. */
    PreprocessResolver(Facts facts, TensorInfo input) {
        this.facts = facts;
        this.tensor = new ImageTensor(facts, input);
    }

    Facts facts() {
        return facts;
    }

    PreprocessSpec resolve() {
        TensorLayout layout = tensor.layout();
        DataType type = tensor.type();
        PixelFormat color = color();
        Resize resize = new ResizeResolver(facts, tensor).resolve();
        Interpolation interpolation = interpolation();
        Normalization normalization = new NormalizationResolver(facts, tensor, type, color).resolve();
        return new PreprocessSpec(resize, interpolation, color, normalization, layout, type);
    }

    private PixelFormat color() {
        Optional<Integer> channels = tensor.channels();
        if (facts.find(SpecKeys.COLOR).isEmpty()) {
            boolean gray = channels.isPresent() && channels.get() == 1;
            facts.add(
                    SpecKeys.COLOR,
                    new JsonPrimitive(gray ? "gray" : "rgb"),
                    gray ? Layer.IN_FILE : Layer.DEFAULT,
                    gray ? ImageTensor.SOURCE : "");
        }
        PixelFormat color = Choice.of(PixelFormat.class, PixelFormat::name).read(facts, SpecKeys.COLOR);
        if (channels.isPresent() && channels.get() != color.channels()) {
            throw new ModelFormatException("Expected a colour order of " + channels.get() + " channel(s) for the input "
                    + tensor + " of " + facts.model() + ", found " + facts.quote(SpecKeys.COLOR) + ".");
        }
        return color;
    }

    private Interpolation interpolation() {
        facts.add(SpecKeys.INTERPOLATION, new JsonPrimitive(Interpolation.PILLOW_BILINEAR.id()), Layer.DEFAULT, "");
        return Choice.of(Interpolation.class, Interpolation::id).read(facts, SpecKeys.INTERPOLATION);
    }
}
