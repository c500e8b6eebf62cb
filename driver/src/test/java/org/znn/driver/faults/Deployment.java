package org.znn.driver.faults;

/** Where the executors of a job run. */
enum Deployment {

    /** In the driver. */
    LOCAL("local"),
    /** In two processes, which the driver starts. */
    LOCAL_CLUSTER("local-cluster"),
    /** In two processes, which the workers of a standalone cluster start. */
    STANDALONE("standalone");

    private final String text;

    Deployment(String text) {
        this.text = text;
    }

    /** Returns the value of {@code spark.master}; that of a standalone cluster is the address of its master. */
    String master() {
        return this == LOCAL ? "local[2]" : "local-cluster[2,1,1024]";
    }

    @Override
    public String toString() {
        return text;
    }
}
