/** NumPy's .npy files. */
package org.znn.common.volume.numpy;
