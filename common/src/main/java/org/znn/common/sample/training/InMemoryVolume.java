package org.znn.common.sample.training;

/** A compact volume in memory. It is not modified after loading, so any number of threads may read it concurrently. */
interface InMemoryVolume extends LabelIds {

    double get(int channel, int z, int y, int x);

    void set(int channel, int z, int y, int x, double value);

    void setId(int z, int y, int x, long id);
}
