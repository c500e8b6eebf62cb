/**
 * Compiles networks for one patch size: plans the steps and buffers of a pass, then binds prepared kernels to them.
 */
package org.znn.worker.engine;
