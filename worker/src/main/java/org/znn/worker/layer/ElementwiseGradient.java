package org.znn.worker.layer;

import org.znn.common.geometry.Vec3;
import org.znn.common.network.TransferFunction;
import org.znn.worker.convolution.Maps;
import org.znn.worker.convolution.MapsLayout;
import org.znn.worker.parallel.ThreadTeam;
import org.znn.worker.simd.DropoutMask;
import org.znn.worker.simd.GradientRows;
import org.znn.worker.simd.Rows;

/**
 * What training does voxel by voxel: the way back through functions, crops and maxima; dropout both ways.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public final class ElementwiseGradient<A> {

    private final Rows<A> rows;
    private final GradientRows<A> gradientRows;

    public ElementwiseGradient(Rows<A> rows, GradientRows<A> gradientRows) {
        this.rows = rows;
        this.gradientRows = gradientRows;
    }

    /**
     * Turns dE/d(output) of a transfer node, in place, into dE/d(sum that arrives there).
     *
     * @param value the node's output
     * @return dE/d(bias) of each map, the sum of that over its voxels, in an order that no thread changes
     */
    public double[] transfer(Maps<A> value, TransferFunction function, Maps<A> gradient, ThreadTeam team) {
        TransferGradient<A> transfer = new TransferGradient<>(value, function, gradient, gradientRows);
        MapsLayout layout = gradient.layout();
        MapRows.forEachSection(layout, team, (c, z) -> transfer.finish(c, z, 0, layout.size().y()));
        return transfer.bias();
    }

    /** The way back through a crop: {@code to} gets {@code from} from a corner on, and zeros around it. */
    public void pad(Maps<A> from, Vec3 corner, Maps<A> to, boolean add, ThreadTeam team) {
        MapsLayout source = from.layout();
        MapsLayout target = to.layout();
        Vec3 size = source.size();
        MapRows.forEach(target, team, (c, z, first, end) -> {
            for (int y = first; y < end; y++) {
                int row = target.index(c, z, y, 0);
                if (!add) {
                    gradientRows.zero(to.data(), row, target.size().x());
                }
                int fromZ = z - corner.z();
                int fromY = y - corner.y();
                if (fromZ >= 0 && fromZ < size.z() && fromY >= 0 && fromY < size.y()) {
                    rows.add(from.data(), source.index(c, fromZ, fromY, 0), to.data(), row + corner.x(), size.x());
                }
            }
        });
    }

    /**
     * The way back through one edge of a maximum: it gets the gradient of the voxels where its value is the greatest,
     * which are taken from {@code gradient}, so that no other edge gets them too.
     */
    public void route(Maps<A> value, Maps<A> greatest, Maps<A> gradient, Maps<A> to, boolean add, ThreadTeam team) {
        MapsLayout layout = to.layout();
        MapRows.forEach(layout, team, (c, z, first, end) -> {
            for (int y = first; y < end; y++) {
                int row = layout.index(c, z, y, 0);
                if (!add) {
                    gradientRows.zero(to.data(), row, layout.size().x());
                }
                gradientRows.route(value.data(), value.layout().index(c, z, y, 0), greatest.data(),
                        greatest.layout().index(c, z, y, 0), gradient.data(), gradient.layout().index(c, z, y, 0),
                        to.data(), row, layout.size().x());
            }
        });
    }

    /**
     * Dropout, of values on the way forward and of gradients on the way back: to = from · mask / keep.
     *
     * @param edgeKey from {@link DropoutMask#edgeKey}
     * @param keep    probability that a voxel is kept
     * @param add     whether that is added to what {@code to} holds
     */
    public void drop(Maps<A> from, long edgeKey, double keep, Maps<A> to, boolean add, ThreadTeam team) {
        MapsLayout layout = to.layout();
        MapRows.forEach(layout, team, (c, z, first, end) -> {
            for (int y = first; y < end; y++) {
                gradientRows.drop(from.data(), from.layout().index(c, z, y, 0), to.data(), layout.index(c, z, y, 0),
                        layout.size().x(), DropoutMask.rowKey(edgeKey, c, z, y), keep, add);
            }
        });
    }

    /** Fills maps with zeros. */
    public void zero(Maps<A> maps, ThreadTeam team) {
        MapRows.forEachSection(maps.layout(), team, (c, z) -> MapRows.zero(maps, c, z, z + 1, gradientRows));
    }
}
