package org.znn.driver.faults;

/** Kills all workers of a cluster; the job is run again on another one. */
record LostClusterFault() implements Fault {

    /** Longer than a cluster needs to start executors. */
    private static final String PATIENCE = "30s";

    @Override
    public String name() {
        return "all workers killed";
    }

    @Override
    public boolean appliesTo(JobKind job, Deployment deployment) {
        return deployment == Deployment.STANDALONE;
    }

    @Override
    public Expectation expectation(JobKind job) {
        return Expectation.stops("executor").withExit(1);
    }

    @Override
    public void prepare(FaultStage stage) {
        stage.set("spark.znn.cluster.patience", PATIENCE);
    }

    @Override
    public void strike(RunningJob job) {
        job.stage().cluster().workers().forEach(ProcessHandle::destroyForcibly);
    }

    @Override
    public void repair(FaultStage stage) throws Exception {
        stage.startCluster();
    }
}
