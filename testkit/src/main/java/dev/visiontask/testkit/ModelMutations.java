package dev.visiontask.testkit;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Small damages to model files, such as broken exporters, cut downloads and attackers make. The files stay sound enough to
 * be parsed, so that it is the engine that meets the nonsense. The same random numbers make the same damage.
 */
final class ModelMutations {
    private static final long[] NUMBERS = {
        0,
        1,
        -1,
        2,
        3,
        4,
        7,
        16,
        17,
        255,
        256,
        65_535,
        1 << 20,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        1L << 32,
        (1L << 32) + 1,
        1L << 40,
        1L << 62,
        Long.MAX_VALUE,
        Long.MIN_VALUE
    };

    private ModelMutations() {}

    /** Damages a file by what its name says that it is. */
    static byte[] damage(String fileName, byte[] file, Random random) {
        if (random.nextInt(10) == 0) {
            return binary(file, random);
        }
        if (fileName.endsWith(".onnx")) {
            return onnx(file, random);
        } else if (fileName.endsWith(".json")) {
            return json(file, random);
        }
        return binary(file, random);
    }

    private static byte[] onnx(byte[] file, Random random) {
        List<ProtobufTree.Field> root = ProtobufTree.read(file);
        int times = 1 + random.nextInt(3);
        for (int i = 0; i < times; i++) {
            change(root, random);
        }
        return ProtobufTree.write(root);
    }

    private static void change(List<ProtobufTree.Field> root, Random random) {
        List<List<ProtobufTree.Field>> lists = new ArrayList<>();
        collect(root, lists);
        lists.removeIf(List::isEmpty);
        if (lists.isEmpty()) {
            return;
        }
        List<ProtobufTree.Field> list = lists.get(random.nextInt(lists.size()));
        int index = random.nextInt(list.size());
        ProtobufTree.Field field = list.get(index);
        switch (random.nextInt(8)) {
            case 0 -> list.remove(index);
            case 1 -> list.add(random.nextInt(list.size() + 1), field.copy());
            case 2 -> list.set(index, another(lists, field, random));
            case 3 -> list.add(list.remove(random.nextInt(list.size())));
            default -> changeValue(field, lists, random);
        }
    }

    private static void collect(List<ProtobufTree.Field> list, List<List<ProtobufTree.Field>> lists) {
        lists.add(list);
        list.stream().filter(ProtobufTree.Field::isMessage).forEach(field -> collect(field.children, lists));
    }

    /** A copy of another field of the same kind. */
    private static ProtobufTree.Field another(
            List<List<ProtobufTree.Field>> lists, ProtobufTree.Field field, Random random) {
        List<ProtobufTree.Field> same = lists.stream()
                .flatMap(List::stream)
                .filter(other -> other.kind().equals(field.kind()) && other.wire == field.wire)
                .toList();
        return same.get(random.nextInt(same.size())).copy();
    }

    private static void changeValue(ProtobufTree.Field field, List<List<ProtobufTree.Field>> lists, Random random) {
        if (field.isMessage()) {
            if (!field.children.isEmpty()) {
                field.children.remove(random.nextInt(field.children.size()));
            }
        } else if (field.wire == 0) {
            field.number = random.nextInt(4) == 0 ? field.number + random.nextInt(5) - 2 : number(random);
        } else if (random.nextBoolean()) {
            field.bytes = another(lists, field, random).bytes;
        } else {
            field.bytes = binary(field.bytes, random);
        }
    }

    private static byte[] json(byte[] file, Random random) {
        JsonElement root = JsonParser.parseString(new String(file, StandardCharsets.UTF_8));
        int times = 1 + random.nextInt(2);
        for (int i = 0; i < times; i++) {
            List<JsonElement> containers = new ArrayList<>();
            collect(root, containers);
            JsonElement container = containers.get(random.nextInt(containers.size()));
            if (container instanceof JsonArray array) {
                change(array, random);
            } else {
                change(container.getAsJsonObject(), random);
            }
        }
        return root.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void collect(JsonElement element, List<JsonElement> containers) {
        if (element instanceof JsonArray array) {
            if (!array.isEmpty()) {
                containers.add(array);
            }
            array.forEach(item -> collect(item, containers));
        } else if (element instanceof JsonObject object) {
            if (!object.isEmpty()) {
                containers.add(object);
            }
            object.entrySet().forEach(entry -> collect(entry.getValue(), containers));
        }
    }

    private static void change(JsonArray array, Random random) {
        int index = random.nextInt(array.size());
        switch (random.nextInt(5)) {
            case 0 -> array.remove(index);
            case 1 -> array.add(array.get(index).deepCopy());
            case 2 -> array.set(index, array.get(random.nextInt(array.size())).deepCopy());
            default -> array.set(index, value(array.get(index), random));
        }
    }

    private static void change(JsonObject object, Random random) {
        List<String> keys = new ArrayList<>(object.keySet());
        String key = keys.get(random.nextInt(keys.size()));
        if (random.nextInt(5) == 0) {
            object.remove(key);
        } else {
            object.add(key, value(object.get(key), random));
        }
    }

    private static JsonElement value(JsonElement old, Random random) {
        String text = String.valueOf(number(random));
        return switch (random.nextInt(8)) {
            case 0 -> JsonNull.INSTANCE;
            case 1 -> new JsonPrimitive(text);
            case 2 -> new JsonArray();
            case 3 -> new JsonPrimitive("(" + text + ", " + number(random) + ")");
            default ->
                old instanceof JsonPrimitive primitive && primitive.isString()
                        ? new JsonPrimitive(text)
                        : new JsonPrimitive(random.nextBoolean() ? number(random) : random.nextInt(8));
        };
    }

    private static byte[] binary(byte[] bytes, Random random) {
        byte[] changed = bytes.clone();
        if (changed.length == 0) {
            return new byte[random.nextInt(9)];
        }
        int at = random.nextInt(changed.length);
        switch (random.nextInt(6)) {
            case 0 -> changed[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> changed[at] = (byte) number(random);
            case 2 -> changed = Arrays.copyOf(changed, at);
            case 3 -> changed = Arrays.copyOf(changed, changed.length + 1 + random.nextInt(16));
            case 4 -> put(changed, at, Integer.BYTES, random);
            default -> put(changed, at, Long.BYTES, random);
        }
        return changed;
    }

    private static void put(byte[] bytes, int at, int size, Random random) {
        int aligned = at / Integer.BYTES * Integer.BYTES;
        if (aligned + size > bytes.length) {
            bytes[at] = (byte) random.nextInt();
            return;
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (size == Integer.BYTES) {
            buffer.putInt(aligned, (int) number(random));
        } else {
            buffer.putLong(aligned, number(random));
        }
    }

    private static long number(Random random) {
        return NUMBERS[random.nextInt(NUMBERS.length)];
    }
}
