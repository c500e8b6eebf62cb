/** Image volumes in memory, (channel, z, y, x), and the files they live in. */
package org.znn.common.volume;
