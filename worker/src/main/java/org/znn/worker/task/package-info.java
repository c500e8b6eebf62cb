/** The computation of one executor task: a block of the output of a network. */
package org.znn.worker.task;
