package org.znn.driver.spark;

/** Executors of a running Spark application, and whether the application needs them. */
interface ExecutorSupply {

    /** Returns the number of executors that are registered. */
    int executors();

    /** Returns whether tasks are executing or waiting for an executor. */
    boolean hasTasks();

    /** Cancels all tasks, so that the thread that waits for them fails. */
    void cancelTasks();
}
