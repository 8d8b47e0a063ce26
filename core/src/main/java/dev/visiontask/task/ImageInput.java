package dev.visiontask.task;

import dev.visiontask.ImageSource;
import dev.visiontask.image.DecodedImage;
import dev.visiontask.image.ImageReader;
import dev.visiontask.image.ReadOptions;
import dev.visiontask.model.ModelSpec;
import dev.visiontask.preprocess.Geometry;
import dev.visiontask.preprocess.ImagePreprocessor;
import dev.visiontask.preprocess.PreprocessSpec;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.Tensor;
import dev.visiontask.tensor.TensorInfo;

/** The way from a picture to an image tensor: read, resample, place, normalise. Gives the decoder the geometry. */
public final class ImageInput implements InputStage<ImageSource, Geometry> {
    private final TensorInfo input;
    private final PreprocessSpec spec;
    private final ReadOptions readOptions;

    /**
     * For a model's image input.
     *
     * @throws dev.visiontask.ModelFormatException if description and tensor contradict each other or leave open what
     *     cannot be guessed
     */
    public ImageInput(ModelSpec spec, TensorInfo input, ReadOptions readOptions) {
        this.input = input;
        this.spec = spec.preprocessing(input);
        this.readOptions = readOptions;
    }

    @Override
    public ModelSpec describe(ModelSpec description) {
        return description.withInput(input);
    }

    @Override
    public Shape exampleShape() {
        try (ImagePreprocessor preprocessor = new ImagePreprocessor(spec)) {
            return preprocessor.shape(spec.resize().geometry(ExampleImage.SIZE), 1);
        }
    }

    @Override
    public ImageSource example() {
        return ExampleImage.within(readOptions.limits());
    }

    @Override
    public InputPreparer<ImageSource, Geometry> newPreparer() {
        return new Preparer(spec, readOptions);
    }

    private static final class Preparer implements InputPreparer<ImageSource, Geometry> {
        private final ImageReader reader;
        private final ImagePreprocessor preprocessor;

        Preparer(PreprocessSpec spec, ReadOptions readOptions) {
            this.reader = new ImageReader(readOptions);
            this.preprocessor = new ImagePreprocessor(spec);
        }

        @Override
        public PreparedInput<Geometry> prepare(ImageSource source) {
            DecodedImage image = reader.read(
                    source, size -> preprocessor.spec().resize().geometry(size).resized());
            boolean isTaken = false;
            try {
                Prepared prepared =
                        new Prepared(image, preprocessor.spec().resize().geometry(image.size()), preprocessor);
                isTaken = true;
                return prepared;
            } finally {
                if (!isTaken) {
                    image.close();
                }
            }
        }

        @Override
        public long nativeBytes() {
            return reader.nativeBytes() + preprocessor.nativeBytes();
        }

        @Override
        public void close() {
            Closing.all(reader::close, preprocessor::close);
        }
    }

    private record Prepared(DecodedImage image, Geometry context, ImagePreprocessor preprocessor)
            implements PreparedInput<Geometry> {
        @Override
        public Shape shape(int batch) {
            return preprocessor.shape(context, batch);
        }

        @Override
        public void write(Tensor tensor, int index) {
            preprocessor.write(image.pixels(), context, tensor, index);
        }

        @Override
        public void close() {
            image.close();
        }
    }
}
