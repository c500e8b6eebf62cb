package org.znn.common.network;

import java.io.Serializable;
import org.znn.common.geometry.Vec3;

/**
 * Kernels of a conv edge, applied as a true convolution: with dilation d and kernel size k,
 * out[p] = Σ in[p + q·d] · W[k − 1 − q]. Network files store kernels in another order ({@link KernelStorageOrder}).
 *
 * @param in     number of input feature maps
 * @param out    number of output feature maps
 * @param size   kernel size (z, y, x)
 * @param values weights as {@code [in][out][z][y][x]}, x fastest
 */
public record Filters(int in, int out, Vec3 size, double[] values) implements Serializable {

    public Filters {
        if (values.length != (long) in * out * size.product()) {
            throw new IllegalArgumentException(
                    values.length + " weights for " + in + " x " + out + " kernels of size " + size);
        }
    }

    /** Returns the weight at (z, y, x) of the kernel from input map i to output map o. */
    public double get(int i, int o, int z, int y, int x) {
        return values[(((i * out + o) * size.z() + z) * size.y() + y) * size.x() + x];
    }
}
