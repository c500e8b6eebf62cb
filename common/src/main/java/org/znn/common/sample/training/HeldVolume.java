package org.znn.common.sample.training;

/** A volume held in memory, compact; not changed once it is loaded, so any number of threads may read it. */
interface HeldVolume extends Ids {

    double value(int channel, int z, int y, int x);

    void set(int channel, int z, int y, int x, double value);

    void setId(int z, int y, int x, long id);
}
