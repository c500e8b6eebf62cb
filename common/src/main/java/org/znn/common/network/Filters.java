package org.znn.common.network;

import java.io.Serializable;
import org.znn.common.geometry.Vec3;

/**
 * The kernels of one conv edge, in true (in, out, z, y, x) order: the file's storage order is undone on reading.
 * They act as a true convolution, out[p] = Σ in[p + q·d] · W[k − 1 − q].
 *
 * @param in     feature maps of the edge's input
 * @param out    feature maps of the edge's output
 * @param size   kernel (z, y, x)
 * @param values in·out·z·y·x numbers, x fastest
 */
public record Filters(int in, int out, Vec3 size, double[] values) implements Serializable {

    public Filters {
        if (values.length != (long) in * out * size.product()) {
            throw new IllegalArgumentException(
                    in + " x " + out + " kernels of " + size + " in " + values.length + " numbers");
        }
    }

    /** Weight at (z, y, x) of the kernel from map i to map o. */
    public double get(int i, int o, int z, int y, int x) {
        return values[(((i * out + o) * size.z() + z) * size.y() + y) * size.x() + x];
    }
}
