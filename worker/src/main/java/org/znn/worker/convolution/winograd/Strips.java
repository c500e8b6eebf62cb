package org.znn.worker.convolution.winograd;

import org.znn.common.geometry.Vec3;

/**
 * The tiles of a section in strips: neighbouring tiles of a row of tiles, whole rows or segments alike.
 *
 * @param y              the axis across rows
 * @param x              the axis along rows
 * @param rows           first output row of each row of tiles
 * @param tiles          of a row
 * @param segments       of a row
 * @param tilesOfSegment of each; the last one may have fewer
 */
record Strips(Axis y, Axis x, int[] rows, int tiles, int segments, int tilesOfSegment) {

    /** For an output of that size, with so many tiles a strip at most. */
    static Strips of(Axis y, Axis x, Vec3 output, int most) {
        int tiles = x.tiles(output.x());
        int ofSegment = Grid.ceilDiv(tiles, Grid.ceilDiv(tiles, most));
        return new Strips(y, x, y.starts(output.y()), tiles, Grid.ceilDiv(tiles, ofSegment), ofSegment);
    }

    int count() {
        return Math.multiplyExact(rows.length, segments);
    }

    /** First output row of a strip. */
    int row(int strip) {
        return rows[strip / segments];
    }

    int segment(int strip) {
        return strip % segments;
    }

    /** Tiles of a segment. */
    int tilesOf(int segment) {
        return Math.min(tilesOfSegment, tiles - segment * tilesOfSegment);
    }

    /** Where a tile of a segment begins along x. */
    int start(int segment, int tile) {
        return x.start(segment * tilesOfSegment + tile);
    }

    /** Voxels from the first of a segment's first tile to the last of its last one, if a tile has so many along x. */
    int span(int segment, int ofTile) {
        return start(segment, tilesOf(segment) - 1) - start(segment, 0) + (ofTile - 1) * x.dilation() + 1;
    }

    /** That of the longest segment. */
    int span(int ofTile) {
        int longest = 0;
        for (int segment = 0; segment < segments; segment++) {
            longest = Math.max(longest, span(segment, ofTile));
        }
        return longest;
    }
}
