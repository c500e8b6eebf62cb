package org.znn.driver.spark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;

/** Kryo serializers of the JDK's unmodifiable lists and maps and of Optional, which Kryo 4 cannot populate itself. */
public final class ImmutableCollectionSerializers {

    private ImmutableCollectionSerializers() {
    }

    /** Registers all serializers. */
    public static void register(Kryo kryo) {
        kryo.register(List.of().getClass(), new Lists());
        kryo.register(List.of(1).getClass(), new Lists());
        kryo.register(Map.of().getClass(), new Maps());
        kryo.register(Map.of(1, 1).getClass(), new Maps());
        kryo.register(Optional.class, new Optionals());
    }

    private static final class Lists extends Serializer<List<?>> {

        @Override
        public void write(Kryo kryo, Output output, List<?> list) {
            output.writeInt(list.size(), true);
            list.forEach(element -> kryo.writeClassAndObject(output, element));
        }

        @Override
        public List<?> read(Kryo kryo, Input input, Class<List<?>> type) {
            int size = input.readInt(true);
            List<Object> list = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                list.add(kryo.readClassAndObject(input));
            }
            return List.copyOf(list);
        }
    }

    private static final class Maps extends Serializer<Map<?, ?>> {

        @Override
        public void write(Kryo kryo, Output output, Map<?, ?> map) {
            output.writeInt(map.size(), true);
            map.forEach((key, value) -> {
                kryo.writeClassAndObject(output, key);
                kryo.writeClassAndObject(output, value);
            });
        }

        @Override
        public Map<?, ?> read(Kryo kryo, Input input, Class<Map<?, ?>> type) {
            int size = input.readInt(true);
            Map<Object, Object> map = new LinkedHashMap<>();
            for (int i = 0; i < size; i++) {
                Object key = kryo.readClassAndObject(input);
                map.put(key, kryo.readClassAndObject(input));
            }
            return Map.copyOf(map);
        }
    }

    private static final class Optionals extends Serializer<Optional<?>> {

        @Override
        public void write(Kryo kryo, Output output, Optional<?> optional) {
            kryo.writeClassAndObject(output, optional.orElse(null));
        }

        @Override
        public Optional<?> read(Kryo kryo, Input input, Class<Optional<?>> type) {
            return Optional.ofNullable(kryo.readClassAndObject(input));
        }
    }
}
