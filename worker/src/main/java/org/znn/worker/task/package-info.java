/** What one executor task computes: a block of a forward pass. */
package org.znn.worker.task;
