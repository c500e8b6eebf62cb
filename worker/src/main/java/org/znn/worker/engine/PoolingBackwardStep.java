package org.znn.worker.engine;

import org.znn.worker.layer.RowCallback;

/** The backward step of a pooling edge. Its kernel can process the rows of the gradient while they are in cache. */
interface PoolingBackwardStep extends Step {

    /** The gradient that the step writes, or adds to. */
    Activation to();

    <A> Kernel preparePooling(ExecutionContext<A> context);

    @Override
    default <A> StepKernel prepare(ExecutionContext<A> context) {
        Kernel kernel = preparePooling(context);
        return state -> kernel.execute(RowCallback.NONE);
    }

    /** Executes a pooling backward step. */
    interface Kernel {

        /** Computes the gradient and calls back for each row that is complete. */
        void execute(RowCallback callback);
    }
}
