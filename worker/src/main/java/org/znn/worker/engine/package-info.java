/** A network compiled for one patch size: buffers planned ahead, steps in order. */
package org.znn.worker.engine;
