package org.znn.worker.convolution.winograd.tiling;

import org.znn.common.geometry.IntMath;
import org.znn.common.geometry.Vec3;

/**
 * The tiles of an output section, divided into strips: neighbouring tiles of a row of tiles, either the whole row or a
 * segment of it.
 *
 * @param y               axis across rows
 * @param x               axis along rows
 * @param rowStarts       first output row (y) of each row of tiles
 * @param tilesPerRow     number of tiles of a row
 * @param segments        number of segments of a row
 * @param tilesPerSegment number of tiles of a segment; the last segment may have fewer
 */
public record TileStrips(WinogradAxis y, WinogradAxis x, int[] rowStarts, int tilesPerRow, int segments,
        int tilesPerSegment) {

    /**
     * Divides the sections of an output.
     *
     * @param y        axis across rows
     * @param x        axis along rows
     * @param output   output size in voxels (z, y, x)
     * @param maxTiles maximum number of tiles in a strip
     */
    public static TileStrips of(WinogradAxis y, WinogradAxis x, Vec3 output, int maxTiles) {
        int tiles = x.tileCount(output.x());
        int tilesPerSegment = IntMath.ceilDiv(tiles, IntMath.ceilDiv(tiles, maxTiles));
        return new TileStrips(y, x, y.tileStarts(output.y()), tiles, IntMath.ceilDiv(tiles, tilesPerSegment),
                tilesPerSegment);
    }

    /** Returns the number of strips of a section. */
    public int count() {
        return Math.multiplyExact(rowStarts.length, segments);
    }

    /** Returns the first output row (y) of a strip. */
    public int rowStart(int strip) {
        return rowStarts[strip / segments];
    }

    /** Returns the segment of a row that a strip covers. */
    public int segment(int strip) {
        return strip % segments;
    }

    /** Returns the number of tiles in a segment. */
    public int tilesIn(int segment) {
        return Math.min(tilesPerSegment, tilesPerRow - segment * tilesPerSegment);
    }

    /** Returns the first output column (x) of a tile of a segment. */
    public int tileStart(int segment, int tile) {
        return x.tileStart(segment * tilesPerSegment + tile);
    }

    /**
     * Returns the number of voxels along x from the first voxel of a segment's first tile to the last voxel of the
     * segment's last tile.
     *
     * @param segment       segment of a row
     * @param voxelsPerTile number of voxels of a tile along x, {@code dilation} apart
     */
    public int span(int segment, int voxelsPerTile) {
        int lastStart = tileStart(segment, tilesIn(segment) - 1);
        return lastStart - tileStart(segment, 0) + (voxelsPerTile - 1) * x.dilation() + 1;
    }

    /** Returns {@link #span} of the longest segment. */
    public int maxSpan(int voxelsPerTile) {
        int longest = 0;
        for (int segment = 0; segment < segments; segment++) {
            longest = Math.max(longest, span(segment, voxelsPerTile));
        }
        return longest;
    }
}
