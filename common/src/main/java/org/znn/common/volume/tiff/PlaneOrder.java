package org.znn.common.volume.tiff;

/**
 * The order in which the planes of an image are stored.
 *
 * @param order    letters C (channel), Z (section) and T (frame), fastest first
 * @param channels number of channels
 * @param sections number of sections
 * @param frames   number of frames, the points in time
 */
record PlaneOrder(String order, int channels, int sections, int frames) {

    /** Returns the order of a stack of sections. */
    static PlaneOrder ofSections(int sections) {
        return new PlaneOrder("ZCT", 1, sections, 1);
    }

    /** Returns the number of planes, which may exceed an {@code int} in a damaged file. */
    double planes() {
        return (double) channels * sections * frames;
    }

    /** Returns the position of a plane among the stored ones. */
    int index(int channel, int section, int frame) {
        long index = 0;
        for (int i = order.length() - 1; i >= 0; i--) {
            index = switch (order.charAt(i)) {
                case 'C' -> index * channels + channel;
                case 'Z' -> index * sections + section;
                default -> index * frames + frame;
            };
        }
        return Math.toIntExact(index);
    }

    /** Returns the axes of which there are several planes, and z, slowest first, such as {@code z,c}. */
    String axes() {
        StringBuilder axes = new StringBuilder();
        for (int i = order.length() - 1; i >= 0; i--) {
            switch (order.charAt(i)) {
                case 'C' -> axes.append(channels > 1 ? ",c" : "");
                case 'Z' -> axes.append(",z");
                default -> axes.append(frames > 1 ? ",t" : "");
            }
        }
        return axes.substring(1);
    }
}
