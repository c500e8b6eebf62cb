/** Made-up tissue with its labels: every voxel a pure function of the seed and its position. */
package org.znn.common.synthetic;
